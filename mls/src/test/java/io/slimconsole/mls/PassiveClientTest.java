package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.Limits;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A member that joins, follows and never speaks, in the working group's vectors and in recorded walks of mls-rs.
final class PassiveClientTest {
    static Stream<Named<JsonNode>> published() {
        return Stream.of(
                        "passive-client-welcome.json",
                        "passive-client-handling-commit.json",
                        "passive-client-random.json")
                .flatMap(file -> Vectors.of(file).stream());
    }

    static Stream<Named<JsonNode>> recorded() {
        return Vectors.files("mls-rs-").stream().flatMap(file -> Vectors.of(file).stream());
    }

    private static MlsGroup join(JsonNode vector)
            throws DecodeException, CryptoException, RefusedException {
        CipherSuite suite = Vectors.suite(vector);
        Map<Opaque, Secret> psks = new HashMap<>();
        for (JsonNode psk : vector.get("external_psks")) {
            psks.put(Vectors.opaque(psk, "psk_id"), Vectors.secret(psk, "psk"));
        }
        var rules =
                new GroupRules(
                        suite,
                        new AnyCredential(),
                        Limits.DEFAULT,
                        id ->
                                id instanceof PreSharedKeyId.External external
                                        ? Optional.ofNullable(psks.get(external.id()))
                                        : Optional.empty(),
                        InstantSource.system());
        var own =
                new OwnKeyPackage(
                        (KeyPackage) decode(vector, "key_package").body(),
                        suite.hpkePrivateKey(Vectors.privateKey(vector, "init_priv")),
                        suite.hpkePrivateKey(Vectors.privateKey(vector, "encryption_priv")),
                        suite.signaturePrivateKey(Vectors.privateKey(vector, "signature_priv")));
        JsonNode tree = vector.get("ratchet_tree");
        return MlsGroup.join(
                rules,
                (Welcome) decode(vector, "welcome").body(),
                own,
                tree == null || tree.isNull()
                        ? Optional.empty()
                        : Optional.of(Opaque.of(Vectors.hex(tree))));
    }

    private static MlsMessage decode(JsonNode vector, String member) throws DecodeException {
        return MlsMessage.decode(Vectors.hex(vector, member));
    }

    private static void follow(MlsGroup group, JsonNode epoch) {
        for (JsonNode proposal : epoch.get("proposals")) {
            assertThat(group.process(Vectors.hex(proposal)))
                    .isInstanceOf(ProcessedMessage.Proposed.class);
        }
        ProcessedMessage commit = group.process(Vectors.hex(epoch, "commit"));
        assertThat(commit).isInstanceOf(ProcessedMessage.Commit.class);
        group.merge(((ProcessedMessage.Commit) commit).next());
        assertThat(group.epochAuthenticator()).isEqualTo(Vectors.hex(epoch, "epoch_authenticator"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void epochsAreFollowedAsPublished(JsonNode vector)
            throws DecodeException, CryptoException, RefusedException {
        MlsGroup group = join(vector);
        assertThat(group.epochAuthenticator())
                .isEqualTo(Vectors.hex(vector, "initial_epoch_authenticator"));
        for (JsonNode epoch : vector.get("epochs")) {
            follow(group, epoch);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void walksOfMlsRsAreFollowed(JsonNode vector)
            throws DecodeException, CryptoException, RefusedException {
        MlsGroup group = join(vector);
        assertThat(group.epochAuthenticator())
                .isEqualTo(Vectors.hex(vector, "initial_epoch_authenticator"));
        assertThat(group.ownLeaf()).isEqualTo(vector.get("own_leaf").asInt());
        read(group, vector.get("initial_application_messages"));
        for (JsonNode epoch : vector.get("epochs")) {
            follow(group, epoch);
            read(group, epoch.get("late_application_messages"));
            read(group, epoch.get("late_refused_by_mls_rs"));
            JsonNode exporter = epoch.get("exporter");
            assertThat(
                            group.export(
                                    exporter.get("label").asString(),
                                    Vectors.hex(exporter, "context"),
                                    exporter.get("length").asInt()))
                    .isEqualTo(Vectors.secret(exporter, "secret"));
            read(group, epoch.get("application_messages"));
        }
        JsonNode removal = vector.get("removal_commit");
        if (removal != null && !removal.isNull()) {
            for (JsonNode proposal :
                    removal.has("proposals") ? removal.get("proposals") : List.<JsonNode>of()) {
                group.process(Vectors.hex(proposal));
            }
            assertThat(group.process(Vectors.hex(removal, "commit")))
                    .isInstanceOf(ProcessedMessage.RemovedUs.class);
        }
    }

    private static void read(MlsGroup group, JsonNode messages) {
        if (messages == null) {
            return;
        }
        for (JsonNode message : messages) {
            byte[] ciphertext = Vectors.hex(message, "ciphertext");
            byte[] damaged = ciphertext.clone();
            damaged[damaged.length - 1] ^= 1;
            assertThat(group.process(damaged)).isInstanceOf(ProcessedMessage.Rejected.class);

            assertThat(group.process(ciphertext))
                    .isInstanceOfSatisfying(
                            ProcessedMessage.Application.class,
                            application -> {
                                assertThat(application.plaintext())
                                        .isEqualTo(Vectors.opaque(message, "plaintext"));
                                assertThat(application.authenticatedData())
                                        .isEqualTo(Vectors.opaque(message, "authenticated_data"));
                                assertThat(application.sender())
                                        .isEqualTo(message.get("sender").asInt());
                            });
            assertThat(group.process(ciphertext)).isInstanceOf(ProcessedMessage.Rejected.class);
        }
    }
}
