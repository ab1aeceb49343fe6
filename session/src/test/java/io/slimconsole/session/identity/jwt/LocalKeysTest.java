package io.slimconsole.session.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.tests.kit.ManualClock;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class LocalKeysTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final KeyFormat SET = new KeyFormat.Jwks(false);
    private static final Map<String, Object> CLAIMS =
            Map.of("sub", "svc", "exp", NOW.plusSeconds(3_600).getEpochSecond());

    private final ManualClock clock = new ManualClock(NOW);

    private static void refused(KeyFormat format, String text, String why) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> LocalKeys.of(format, text))
                .withMessageContaining(why);
    }

    /// Of this key, with one member another.
    private static String jwks(Issuer issuer, String member, Object value) {
        var key = new HashMap<>(issuer.jwk());
        key.put(member, value);
        return Issuer.jwks(List.of(key));
    }

    @Test
    void textsThatHoldNoUsableKeyAreRefused() throws IdentityException {
        Issuer ec = Issuer.of("svc", JwtAlgorithm.ES256);
        var pem = new KeyFormat.Pem(JwtAlgorithm.ES256);
        var jwk = new KeyFormat.Jwk(JwtAlgorithm.ES256);

        refused(pem, "", "no key in PEM");
        refused(pem, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "not an EC key");
        refused(pem, ec.privatePem(), "a \"PRIVATE KEY\" can't verify tokens");
        refused(new KeyFormat.Pem(JwtAlgorithm.ES384), ec.publicPem(), "not made for ES384");
        refused(new KeyFormat.Pem(JwtAlgorithm.RS256), ec.publicPem(), "not an RSA key");
        refused(new KeyFormat.Pem(JwtAlgorithm.HS256), "short", "at least 32 bytes");
        refused(jwk, "{}", "not a key in JSON");
        refused(new KeyFormat.Jwk(JwtAlgorithm.ES384), text(ec), "for ES256, not for ES384");
        refused(SET, "{}", "not a set of keys");
        refused(SET, "[", "not a set of keys");
        refused(SET, "{\"keys\":" + "[".repeat(100_000), "not a set of keys");
        refused(SET, "{\"keys\":[]}", "none of the 0 keys");
        refused(SET, jwks(ec, "use", "enc"), "none of the 1 keys");
        refused(SET, jwks(ec, "key_ops", List.of("deriveKey")), "none of the 1 keys");
        refused(SET, jwks(ec, "alg", "ES512"), "none of the 1 keys");
        refused(SET, jwks(ec, "alg", "RS256"), "none of the 1 keys");

        assertThat(LocalKeys.of(pem, ec.publicPem()).current().current()).hasSize(1);
        assertThat(LocalKeys.of(jwk, text(ec)).current().current()).hasSize(1);
        assertThat(LocalKeys.of(SET, Issuer.jwks(ec)).current().current()).hasSize(1);
        assertThat(LocalKeys.of(SET, jwks(ec, "use", "sig")).current().current()).hasSize(1);
    }

    private static String text(Issuer issuer) {
        String set = Issuer.jwks(issuer);
        return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
    }

    @Test
    void aKeyThatNamesNoAlgorithmIsLeftOutAndOthersAreTaken() throws IdentityException {
        Issuer one = Issuer.of("one", JwtAlgorithm.ES256);
        var unnamed = new HashMap<>(Issuer.of("two", JwtAlgorithm.EDDSA).jwk());
        unnamed.remove("alg");

        assertThat(LocalKeys.of(SET, Issuer.jwks(List.of(one.jwk(), unnamed))).current().current())
                .singleElement()
                .satisfies(key -> assertThat(key.id()).contains("one"));
    }

    @Test
    void aSetMayHoldSecretsOnlyWhereItIsSaidTo() throws IdentityException {
        String secret =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("abcdefghijklmnopqrstuvwxyz012345".getBytes(US_ASCII));
        String set = Issuer.jwks(List.of(Map.of("kty", "oct", "alg", "HS256", "k", secret)));

        refused(SET, set, "none of the 1 keys");
        assertThat(LocalKeys.of(new KeyFormat.Jwks(true), set).current().current()).hasSize(1);
    }

    @Test
    void aSetHasAHundredKeysAtMost() throws IdentityException {
        Map<String, Object> key = Issuer.of("svc", JwtAlgorithm.EDDSA).jwk();

        assertThat(LocalKeys.of(SET, set(key, 100)).current().current()).hasSize(100);
        refused(SET, set(key, 101), "101 keys are too many");
    }

    private static String set(Map<String, Object> key, int count) {
        return Issuer.jwks(Collections.nCopies(count, key));
    }

    @Test
    void aShortRsaKeyIsRefused() throws GeneralSecurityException, IdentityException {
        var format = new KeyFormat.Pem(JwtAlgorithm.RS256);
        KeyPair small = Issuer.generator("RSA", 1_024).generateKeyPair();

        refused(format, Issuer.pem("PUBLIC KEY", small.getPublic()), "this one has 1024");
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(
                        () ->
                                JwtSigner.of(
                                        JwtAlgorithm.RS256,
                                        Issuer.pem("PRIVATE KEY", small.getPrivate())))
                .withMessageContaining("this one has 1024");
        assertThat(
                        LocalKeys.of(format, Issuer.of("svc", JwtAlgorithm.RS256).publicPem())
                                .current()
                                .current())
                .hasSize(1);
    }

    @Test
    void olderFormsOfRsaKeysAreTaken()
            throws GeneralSecurityException, IOException, IdentityException {
        KeyPair pair = Issuer.generator("RSA", 2_048).generateKeyPair();
        byte[] privateKey =
                PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded();
        byte[] publicKey =
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                        .parsePublicKey()
                        .toASN1Primitive()
                        .getEncoded();

        assertThat(PemKeys.privateKey(JwtAlgorithm.Family.RSA, pem("RSA PRIVATE KEY", privateKey)))
                .isEqualTo(pair.getPrivate());
        assertThat(PemKeys.publicKey(JwtAlgorithm.Family.RSA, pem("RSA PUBLIC KEY", publicKey)))
                .isEqualTo(pair.getPublic());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\r\n%s\r\n-----END %s-----"
                .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    }

    @Test
    void afterARotationOldTokensAreAuthenticAndNoLongerGood(@TempDir Path folder)
            throws IOException, IdentityException, InvalidTokenException {
        Issuer before = Issuer.of("before", JwtAlgorithm.ES256);
        Issuer after = Issuer.of("after", JwtAlgorithm.ES256);
        String old = before.sign(CLAIMS);
        String neverSeen = before.sign(Map.of("sub", "late", "exp", CLAIMS.get("exp")));
        Path file = Files.writeString(folder.resolve("keys.json"), Issuer.jwks(before));
        var verifier =
                new JwtVerifier(LocalKeys.ofFile(SET, file, clock), JwtExpectations.NONE, clock);
        assertThat(verifier.verify(old).subject()).isEqualTo("svc");
        refused(verifier, after.sign(CLAIMS), "key \"after\") is signed by none of the keys in");

        replace(file, Issuer.jwks(before, after));
        assertThat(verifier.verify(old).subject()).isEqualTo("svc");
        assertThat(verifier.verify(after.sign(CLAIMS)).subject()).isEqualTo("svc");

        replace(file, Issuer.jwks(after));
        assertThat(verifier.verify(after.sign(CLAIMS)).subject()).isEqualTo("svc");
        refused(verifier, old, "key \"before\") is signed by none of");
        assertThat(verifier.verifyAuthentic(old).subject()).isEqualTo("svc");
        assertThat(verifier.verifyAuthentic(neverSeen).subject()).isEqualTo("late");
    }

    private static void refused(JwtVerifier verifier, String token, String why) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> verifier.verify(token))
                .withMessageContaining(why);
    }

    private void replace(Path file, String content) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling("fresh"), content);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        clock.advance(FileContent.LOOK_EVERY);
    }

    @Test
    void aFileThatGoesBadOrAwayLeavesTheLastGoodKeys(@TempDir Path folder)
            throws IOException, IdentityException, InvalidTokenException {
        Issuer issuer = Issuer.of("svc", JwtAlgorithm.ES256);
        Path file = Files.writeString(folder.resolve("keys.json"), Issuer.jwks(issuer));
        var verifier =
                new JwtVerifier(LocalKeys.ofFile(SET, file, clock), JwtExpectations.NONE, clock);
        String token = issuer.sign(CLAIMS);

        for (String bad : List.of("", "{\"keys\":[", "x".repeat(FileContent.MOST_BYTES + 1))) {
            replace(file, bad);
            assertThat(verifier.verify(token).subject()).isEqualTo("svc");
        }
        Files.delete(file);
        clock.advance(FileContent.LOOK_EVERY);
        assertThat(verifier.verify(token).subject()).isEqualTo("svc");
        Issuer other = Issuer.of("svc", JwtAlgorithm.ES256);
        replace(file, Issuer.jwks(other));
        assertThat(verifier.verify(other.sign(CLAIMS)).subject()).isEqualTo("svc");
    }

    @Test
    void aFileThatIsNotThereOrTooLargeIsRefused(@TempDir Path folder) throws IOException {
        Path large =
                Files.writeString(folder.resolve("large"), "x".repeat(FileContent.MOST_BYTES + 1));

        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> LocalKeys.ofFile(SET, folder.resolve("none"), clock))
                .withMessageContaining("can't read");
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> LocalKeys.ofFile(SET, large, clock))
                .withMessageContaining("more than 1048576 bytes");
    }

    @Test
    void retiredKeysAreNotRememberedWithoutEnd() throws IdentityException {
        List<VerificationKey> keys =
                IntStream.range(0, KeySet.MOST_RETIRED + 5)
                        .mapToObj(i -> Issuer.of("key " + i, JwtAlgorithm.EDDSA))
                        .map(LocalKeysTest::only)
                        .toList();
        KeySet set = KeySet.EMPTY;
        for (VerificationKey key : keys) {
            set = set.next(List.of(key));
        }

        assertThat(set.current()).containsExactly(keys.getLast());
        assertThat(set.retired())
                .containsExactlyElementsOf(keys.subList(4, keys.size() - 1).reversed());
    }

    private static VerificationKey only(Issuer issuer) {
        try {
            return KeyReader.read(SET, Issuer.jwks(issuer)).getFirst();
        } catch (IdentityException e) {
            throw new AssertionError(e);
        }
    }
}
