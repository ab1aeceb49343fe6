package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;

import io.slimconsole.session.identity.Claims;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

final class JwtVerifierTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final Issuer ISSUER = Issuer.of("svc", JwtAlgorithm.ES256);

    private final ManualClock clock = new ManualClock(NOW);

    private static Map<String, Object> claims() {
        return new HashMap<>(
                Map.of(
                        "sub",
                        "svc",
                        "exp",
                        LATER.getEpochSecond(),
                        "iat",
                        NOW.getEpochSecond(),
                        "pubkey",
                        "CQk="));
    }

    private static Map<String, Object> with(String claim, Object value) {
        var claims = claims();
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> without(String claim) {
        var claims = claims();
        claims.remove(claim);
        return claims;
    }

    private JwtVerifier verifier(JwtExpectations expected) {
        return verifier(ISSUER, JwtAlgorithm.ES256, expected);
    }

    private JwtVerifier verifier() {
        return verifier(JwtExpectations.NONE);
    }

    private JwtVerifier verifier(Issuer of, JwtAlgorithm algorithm, JwtExpectations expected) {
        try {
            return new JwtVerifier(
                    LocalKeys.of(new KeyFormat.Pem(algorithm), of.publicPem()), expected, clock);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private JwtVerifier ofSet(Issuer... issuers) {
        try {
            return new JwtVerifier(
                    LocalKeys.of(new KeyFormat.Jwks(false), Issuer.jwks(issuers)),
                    JwtExpectations.NONE,
                    clock);
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(JwtVerifier verifier, String token, String why) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(token))
                .withMessageContaining(why);
    }

    @Test
    void aTokenSaysWhoItIsOf() throws InvalidTokenException {
        Claims expected = new Claims("svc", NOW, LATER, Optional.of("CQk="));

        assertThat(verifier().verify(ISSUER.sign(claims()))).isEqualTo(expected);
        assertThat(verifier().verifyAuthentic(ISSUER.sign(claims()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = JwtAlgorithm.class,
            names = {"HS.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void everyAlgorithmOfKeyPairsVerifiesItsOwnTokensAndNoOthers(JwtAlgorithm algorithm)
            throws InvalidTokenException {
        Issuer issuer = Issuer.of("svc", algorithm);
        String token = issuer.sign(claims());
        JwtVerifier verifier = verifier(issuer, algorithm, JwtExpectations.NONE);

        refused(verifier, Issuer.of("svc", algorithm).sign(claims()), "signed by none of");
        assertThat(verifier.verify(token).subject()).isEqualTo("svc");
    }

    @Test
    void thePublicKeyMayStandAmongCustomClaims() throws InvalidTokenException {
        var claims = without("pubkey");
        assertThat(verifier().verify(ISSUER.sign(claims)).publicKey()).isEmpty();

        claims.put("custom_claims", Map.of("pubkey", "AQE="));
        assertThat(verifier().verify(ISSUER.sign(claims)).publicKey()).contains("AQE=");

        claims.put("pubkey", "CQk=");
        assertThat(verifier().verify(ISSUER.sign(claims)).publicKey()).contains("CQk=");
    }

    @Test
    void everyChangedCharacterIsRefused() throws InvalidTokenException {
        String token = ISSUER.sign(claims());
        JwtVerifier verifier = verifier();

        for (int i = 0; i < token.length() - 1; i++) { // of the last, some bits are not used
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThatExceptionOfType(InvalidTokenException.class)
                    .as("character %d", i)
                    .isThrownBy(() -> verifier.verify(changed));
        }
        assertThat(verifier.verify(token).subject()).isEqualTo("svc");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void nothingButAnInvalidTokenComesOfRubbish(long seed) {
        var random = new Random(seed);
        JwtVerifier verifier = verifier();
        String token = ISSUER.sign(claims());
        for (int i = 0; i < 500; i++) {
            var changed = new StringBuilder(token);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(changed.length());
                switch (random.nextInt(3)) {
                    case 0 -> changed.setCharAt(at, (char) random.nextInt(0x180));
                    case 1 -> changed.deleteCharAt(at);
                    default -> changed.insert(at, (char) ('+' + random.nextInt(80)));
                }
            }
            // the signature's last character has bits that are not used
            if (!changed.substring(0, changed.length() - 1)
                    .equals(token.substring(0, token.length() - 1))) {
                assertThatExceptionOfType(InvalidTokenException.class)
                        .as(changed.toString())
                        .isThrownBy(() -> verifier.verify(changed.toString()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "eyJhbGciOiJFUzI1NiJ9..", "e30.e30.e30"})
    void whatIsNoTokenIsRefused(String token) {
        refused(verifier(), token, "not a signed token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void aTokenThatNobodySignedIsRefused(String none) throws InvalidTokenException {
        String signed = ISSUER.sign(claims());
        String payload = signed.split("\\.", -1)[1];
        String header = Base64URL.encode("{\"alg\":\"%s\"}".formatted(none)).toString();

        for (String signature : List.of("", signed.split("\\.", -1)[2])) {
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> verifier().verify(header + "." + payload + "." + signature));
        }
        assertThat(verifier().verify(signed).subject()).isEqualTo("svc");
    }

    /// The classic: the public key, which everybody has, taken as a secret.
    @Test
    void aPublicKeyIsNoSecret() throws InvalidTokenException {
        Issuer rsa = Issuer.of("svc", JwtAlgorithm.RS256);
        JwtVerifier verifier = verifier(rsa, JwtAlgorithm.RS256, JwtExpectations.NONE);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("svc").build();
        String payload = JSON.writeValueAsString(claims());

        for (String secret : List.of(rsa.publicPem(), rsa.publicPem().strip())) {
            String forged = Issuer.sign(header, payload, secret.getBytes(US_ASCII));
            refused(verifier, forged, "signed by none of");
            refused(ofSet(rsa), forged, "signed by none of");
        }
        assertThat(verifier.verify(rsa.sign(claims())).subject()).isEqualTo("svc");
        assertThat(ofSet(rsa).verify(rsa.sign(claims())).subject()).isEqualTo("svc");
    }

    @Test
    void aKeyVerifiesByItsOwnAlgorithmAlone() throws InvalidTokenException {
        Issuer rsa = Issuer.of("svc", JwtAlgorithm.RS256);
        JwtVerifier verifier = verifier(rsa, JwtAlgorithm.RS256, JwtExpectations.NONE);
        String payload = JSON.writeValueAsString(claims());

        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            refused(
                    verifier,
                    rsa.sign(new JWSHeader.Builder(other).keyID("svc").build(), payload),
                    "signed by none of");
        }
        assertThat(verifier.verify(rsa.sign(claims())).subject()).isEqualTo("svc");
    }

    @Test
    void aKeyThatATokenBringsAlongIsNotBelieved() throws ParseException, InvalidTokenException {
        Issuer stranger = Issuer.of("svc", JwtAlgorithm.ES256);
        JWSHeader header = stranger.header().jwk(JWK.parse(stranger.jwk())).build();
        String payload = JSON.writeValueAsString(claims());

        refused(verifier(), stranger.sign(header, payload), "signed by none of");
        refused(ofSet(ISSUER), stranger.sign(header, payload), "signed by none of");
        assertThat(verifier().verify(ISSUER.sign(header, payload)).subject()).isEqualTo("svc");
    }

    @Test
    void whatATokenDemandsHasToBeKnown() throws InvalidTokenException {
        String payload = JSON.writeValueAsString(claims());
        JWSHeader.Builder header = ISSUER.header().customParam("exp", 1);

        refused(
                verifier(),
                ISSUER.sign(header.criticalParams(Set.of("exp")).build(), payload),
                "demands what is not known here");
        assertThat(
                        verifier()
                                .verify(ISSUER.sign(header.criticalParams(null).build(), payload))
                                .subject())
                .isEqualTo("svc");
    }

    @Test
    void itsTimeEndsAMinuteLateAndBeginsAMinuteEarly() throws InvalidTokenException {
        String token = ISSUER.sign(with("nbf", NOW.getEpochSecond()));
        JwtVerifier verifier = verifier();

        clock.advance(Duration.ofSeconds(-61));
        refused(verifier, token, "the token is good from 2023-11-14T22:13:20Z on");
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(token).subject()).isEqualTo("svc");
        clock.advance(Duration.ofMinutes(62));
        assertThat(verifier.verify(token).subject()).isEqualTo("svc");
        clock.advance(Duration.ofSeconds(1));
        refused(verifier, token, "the token was good until 2023-11-14T23:13:20Z");
        assertThat(verifier.verifyAuthentic(token).subject()).isEqualTo("svc");
    }

    @Test
    void aTokenEndsAndHasAnOwner() throws InvalidTokenException {
        refused(verifier(), ISSUER.sign(without("exp")), "never ends");
        refused(verifier(), ISSUER.sign(with("exp", "tomorrow")), "no number of seconds");
        refused(verifier(), ISSUER.sign(with("exp", -1)), "no number of seconds");
        refused(verifier(), ISSUER.sign(with("exp", 1e300)), "no number of seconds");
        refused(verifier(), ISSUER.sign(without("sub")), "whose it is");
        refused(verifier(), ISSUER.sign(with("sub", " ")), "whose it is");
        refused(verifier(), ISSUER.sign(with("sub", List.of("svc"))), "whose it is");

        assertThat(verifier().verify(ISSUER.sign(claims())).subject()).isEqualTo("svc");
        assertThat(verifier().verify(ISSUER.sign(without("iat"))).issued())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void claimsAreReadInOneWay() throws InvalidTokenException {
        JWSHeader header = ISSUER.header().build();
        String once = "{\"exp\":%d,\"sub\":\"svc\"}".formatted(LATER.getEpochSecond());
        String twice = once.replace("{", "{\"sub\":\"admin\",");
        String deep = "{\"a\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";

        refused(verifier(), ISSUER.sign(header, twice), "no JSON");
        refused(verifier(), ISSUER.sign(header, deep), "no JSON");
        refused(verifier(), ISSUER.sign(header, "text"), "no JSON");
        refused(verifier(), ISSUER.sign(header, "[]"), "whose it is");
        assertThat(verifier().verify(ISSUER.sign(header, once)).subject()).isEqualTo("svc");
    }

    @Test
    void aDeepHeaderIsRefused() {
        String header = "{\"alg\":" + "[".repeat(6_000) + "]".repeat(6_000) + "}";

        refused(verifier(), Base64URL.encode(header) + ".e30.AAAA", "not a signed token");
    }

    @Test
    void theIssuerIsTheOneThatIsExpected() throws InvalidTokenException {
        JwtVerifier verifier = verifier(JwtExpectations.NONE.withIssuer("https://issuer"));

        refused(
                verifier,
                ISSUER.sign(with("iss", "https://other")),
                "from https://other, and not from https://issuer");
        refused(verifier, ISSUER.sign(claims()), "from nobody");
        String right = ISSUER.sign(with("iss", "https://issuer"));
        assertThat(verifier.verify(right).subject()).isEqualTo("svc");
        assertThat(verifier().verify(right).subject()).isEqualTo("svc");
    }

    @Test
    void aTokenIsForOneOfTheExpectedAudiences() throws InvalidTokenException {
        JwtVerifier verifier = verifier(JwtExpectations.NONE.withAudiences("slim", "console"));

        refused(verifier, ISSUER.sign(with("aud", List.of("web"))), "for [web], and not for");
        refused(verifier, ISSUER.sign(with("aud", "web")), "for [web], and not for");
        refused(verifier, ISSUER.sign(with("aud", List.of())), "for [], and not for");
        refused(verifier, ISSUER.sign(claims()), "for [], and not for");
        refused(verifier(), ISSUER.sign(with("aud", "slim")), "for [slim], and not for []");
        for (Object good : List.of("slim", List.of("console", "web"))) {
            assertThat(verifier.verify(ISSUER.sign(with("aud", good))).subject()).isEqualTo("svc");
        }
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verifyAuthentic(ISSUER.sign(with("aud", "web"))));
    }

    @Test
    void aLongTokenIsNotEvenRead() throws InvalidTokenException {
        String fits = ISSUER.sign(with("more", "x".repeat(12_000)));
        String tooLong = ISSUER.sign(with("more", "x".repeat(12_289)));

        assertThat(fits.length()).isBetween(16_000, JwtVerifier.MOST_CHARACTERS);
        assertThat(verifier().verify(fits).subject()).isEqualTo("svc");
        refused(verifier(), tooLong, "at most 16384 characters");
        refused(verifier(), "x".repeat(50_000_000), "at most 16384 characters");
    }

    @Test
    void theNameOfAKeyChoosesItAndWithoutOneAllAreTried() throws InvalidTokenException {
        Issuer one = Issuer.of("one", JwtAlgorithm.ES256);
        Issuer two = Issuer.of("two", JwtAlgorithm.ES256);
        JwtVerifier verifier = ofSet(one, two);
        String payload = JSON.writeValueAsString(claims());

        assertThat(verifier.verify(one.sign(claims())).subject()).isEqualTo("svc");
        assertThat(verifier.verify(two.sign(claims())).subject()).isEqualTo("svc");
        JWSHeader unnamed = new JWSHeader.Builder(JWSAlgorithm.ES256).build();
        assertThat(verifier.verify(two.sign(unnamed, payload)).subject()).isEqualTo("svc");
        JWSHeader elsewhere = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("three").build();
        assertThat(verifier.verify(two.sign(elsewhere, payload)).subject()).isEqualTo("svc");

        JWSHeader wrong = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build();
        refused(verifier, two.sign(wrong, payload), "(ES256, key \"one\") is signed by none of");
        refused(
                verifier,
                Issuer.of("three", JwtAlgorithm.ES256).sign(claims()),
                "key \"three\") is signed by none of the keys that are set");
    }

    @Test
    void anUnknownAlgorithmIsNamed() throws JOSEException {
        Issuer p521 = Issuer.of("svc", JwtAlgorithm.ES384);
        String token = p521.sign(claims());
        String header = Base64URL.encode("{\"alg\":\"ES512\"}").toString();

        refused(verifier(), header + token.substring(token.indexOf('.')), "signed with ES512");
    }

    @Test
    void aSecretVerifiesWhatItSigned() throws InvalidTokenException, IdentityException {
        String secret = "abcdefghijklmnopqrstuvwxyz012345";
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).build();
        String payload = JSON.writeValueAsString(claims());
        var verifier =
                new JwtVerifier(
                        LocalKeys.of(new KeyFormat.Pem(JwtAlgorithm.HS256), secret),
                        JwtExpectations.NONE,
                        clock);

        refused(
                verifier,
                Issuer.sign(
                        header, payload, "another secret, no less than 32 bytes".getBytes(UTF_8)),
                "signed by none of");
        assertThat(verifier.verify(Issuer.sign(header, payload, secret.getBytes(UTF_8))).subject())
                .isEqualTo("svc");
    }
}
