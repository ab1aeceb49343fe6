package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Reader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

final class SecretTest {
    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    @Test
    void aSecretIsEqualByContent() {
        Secret secret = Secret.ofBytes(new byte[] {1, 2, 3});

        assertThat(secret)
                .isEqualTo(Secret.ofBytes(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(Secret.ofBytes(new byte[] {1, 2, 3}))
                .isNotEqualTo(Secret.ofBytes(new byte[] {1, 2, 4}))
                .isNotEqualTo(Secret.ofBytes(new byte[] {1, 2}));
        assertThat(Secret.zeros(2)).isEqualTo(Secret.ofBytes(new byte[2]));
        assertThat(Secret.random(32))
                .isNotEqualTo(Secret.random(32))
                .isNotEqualTo(Secret.zeros(32));
    }

    @Test
    void nobodyChangesASecretFromOutside() {
        byte[] given = {1, 2, 3};
        Secret secret = Secret.ofBytes(given);

        given[0] = 9;
        secret.disclose()[1] = 9;

        assertThat(secret.disclose()).containsExactly(1, 2, 3);
    }

    @Test
    void aWipedSecretIsGone() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.owning(bytes);

        secret.wipe();
        secret.close();

        assertThat(bytes).containsOnly(0);
        assertThat(secret.isWiped()).isTrue();
        assertThat(secret).isNotEqualTo(Secret.zeros(3)).hasToString("Secret(wiped)");
        assertThatIllegalStateException()
                .isThrownBy(secret::disclose)
                .withMessage("this secret was wiped");
        assertThatIllegalStateException().isThrownBy(secret::encoded);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aWipedKeyIsOfNoUse(CipherSuite suite) throws CryptoException {
        HpkeKeyPair pair = suite.generateKeyPair();
        SignaturePrivateKey signer = suite.generateSignatureKeyPair().privateKey();
        var sealed = suite.encryptWithLabel(pair.publicKey(), "Test", new byte[0], new byte[0]);

        try (HpkePrivateKey key = pair.privateKey();
                SignaturePrivateKey signing = signer) {
            assertThat(suite.decryptWithLabel(key, "Test", new byte[0], sealed)).isEmpty();
            assertThat(suite.signWithLabel(signing, "Test", new byte[0])).isNotEmpty();
        }

        assertThat(pair.privateKey().isWiped()).isTrue();
        assertThat(signer.isWiped()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                suite.decryptWithLabel(
                                        pair.privateKey(), "Test", new byte[0], sealed));
        assertThatIllegalStateException()
                .isThrownBy(() -> suite.signWithLabel(signer, "Test", new byte[0]));
    }

    @Test
    void aSecretIsWrittenAndRead() throws DecodeException {
        Secret secret = Secret.random(32);

        assertThat(Reader.decode(secret.encoded(), Secret::read)).isEqualTo(secret);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(new byte[] {2, 7}, Secret::read))
                .withMessage("1 bytes missing of 2");
    }

    @ParameterizedTest
    @MethodSource("suites")
    void nothingPrintsASecret(CipherSuite suite) {
        HpkeKeyPair pair = suite.generateKeyPair();
        SignatureKeyPair signer = suite.generateSignatureKeyPair();
        byte[] key = pair.privateKey().secret().bytes();
        byte[] signing = signer.privateKey().secret().bytes();
        byte[] wrong = Arrays.copyOf(key, key.length + 1);
        byte[] wrongSigning = Arrays.copyOf(signing, signing.length + 1);

        String printed =
                String.join(
                        " ",
                        pair.toString(),
                        signer.toString(),
                        pair.privateKey().secret().toString(),
                        catchThrowable(() -> suite.hpkePrivateKey(wrong)).toString(),
                        catchThrowable(() -> suite.signaturePrivateKey(wrongSigning)).toString(),
                        catchThrowable(() -> suite.checkPublicKey(wrong)).toString(),
                        catchThrowable(() -> suite.seal(Secret.ofBytes(wrong), key, key, key))
                                .toString());

        assertThat(printed).contains("PrivateKey(Secret(%d bytes))".formatted(key.length));
        for (byte[] secret : List.of(key, signing)) {
            byte[] part = Arrays.copyOf(secret, 4);
            assertThat(printed.toLowerCase(Locale.ROOT))
                    .doesNotContain(HexFormat.of().formatHex(part))
                    .doesNotContain(new BigInteger(1, secret).toString())
                    .doesNotContain(Arrays.toString(part).substring(1, 8));
        }
    }

    @Test
    void aCiphertextIsAValue() throws DecodeException {
        byte[] kemOutput = {1, 2};
        var ciphertext = new HpkeCiphertext(kemOutput, new byte[] {3});

        kemOutput[0] = 9;
        ciphertext.ciphertext()[0] = 9;

        assertThat(ciphertext)
                .isEqualTo(Reader.decode(ciphertext.encoded(), HpkeCiphertext::read))
                .hasSameHashCodeAs(new HpkeCiphertext(new byte[] {1, 2}, new byte[] {3}))
                .isNotEqualTo(new HpkeCiphertext(new byte[] {1}, new byte[] {2, 3}))
                .isNotEqualTo(new HpkeCiphertext(new byte[] {1, 2}, new byte[] {4}));
        assertThat(ciphertext.encoded()).containsExactly(2, 1, 2, 1, 3);
    }
}
