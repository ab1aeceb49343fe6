package io.slimconsole.mls.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

final class KeyScheduleTest {
    static List<Named<JsonNode>> schedules() {
        return Vectors.of("key-schedule.json");
    }

    static List<Named<JsonNode>> psks() {
        return Vectors.of("psk_secret.json");
    }

    static List<Named<JsonNode>> transcripts() {
        return Vectors.of("transcript-hashes.json");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void epochsFollowEachOtherAsPublished(JsonNode vector) {
        CipherSuite suite = Vectors.suite(vector);
        var schedule = new KeySchedule(suite);
        var init = new InitSecret(Vectors.secret(vector, "initial_init_secret"));
        long number = 0;
        for (JsonNode epoch : vector.get("epochs")) {
            var context =
                    new GroupContext(
                            suite.id(),
                            Vectors.opaque(vector, "group_id"),
                            number,
                            Vectors.opaque(epoch, "tree_hash"),
                            Vectors.opaque(epoch, "confirmed_transcript_hash"),
                            List.of());
            var commit = new CommitSecret(Vectors.secret(epoch, "commit_secret"));
            var psk = new PskSecret(Vectors.secret(epoch, "psk_secret"));

            JoinerSecret joiner = schedule.joinerSecret(init, commit, context);
            EpochSecrets secrets = schedule.epochSecrets(joiner, psk, context);

            assertThat(context.encoded()).isEqualTo(Vectors.hex(epoch, "group_context"));
            assertThat(joiner.value()).isEqualTo(Vectors.secret(epoch, "joiner_secret"));
            check(epoch, "init_secret", secrets.init().value());
            check(epoch, "sender_data_secret", secrets.senderData());
            check(epoch, "encryption_secret", secrets.encryption());
            check(epoch, "exporter_secret", secrets.exporter());
            check(epoch, "epoch_authenticator", secrets.epochAuthenticator());
            check(epoch, "external_secret", secrets.external());
            check(epoch, "confirmation_key", secrets.confirmationKey());
            check(epoch, "membership_key", secrets.membershipKey());
            check(epoch, "resumption_psk", secrets.resumptionPsk());
            JsonNode exporter = epoch.get("exporter");
            check(
                    exporter,
                    "secret",
                    secrets.export(
                            suite,
                            exporter.get("label").asString(),
                            Vectors.hex(exporter, "context"),
                            exporter.get("length").asInt()));
            assertThat(suite.deriveKeyPair(secrets.external()).publicKey())
                    .isEqualTo(Vectors.hex(epoch, "external_pub"));

            init = secrets.init();
            number++;
        }
    }

    private static void check(JsonNode vector, String member, Secret actual) {
        assertThat(actual).as(member).isEqualTo(Vectors.secret(vector, member));
    }

    @ParameterizedTest
    @MethodSource("psks")
    void preSharedKeysAreCombinedAsPublished(JsonNode vector) {
        var keys = new ArrayList<KeySchedule.NamedPsk>();
        for (JsonNode psk : vector.get("psks")) {
            keys.add(
                    new KeySchedule.NamedPsk(
                            new PreSharedKeyId.External(
                                    Vectors.opaque(psk, "psk_id"),
                                    Vectors.opaque(psk, "psk_nonce")),
                            Vectors.secret(psk, "psk")));
        }

        PskSecret secret = new KeySchedule(Vectors.suite(vector)).pskSecret(keys);

        check(vector, "psk_secret", secret.value());
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void transcriptsAreHashedAsPublished(JsonNode vector) throws DecodeException {
        CipherSuite suite = Vectors.suite(vector);
        var schedule = new KeySchedule(suite);
        AuthenticatedContent commit =
                Reader.decode(
                        Vectors.hex(vector, "authenticated_content"), AuthenticatedContent::read);
        Opaque tag = commit.auth().confirmationTag().orElseThrow();

        Opaque confirmed =
                schedule.confirmedTranscriptHash(
                        Vectors.opaque(vector, "interim_transcript_hash_before"), commit);

        assertThat(confirmed).isEqualTo(Vectors.opaque(vector, "confirmed_transcript_hash_after"));
        assertThat(schedule.interimTranscriptHash(confirmed, tag))
                .isEqualTo(Vectors.opaque(vector, "interim_transcript_hash_after"));
        assertThat(
                        suite.verifyMac(
                                Vectors.secret(vector, "confirmation_key"),
                                tag.bytes(),
                                confirmed.bytes()))
                .isTrue();
    }
}
