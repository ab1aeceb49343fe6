package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// The working group's vectors for the functions of RFC 9420 §5, §8 and §9.
final class CryptoBasicsTest {
    static List<Named<JsonNode>> vectors() {
        return Vectors.of("crypto-basics.json");
    }

    @Test
    void everyPublishedSuiteIsOurs() {
        assertThat(vectors())
                .extracting(vector -> suite(vector.getPayload()).id())
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void referencesAreHashed(JsonNode vector) {
        JsonNode given = vector.get("ref_hash");

        byte[] made = suite(vector).refHash(label(given), Vectors.hex(given, "value"));

        assertThat(made).isEqualTo(Vectors.hex(given, "out"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void secretsAreExpanded(JsonNode vector) {
        JsonNode given = vector.get("expand_with_label");

        Secret made =
                suite(vector)
                        .expandWithLabel(
                                secret(given, "secret"),
                                label(given),
                                Vectors.hex(given, "context"),
                                given.get("length").asInt());

        assertThat(made).isEqualTo(secret(given, "out"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void secretsAreDerived(JsonNode vector) {
        JsonNode given = vector.get("derive_secret");

        Secret made = suite(vector).deriveSecret(secret(given, "secret"), label(given));

        assertThat(made).isEqualTo(secret(given, "out"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void treeSecretsAreDerived(JsonNode vector) {
        JsonNode given = vector.get("derive_tree_secret");

        Secret made =
                suite(vector)
                        .deriveTreeSecret(
                                secret(given, "secret"),
                                label(given),
                                (int) given.get("generation").asLong(),
                                given.get("length").asInt());

        assertThat(made).isEqualTo(secret(given, "out"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signaturesAreVerifiedAndMade(JsonNode vector) throws CryptoException {
        CipherSuite suite = suite(vector);
        JsonNode given = vector.get("sign_with_label");
        byte[] publicKey = Vectors.hex(given, "pub");
        byte[] content = Vectors.hex(given, "content");

        SignaturePrivateKey key = suite.signaturePrivateKey(Vectors.hex(given, "priv"));
        byte[] ours = suite.signWithLabel(key, label(given), content);

        assertThat(new SignatureKeyPair(key).publicKey()).isEqualTo(publicKey);
        assertThat(
                        suite.verifyWithLabel(
                                publicKey, label(given), content, Vectors.hex(given, "signature")))
                .isTrue();
        assertThat(suite.verifyWithLabel(publicKey, label(given), content, ours)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void whatOthersEncryptedIsDecryptedAndWhatWeEncrypt(JsonNode vector) throws CryptoException {
        CipherSuite suite = suite(vector);
        JsonNode given = vector.get("encrypt_with_label");
        byte[] publicKey = Vectors.hex(given, "pub");
        byte[] context = Vectors.hex(given, "context");
        byte[] plaintext = Vectors.hex(given, "plaintext");
        var theirs =
                new HpkeCiphertext(
                        Vectors.hex(given, "kem_output"), Vectors.hex(given, "ciphertext"));

        HpkePrivateKey key = suite.hpkePrivateKey(Vectors.hex(given, "priv"));
        var ours = suite.encryptWithLabel(publicKey, label(given), context, plaintext);

        assertThat(new HpkeKeyPair(key).publicKey()).isEqualTo(publicKey);
        assertThat(suite.decryptWithLabel(key, label(given), context, theirs)).isEqualTo(plaintext);
        assertThat(suite.decryptWithLabel(key, label(given), context, ours)).isEqualTo(plaintext);
    }

    private static CipherSuite suite(JsonNode vector) {
        return CipherSuite.find(vector.get("cipher_suite").asInt()).orElseThrow();
    }

    private static String label(JsonNode given) {
        return given.get("label").asString();
    }

    private static Secret secret(JsonNode given, String member) {
        return Secret.ofBytes(Vectors.hex(given, member));
    }
}
