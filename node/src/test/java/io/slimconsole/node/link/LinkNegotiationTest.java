package io.slimconsole.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.LinkFacts.KeyAgreement;
import io.slimconsole.node.link.NegotiationResult.Accepted;
import io.slimconsole.node.link.NegotiationResult.Rejected;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.Publish;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.KEM;

final class LinkNegotiationTest {
    private static final String LINK = "11111111-2222-4333-8444-555555555555";

    private final LinkNegotiation strict = new LinkNegotiation("our-node", "our-domain", true);
    private final LinkNegotiation lenient = new LinkNegotiation("our-node", "", false);
    private KeyPair dialler;

    @BeforeEach
    void generateTheDiallersKey() throws GeneralSecurityException {
        dialler = X25519.generate();
    }

    @Test
    void anSdkClientIsAcceptedWithAKeyThatBothEndsHave() throws GeneralSecurityException {
        var accepted = accept(strict, request());

        var reply = accepted.reply().getLink().getLinkNegotiation();
        assertThat(reply)
                .isEqualTo(
                        LinkNegotiationPayload.newBuilder()
                                .setLinkId(LINK)
                                .setSlimVersion(LinkNegotiation.SLIM_VERSION)
                                .setIsReply(true)
                                .setLinkEcdhPublicKey(reply.getLinkEcdhPublicKey())
                                .setConnectionType(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE)
                                .setNodeId("our-node")
                                .setDeploymentName("our-domain")
                                .build());
        assertThat(accepted.type()).isEqualTo(ConnectionType.EDGE);
        assertThat(accepted.facts())
                .isEqualTo(
                        new LinkFacts(
                                LINK,
                                "node-1",
                                "2.0.0-alpha.8",
                                "theirs",
                                true,
                                KeyAgreement.X25519,
                                Optional.of("TLSv1.3")));
        byte[] secret =
                X25519.agree(dialler.getPrivate(), reply.getLinkEcdhPublicKey().toByteArray());
        assertSameKey(accepted, LinkKeys.classical(secret, LINK));
    }

    @Test
    void aClientThatOffersMlKemGetsAHybridKey() throws GeneralSecurityException {
        var kemKeys = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        byte[] encoded = kemKeys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 1184, encoded.length);

        var accepted = accept(strict, request().setLinkKemPayload(ByteString.copyFrom(raw)));

        var reply = accepted.reply().getLink().getLinkNegotiation();
        byte[] ciphertext = reply.getLinkKemPayload().toByteArray();
        assertThat(ciphertext).hasSize(1088);
        assertThat(accepted.facts().keyAgreement()).isEqualTo(KeyAgreement.X25519_MLKEM768);
        byte[] mlKem =
                KEM.getInstance("ML-KEM-768")
                        .newDecapsulator(kemKeys.getPrivate())
                        .decapsulate(ciphertext)
                        .getEncoded();
        byte[] x25519 =
                X25519.agree(dialler.getPrivate(), reply.getLinkEcdhPublicKey().toByteArray());
        assertSameKey(accepted, LinkKeys.hybrid(x25519, mlKem, LINK));
    }

    @Test
    void aKemPayloadOfAnotherLengthIsPassedOver() {
        var accepted =
                accept(strict, request().setLinkKemPayload(ByteString.copyFrom(new byte[1183])));

        assertThat(accepted.facts().keyAgreement()).isEqualTo(KeyAgreement.X25519);
        assertThat(accepted.reply().getLink().getLinkNegotiation().hasLinkKemPayload()).isFalse();
    }

    /// All coefficients have to be smaller than the modulus (FIPS 203, 7.2).
    @Test
    void anImpossibleMlKemKeyIsRefusedByAStrictNodeOnly() {
        byte[] key = new byte[1184];
        Arrays.fill(key, (byte) 0xFF);
        var request = request().setLinkKemPayload(ByteString.copyFrom(key));

        assertThat(answer(strict, request))
                .isEqualTo(
                        new Rejected("failed to derive header MAC from link ECDH (server path)"));
        assertWithoutMac(accept(lenient, request));
    }

    @Test
    void everyConnectionTypeIsEchoedAndAnUnknownOneCountsAsRemote() {
        var types =
                new ConnectionType[] {
                    ConnectionType.REMOTE,
                    ConnectionType.PEER,
                    ConnectionType.EDGE,
                    ConnectionType.REMOTE
                };
        for (int value = 0; value < types.length; value++) {
            var accepted = accept(strict, request().setConnectionTypeValue(value));

            assertThat(accepted.type()).isEqualTo(types[value]);
            assertThat(accepted.reply().getLink().getLinkNegotiation().getConnectionTypeValue())
                    .isEqualTo(value);
        }
    }

    @Test
    void twoNegotiationsNeverShareAKey() {
        var first = accept(strict, request()).reply();
        var second = accept(strict, request()).reply();

        assertThat(first.getLink().getLinkNegotiation().getLinkEcdhPublicKey())
                .isNotEqualTo(second.getLink().getLinkNegotiation().getLinkEcdhPublicKey());
    }

    @Test
    void withoutAKeyOnlyALenientNodeAcceptsAndThenWithoutMac() {
        var request = request().clearLinkEcdhPublicKey();

        assertThat(answer(strict, request)).isEqualTo(new Rejected("public key length is invalid"));
        assertWithoutMac(accept(lenient, request));
    }

    @Test
    void aKeyOfSmallOrderIsRefusedByAStrictNodeOnly() {
        var request = request().setLinkEcdhPublicKey(ByteString.copyFrom(new byte[32]));

        assertThat(answer(strict, request))
                .isEqualTo(
                        new Rejected("failed to derive header MAC from link ECDH (server path)"));
        assertWithoutMac(accept(lenient, request));
    }

    @Test
    void somethingElseThanANegotiationIsRefused() {
        assertThat(
                        strict.answer(
                                buffer(
                                        Message.newBuilder()
                                                .setPublish(Publish.getDefaultInstance())),
                                Optional.empty()))
                .isEqualTo(new Rejected("first message on remote link is not a link negotiation"));
        assertThat(strict.answer(Unpooled.EMPTY_BUFFER, Optional.empty()))
                .isEqualTo(new Rejected("first message on remote link is not a link negotiation"));
        assertThat(
                        strict.answer(
                                buffer(Message.newBuilder().setLink(Link.getDefaultInstance())),
                                Optional.empty()))
                .isEqualTo(new Rejected("missing link negotiation payload"));
    }

    @Test
    void garbageIsRefused() {
        var result = strict.answer(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}), Optional.empty());

        assertThat(((Rejected) result).reason())
                .startsWith("error reading link negotiation message: ");
    }

    @Test
    void aRequestBeyondAllReasonIsNotEvenParsed() {
        var result =
                answer(strict, request().setLinkKemPayload(ByteString.copyFrom(new byte[20_000])));

        assertThat(((Rejected) result).reason())
                .startsWith("error reading link negotiation message: 20")
                .endsWith("the limit is 16384");
    }

    @Test
    void aReplyIsRefused() {
        assertThat(answer(strict, request().setIsReply(true)))
                .isEqualTo(new Rejected("received link negotiation reply on incoming connection"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "2.0",
                "v2.0.0",
                "2.0.0-",
                "2.0.0-01",
                "02.0.0",
                "2.0.0+",
                " 2.0.0"
            })
    void aVersionThatIsNoSemanticVersionIsRefused(String version) {
        assertThat(answer(strict, request().setSlimVersion(version)))
                .isEqualTo(new Rejected("unparsable remote SLIM version: \"" + version + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0", "2.0.0-alpha.8", "1.2.3-0a.b-c+build.01", "10.20.30+x"})
    void anySemanticVersionWillDo(String version) {
        assertThat(accept(strict, request().setSlimVersion(version)).facts().slimVersion())
                .isEqualTo(version);
    }

    @Test
    void anEmptyLinkIdIsRefused() {
        assertThat(answer(lenient, request().setLinkId("")))
                .isEqualTo(
                        new Rejected(
                                "link negotiation request rejected (empty link_id or replay)"));
    }

    @Test
    void textsThatWouldFillAWindowAreRefused() {
        assertThat(answer(strict, request().setNodeId("n".repeat(513))))
                .isEqualTo(
                        new Rejected(
                                "link negotiation request rejected (a text longer than 512"
                                        + " characters)"));
        assertThat(accept(strict, request().setNodeId("n".repeat(512))).facts().nodeId())
                .hasSize(512);
    }

    private LinkNegotiationPayload.Builder request() {
        return LinkNegotiationPayload.newBuilder()
                .setLinkId(LINK)
                .setSlimVersion("2.0.0-alpha.8")
                .setLinkEcdhPublicKey(ByteString.copyFrom(X25519.raw(dialler.getPublic())))
                .setConnectionType(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE)
                .setNodeId("node-1")
                .setDeploymentName("theirs");
    }

    private static NegotiationResult answer(
            LinkNegotiation negotiation, LinkNegotiationPayload.Builder request) {
        return negotiation.answer(
                buffer(Message.newBuilder().setLink(Link.newBuilder().setLinkNegotiation(request))),
                Optional.of("TLSv1.3"));
    }

    private static Accepted accept(
            LinkNegotiation negotiation, LinkNegotiationPayload.Builder request) {
        return (Accepted) answer(negotiation, request);
    }

    private static ByteBuf buffer(Message.Builder message) {
        return Unpooled.wrappedBuffer(message.build().toByteArray());
    }

    private static void assertWithoutMac(Accepted accepted) {
        assertThat(accepted.mac()).isEmpty();
        assertThat(accepted.facts().headerMac()).isFalse();
        assertThat(accepted.facts().keyAgreement()).isEqualTo(KeyAgreement.NONE);
        var reply = accepted.reply().getLink().getLinkNegotiation();
        assertThat(reply.getLinkEcdhPublicKey()).isEqualTo(ByteString.EMPTY);
        assertThat(reply.hasLinkKemPayload()).isFalse();
    }

    /// Two keys are the same if their tags are.
    private static void assertSameKey(Accepted accepted, byte[] key) {
        var cursor = new MessageCursor();
        cursor.read(buffer(Message.newBuilder().setPublish(Publish.getDefaultInstance())));
        var authenticator = new HeaderAuthenticator(cursor);
        authenticator.gather();
        byte[] theirs = new byte[32];
        byte[] ours = new byte[32];
        authenticator.sign(new HeaderMac(key, LINK), 8, theirs);
        authenticator.sign(accepted.mac().orElseThrow(), 8, ours);
        assertThat(ours).isEqualTo(theirs);
    }
}
