package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

final class StaticTokenIdentityTest {
    private static final Issuer ISSUER = Issuer.of("issuer", JwtAlgorithm.ES256);

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_700_000_000));
    private Path file;

    @BeforeEach
    void choose(@TempDir Path folder) {
        file = folder.resolve("token");
    }

    private static String token(String subject, long expires) {
        return ISSUER.sign(Map.of("sub", subject, "exp", expires));
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        clock.advance(FileContent.LOOK_EVERY);
    }

    @Test
    void theTokenIsWhatStandsInTheFileWithoutTheEndOfTheLine()
            throws IOException, IdentityException {
        String token = token("svc", 1_700_003_600);
        write(token + "\r\n");

        var identity = StaticTokenIdentity.of(file, clock);

        assertThat(identity.token()).isEqualTo(token);
        assertThat(identity.id()).isEqualTo("svc");
        assertThat(identity.instance()).isEqualTo(InstanceIds.ofIdentity("svc"));
    }

    @Test
    void itHasNoKeyToSignWith() throws IOException, IdentityException {
        write(token("svc", 1_700_003_600));
        var identity = StaticTokenIdentity.of(file, clock);

        assertThat(identity.signs()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(identity::signingKey)
                .withMessageContaining("sessions with MLS are not possible");
    }

    @Test
    void aNewTokenIsTakenAndOneOfSomebodyElseIsNot() throws IOException, IdentityException {
        String first = token("svc", 1_700_003_600);
        String second = token("svc", 1_700_007_200);
        write(first);
        var identity = StaticTokenIdentity.of(file, clock);

        write(token("admin", 1_700_007_200));
        assertThat(identity.token()).isEqualTo(first);
        write("");
        assertThat(identity.token()).isEqualTo(first);
        write(second);
        assertThat(identity.token()).isEqualTo(second);
        assertThat(identity.id()).isEqualTo("svc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no token", "a.b.c", "e30.e30."})
    void whatIsNoTokenIsRefused(String content) throws IOException, IdentityException {
        write(content);
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> StaticTokenIdentity.of(file, clock))
                .withMessageContaining("not a signed token");

        write(token("svc", 1_700_003_600));
        assertThat(StaticTokenIdentity.of(file, clock).id()).isEqualTo("svc");
    }

    @Test
    void aTokenOfNobodyIsRefused() throws IOException {
        write(ISSUER.sign(Map.of("exp", 1_700_003_600)));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> StaticTokenIdentity.of(file, clock))
                .withMessageContaining("does not say whose it is");
    }
}
