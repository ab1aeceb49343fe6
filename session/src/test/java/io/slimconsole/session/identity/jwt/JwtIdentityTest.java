package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class JwtIdentityTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final SigningKey KEY =
            SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
    private static final String SECRET =
            "a secret of sixty-four bytes or more, which is enough for HS512: 0123456789";

    private final ManualClock clock = new ManualClock(NOW);

    private static String part(String token, int which) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[which]), UTF_8);
    }

    @Test
    void aTokenIsAsUpstreamWritesIt() throws IdentityException {
        JwtSigner signer = JwtSigner.of(JwtAlgorithm.HS256, SECRET);
        JwtClaims claims =
                JwtClaims.of("org/ns/svc")
                        .withIssuer("us")
                        .withAudiences("slim")
                        .withOthers(Map.of("team", List.of("a", "b")));
        String token = new JwtIdentity(claims, signer, KEY, clock).token();

        var json = new JsonMapper();
        assertThat(json.readTree(part(token, 0)))
                .isEqualTo(
                        json.readTree(
                                """
                                {"alg": "HS256", "typ": "JWT", "kid": "org/ns/svc"}\
                                """));
        assertThat(json.readTree(part(token, 1)))
                .isEqualTo(
                        json.readTree(
                                """
                                {"team": ["a", "b"], "iss": "us", "sub": "org/ns/svc", "aud": ["slim"],
                                 "exp": 1700003600, "iat": 1700000000, "nbf": 1700000000, "pubkey": "%s"}\
                                """
                                        .formatted(KEY.publicKey())));
    }

    @ParameterizedTest
    @EnumSource(JwtAlgorithm.class)
    void itIsVerifiedBySomebodyWithItsKey(JwtAlgorithm algorithm)
            throws IdentityException, InvalidTokenException {
        boolean secret = algorithm.family() == JwtAlgorithm.Family.SECRET;
        Optional<Issuer> pair =
                secret ? Optional.empty() : Optional.of(Issuer.of("svc", algorithm));
        var identity =
                new JwtIdentity(
                        JwtClaims.of("svc"),
                        JwtSigner.of(algorithm, pair.map(Issuer::privatePem).orElse(SECRET)),
                        KEY,
                        clock);
        var verifier =
                new JwtVerifier(
                        LocalKeys.of(
                                new KeyFormat.Pem(algorithm),
                                pair.map(Issuer::publicPem).orElse(SECRET)),
                        JwtExpectations.NONE,
                        clock);

        assertThat(verifier.verify(identity.token()))
                .isEqualTo(
                        new Claims(
                                "svc", NOW, NOW.plusSeconds(3_600), Optional.of(KEY.publicKey())));
        assertThat(identity.id()).isEqualTo("svc");
        assertThat(identity.instance()).isEqualTo(InstanceIds.ofIdentity("svc"));
    }

    @Test
    void aTokenIsUsedForAMinute() throws IdentityException {
        var identity =
                new JwtIdentity(
                        JwtClaims.of("svc"), JwtSigner.of(JwtAlgorithm.HS256, SECRET), KEY, clock);
        String first = identity.token();

        clock.advance(Duration.ofSeconds(59));
        assertThat(identity.token()).isSameAs(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(part(identity.token(), 1)).contains("\"iat\":1700000060");
        clock.advance(Duration.ofDays(-1)); // the machine's clock was set right
        assertThat(part(identity.token(), 1)).contains("\"iat\":1699913660");
    }

    @Test
    void aNewKeyInItsFileSignsFromThenOn(@TempDir Path folder)
            throws IOException, IdentityException, InvalidTokenException {
        Issuer before = Issuer.of("svc", JwtAlgorithm.ES256);
        Issuer after = Issuer.of("svc", JwtAlgorithm.ES256);
        Path file = Files.writeString(folder.resolve("key.pem"), before.privatePem());
        var identity =
                new JwtIdentity(
                        JwtClaims.of("svc"),
                        JwtSigner.ofFile(JwtAlgorithm.ES256, file, clock),
                        KEY,
                        clock);
        String first = identity.token();

        Files.writeString(file, "half a k");
        clock.advance(FileContent.LOOK_EVERY);
        assertThat(identity.token()).isSameAs(first);

        Files.writeString(file, after.privatePem());
        clock.advance(FileContent.LOOK_EVERY);
        String second = identity.token();

        try (var keys = LocalKeys.of(new KeyFormat.Pem(JwtAlgorithm.ES256), after.publicPem());
                var verifier = new JwtVerifier(keys, JwtExpectations.NONE, clock)) {
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> verifier.verify(first));
            assertThat(verifier.verify(second).subject()).isEqualTo("svc");
        }
    }

    @Test
    void whatCannotSignIsRefusedAtOnce() {
        refused(JwtAlgorithm.HS256, "short", "at least 32 bytes; this one has 5");
        refused(JwtAlgorithm.HS512, SECRET.substring(0, 63), "at least 64 bytes");
        refused(JwtAlgorithm.ES256, "no key", "no key in PEM");
        Issuer ec = Issuer.of("svc", JwtAlgorithm.ES256);
        refused(JwtAlgorithm.RS256, ec.privatePem(), "the private key is not an RSA key");
        refused(JwtAlgorithm.EDDSA, ec.privatePem(), "the private key is not an Ed25519 key");
        refused(JwtAlgorithm.ES384, ec.privatePem(), "not made for ES384");
        refused(JwtAlgorithm.ES256, ec.publicPem(), "a \"PUBLIC KEY\" can't sign tokens");
    }

    private static void refused(JwtAlgorithm algorithm, String key, String why) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> JwtSigner.of(algorithm, key))
                .withMessageContaining(why);
    }

    @Test
    void claimsOfOursAreNotForOthersToSet() {
        assertThatIllegalArgumentException().isThrownBy(() -> JwtClaims.of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtClaims.of("svc").withOthers(Map.of("pubkey", "x")));
    }
}
