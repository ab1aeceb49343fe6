package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.SignaturePublicKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.kit.Vectors;
import io.slimconsole.mls.schedule.SecretTree;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

final class MessageProtectionTest {
    /// The vectors' messages are from leaf 1 of a tree with two.
    private static final int SENDER = 1;

    static List<Named<JsonNode>> vectors() {
        return Vectors.of("message-protection.json");
    }

    private static GroupContext context(JsonNode vector) {
        return new GroupContext(
                vector.get("cipher_suite").asInt(),
                Vectors.opaque(vector, "group_id"),
                vector.get("epoch").asLong(),
                Vectors.opaque(vector, "tree_hash"),
                Vectors.opaque(vector, "confirmed_transcript_hash"),
                List.of());
    }

    private static PrivateFraming framing(JsonNode vector) {
        CipherSuite suite = Vectors.suite(vector);
        return new PrivateFraming(
                suite,
                Vectors.secret(vector, "sender_data_secret"),
                new SecretTree(suite, Vectors.secret(vector, "encryption_secret"), 2, 1024, 1024));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedMessagesAreOpened(JsonNode vector)
            throws DecodeException, CryptoException, RefusedException {
        check(vector, "proposal_pub", proposal(vector));
        check(vector, "proposal_priv", proposal(vector));
        check(vector, "commit_pub", commit(vector));
        check(vector, "commit_priv", commit(vector));
        check(vector, "application_priv", application(vector));
    }

    private static Content proposal(JsonNode vector) throws DecodeException {
        return new Content.OfProposal(
                Reader.decode(Vectors.hex(vector, "proposal"), Proposal::read));
    }

    private static Content commit(JsonNode vector) throws DecodeException {
        return new Content.OfCommit(Reader.decode(Vectors.hex(vector, "commit"), Commit::read));
    }

    private static Content application(JsonNode vector) {
        return new Content.Application(Vectors.opaque(vector, "application"));
    }

    private static void check(JsonNode vector, String member, Content expected)
            throws DecodeException, CryptoException, RefusedException {
        check(vector, MlsMessage.decode(Vectors.hex(vector, member)), expected);
    }

    private static void check(JsonNode vector, MlsMessage message, Content expected)
            throws CryptoException, RefusedException {
        CipherSuite suite = Vectors.suite(vector);
        GroupContext context = context(vector);
        AuthenticatedContent content =
                switch (message.body()) {
                    case PublicMessage plain -> {
                        assertThat(
                                        plain.hasMembershipTag(
                                                suite,
                                                Vectors.secret(vector, "membership_key"),
                                                context))
                                .isTrue();
                        yield plain.authenticated();
                    }
                    case PrivateMessage secret -> framing(vector).open(secret, 0).content();
                    default -> throw new AssertionError("no framed content: " + message);
                };
        assertThat(content.content().content()).isEqualTo(expected);
        assertThat(content.content().sender()).isEqualTo(new Sender.Member(SENDER));
        SignaturePublicKey key = suite.signaturePublicKey(Vectors.hex(vector, "signature_pub"));
        assertThat(content.isSigned(suite, key, context)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatWeProtectIsOpenedAgain(JsonNode vector)
            throws DecodeException, CryptoException, RefusedException {
        CipherSuite suite = Vectors.suite(vector);
        GroupContext context = context(vector);
        for (Content content : List.of(proposal(vector), commit(vector), application(vector))) {
            for (WireFormat format :
                    List.of(WireFormat.PUBLIC_MESSAGE, WireFormat.PRIVATE_MESSAGE)) {
                var framed =
                        new FramedContent(
                                context.groupId(),
                                context.epoch(),
                                new Sender.Member(SENDER),
                                Opaque.of((byte) 7),
                                content);
                AuthenticatedContent signed =
                        AuthenticatedContent.sign(
                                suite,
                                suite.signaturePrivateKey(
                                        Vectors.privateKey(vector, "signature_priv")),
                                format,
                                framed,
                                context);
                if (content instanceof Content.OfCommit) {
                    signed = signed.confirmed(Opaque.of(new byte[suite.hashLength()]));
                }
                MlsMessage.Body body =
                        format == WireFormat.PUBLIC_MESSAGE
                                ? PublicMessage.protect(
                                        suite,
                                        Vectors.secret(vector, "membership_key"),
                                        signed,
                                        context)
                                : framing(vector).protect(signed, 8);
                check(vector, MlsMessage.decode(new MlsMessage(body).encoded()), content);
            }
        }
    }
}
