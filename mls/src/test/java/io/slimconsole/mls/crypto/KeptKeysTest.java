package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;

/// What is worked out for a key, and kept with it, gives the same answers.
final class KeptKeysTest {
    private static final byte[] TEXT = "a text".getBytes(UTF_8);
    private static final byte[] CONTEXT = "a context".getBytes(UTF_8);

    /// Bouncy Castle goes over to a table after some uses of a point.
    private static final int USES = 20;

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatIsSealedToAKeptKeyIsOpened(CipherSuite suite) throws CryptoException {
        HpkeKeyPair pair = suite.generateKeyPair();
        HpkePublicKey kept = suite.hpkePublicKey(pair.publicKey());

        for (int i = 0; i < USES; i++) {
            HpkeCiphertext sealed = suite.encryptWithLabel(kept, "Test", CONTEXT, TEXT);

            assertThat(suite.decryptWithLabel(pair.privateKey(), "Test", CONTEXT, sealed))
                    .isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aKeptKeyVerifiesWhatItsOwnerSignedAndNothingElse(CipherSuite suite)
            throws CryptoException {
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        SignaturePublicKey kept = suite.signaturePublicKey(pair.publicKey());
        byte[] ofAnother =
                suite.signWithLabel(suite.generateSignatureKeyPair().privateKey(), "Test", TEXT);

        for (int i = 0; i < USES; i++) {
            byte[] text = {(byte) i};
            byte[] signature = suite.signWithLabel(pair.privateKey(), "Test", text);

            assertThat(suite.verifyWithLabel(kept, "Test", text, signature)).isTrue();
            assertThat(suite.verifyWithLabel(kept, "test", text, signature)).isFalse();
            assertThat(suite.verifyWithLabel(kept, "Test", TEXT, signature)).isFalse();
            assertThat(suite.verifyWithLabel(kept, "Test", TEXT, ofAnother)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void keptKeysMayBeUsedByManyThreadsAtOnce(CipherSuite suite) throws CryptoException {
        HpkeKeyPair pair = suite.generateKeyPair();
        HpkePublicKey sealTo = suite.hpkePublicKey(pair.publicKey());
        SignatureKeyPair signer = suite.generateSignatureKeyPair();
        SignaturePublicKey verifyWith = suite.signaturePublicKey(signer.publicKey());
        byte[] signature = suite.signWithLabel(signer.privateKey(), "Test", TEXT);

        assertThat(
                        IntStream.range(0, USES)
                                .parallel()
                                .mapToObj(i -> opened(suite, sealTo, pair.privateKey(), i)))
                .containsExactlyElementsOf(IntStream.range(0, USES).boxed().toList());
        assertThat(
                        IntStream.range(0, USES)
                                .parallel()
                                .allMatch(
                                        _ ->
                                                suite.verifyWithLabel(
                                                        verifyWith, "Test", TEXT, signature)))
                .isTrue();
    }

    private static int opened(
            CipherSuite suite, HpkePublicKey sealTo, HpkePrivateKey key, int number) {
        try {
            HpkeCiphertext sealed =
                    suite.encryptWithLabel(sealTo, "Test", CONTEXT, new byte[] {(byte) number});
            return suite.decryptWithLabel(key, "Test", CONTEXT, sealed)[0];
        } catch (CryptoException e) {
            throw new AssertionError("the key is one", e);
        }
    }

    /// A content that is signed in parts is the same as in one piece.
    @ParameterizedTest
    @MethodSource("suites")
    void partsAreSignedAsTheWhole(CipherSuite suite) throws CryptoException {
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        SignaturePublicKey key = suite.signaturePublicKey(pair.publicKey());
        byte[][] parts = {TEXT, {}, CONTEXT};
        byte[] whole = Bytes.concat(parts);

        assertThat(suite.signWithLabel(pair.privateKey(), "Test", parts))
                .isEqualTo(suite.signWithLabel(pair.privateKey(), "Test", whole));
        byte[] signature = suite.signWithLabel(pair.privateKey(), "Test", whole);
        assertThat(suite.verifyWithLabel(key, "Test", parts, signature)).isTrue();
    }
}
