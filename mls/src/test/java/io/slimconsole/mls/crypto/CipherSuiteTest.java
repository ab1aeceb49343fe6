package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class CipherSuiteTest {
    private static final int ROUNDS = 40;
    private static final byte[] CONTEXT = "where it belongs".getBytes(UTF_8);
    private static final byte[] TEXT = "for your eyes only".getBytes(UTF_8);

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    @Test
    void aSuiteIsFoundByItsNumber() throws CryptoException {
        assertThat(CipherSuite.of(2))
                .isSameAs(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)
                .hasToString("MLS_128_DHKEMP256_AES128GCM_SHA256_P256");
        assertThat(CipherSuite.find(65100)).isEmpty();
        assertThatExceptionOfType(CryptoException.class)
                .isThrownBy(() -> CipherSuite.of(65100))
                .withMessage("a cipher suite that we don't have: 65100");
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatWasSealedIsOpenedOnlyAsItWas(CipherSuite suite) throws CryptoException {
        Secret key = Secret.random(suite.keyLength());
        byte[] nonce = Randomness.bytes(suite.nonceLength());
        byte[] sealed = suite.seal(key, nonce, CONTEXT, TEXT);

        refused(() -> suite.open(key, nonce, CONTEXT, changed(sealed, 0)));
        refused(() -> suite.open(key, nonce, CONTEXT, changed(sealed, sealed.length - 1)));
        refused(() -> suite.open(key, nonce, changed(CONTEXT, 3), sealed));
        refused(() -> suite.open(key, changed(nonce, 11), CONTEXT, sealed));
        refused(() -> suite.open(changed(key), nonce, CONTEXT, sealed));
        refused(() -> suite.open(key, nonce, CONTEXT, new byte[15]));
        refused(() -> suite.open(key, nonce, CONTEXT, new byte[0]));
        assertThat(sealed).hasSize(TEXT.length + 16);
        assertThat(suite.open(key, nonce, CONTEXT, sealed)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aKeyOfAnotherLengthIsOurMistake(CipherSuite suite) {
        Secret key = Secret.random(suite.keyLength() - 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> suite.seal(key, new byte[12], CONTEXT, TEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> suite.expandWithLabel(key, "label", CONTEXT, 255 * 64 + 1));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void whatWasEncryptedIsDecryptedOnlyAsItWas(CipherSuite suite) throws CryptoException {
        HpkeKeyPair pair = suite.generateKeyPair();
        HpkePrivateKey key = pair.privateKey();
        var sealed = suite.encryptWithLabel(pair.publicKey(), "Test", CONTEXT, TEXT);
        var otherText = new HpkeCiphertext(sealed.kemOutput(), changed(sealed.ciphertext(), 0));
        var otherKem = new HpkeCiphertext(suite.generateKeyPair().publicKey(), sealed.ciphertext());
        HpkePrivateKey otherKey = suite.generateKeyPair().privateKey();

        refused(() -> suite.decryptWithLabel(key, "test", CONTEXT, sealed));
        refused(() -> suite.decryptWithLabel(key, "Test", changed(CONTEXT, 0), sealed));
        refused(() -> suite.decryptWithLabel(key, "Test", CONTEXT, otherText));
        refused(() -> suite.decryptWithLabel(key, "Test", CONTEXT, otherKem));
        refused(() -> suite.decryptWithLabel(otherKey, "Test", CONTEXT, sealed));
        assertThat(suite.decryptWithLabel(key, "Test", CONTEXT, sealed)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void nothingIsEncryptedTwiceInTheSameWay(CipherSuite suite) throws CryptoException {
        byte[] publicKey = suite.generateKeyPair().publicKey();

        assertThat(suite.encryptWithLabel(publicKey, "Test", CONTEXT, TEXT))
                .isNotEqualTo(suite.encryptWithLabel(publicKey, "Test", CONTEXT, TEXT));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aSignatureHoldsForWhatWasSigned(CipherSuite suite) {
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        byte[] publicKey = pair.publicKey();
        byte[] other = suite.generateSignatureKeyPair().publicKey();
        byte[] signature = suite.signWithLabel(pair.privateKey(), "Test", TEXT);

        assertThat(suite.verifyWithLabel(publicKey, "test", TEXT, signature)).isFalse();
        assertThat(suite.verifyWithLabel(publicKey, "Test", CONTEXT, signature)).isFalse();
        assertThat(suite.verifyWithLabel(other, "Test", TEXT, signature)).isFalse();
        for (int i = 0; i < signature.length; i++) {
            assertThat(suite.verifyWithLabel(publicKey, "Test", TEXT, changed(signature, i)))
                    .as("signature with another byte at %d", i)
                    .isFalse();
        }
        assertThat(suite.verifyWithLabel(publicKey, "Test", TEXT, signature)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aMacHoldsForItsKeyAndParts(CipherSuite suite) {
        Secret key = Secret.random(suite.hashLength());
        byte[] tag = suite.mac(key, CONTEXT, TEXT);

        assertThat(tag).hasSize(suite.hashLength());
        assertThat(suite.verifyMac(key, changed(tag, 0), CONTEXT, TEXT)).isFalse();
        assertThat(suite.verifyMac(key, new byte[0], CONTEXT, TEXT)).isFalse();
        assertThat(suite.verifyMac(key, tag, TEXT, CONTEXT)).isFalse();
        assertThat(suite.verifyMac(changed(key), tag, CONTEXT, TEXT)).isFalse();
        assertThat(suite.verifyMac(key, tag, CONTEXT, TEXT)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aSecretGivesTheSameKeyPairEachTime(CipherSuite suite) throws CryptoException {
        Secret ikm = Secret.random(suite.hashLength());
        HpkeKeyPair pair = suite.deriveKeyPair(ikm);
        HpkePrivateKey stored = suite.hpkePrivateKey(pair.privateKey().secret().disclose());

        assertThat(suite.deriveKeyPair(ikm)).isEqualTo(pair).hasSameHashCodeAs(pair);
        assertThat(suite.deriveKeyPair(changed(ikm))).isNotEqualTo(pair);
        assertThat(new HpkeKeyPair(stored)).isEqualTo(pair);
        assertThat(stored.publicKey()).isEqualTo(pair.publicKey());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void noSaltIsASaltOfZeros(CipherSuite suite) {
        Secret ikm = Secret.random(suite.hashLength());

        assertThat(suite.extract(Secret.zeros(0), ikm))
                .isEqualTo(suite.extract(Secret.zeros(suite.hashLength()), ikm));
    }

    /// Two threads on each suite at once, on keys of their own.
    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        var start = new CyclicBarrier(2 * CipherSuite.all().size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all =
                    CipherSuite.all().stream()
                            .flatMap(
                                    suite ->
                                            List.of(work(suite, start), work(suite, start))
                                                    .stream())
                            .map(threads::submit)
                            .toList();

            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    private static Callable<Void> work(CipherSuite suite, CyclicBarrier start) {
        return () -> {
            var test = new CipherSuiteTest();
            start.await();
            for (int i = 0; i < ROUNDS; i++) {
                HpkeKeyPair pair = suite.generateKeyPair();
                SignatureKeyPair signer = suite.generateSignatureKeyPair();
                var sealed = suite.encryptWithLabel(pair.publicKey(), "Test", CONTEXT, TEXT);
                byte[] signature = suite.signWithLabel(signer.privateKey(), "Test", TEXT);
                assertThat(suite.decryptWithLabel(pair.privateKey(), "Test", CONTEXT, sealed))
                        .isEqualTo(TEXT);
                assertThat(suite.verifyWithLabel(signer.publicKey(), "Test", TEXT, signature))
                        .isTrue();
                test.whatWasSealedIsOpenedOnlyAsItWas(suite);
                test.aMacHoldsForItsKeyAndParts(suite);
            }
            return null;
        };
    }

    private static void refused(ThrowingCallable opening) {
        assertThatExceptionOfType(CryptoException.class)
                .isThrownBy(opening)
                .withMessage("not authentic");
    }

    private static Secret changed(Secret secret) {
        return Secret.ofBytes(changed(secret.bytes(), 0));
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] result = bytes.clone();
        result[at] ^= 1;
        return result;
    }
}
