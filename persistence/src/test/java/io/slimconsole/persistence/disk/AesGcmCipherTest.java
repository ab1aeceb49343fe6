package io.slimconsole.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

final class AesGcmCipherTest {
    private static final SecretKeySpec KEY = key(1);
    private static final byte[] CONTENT = "what is sealed".getBytes(UTF_8);
    private static final byte[] PLACE = "place".getBytes(UTF_8);

    private final AesGcmCipher cipher = new AesGcmCipher(KEY, "secret");

    private static SecretKeySpec key(int content) {
        var key = new byte[32];
        Arrays.fill(key, (byte) content);
        return new SecretKeySpec(key, "AES");
    }

    @Test
    void itIsAes256GcmWithEverythingThatItBelongsToAuthenticated() throws Exception {
        byte[] sealed = cipher.seal(CONTENT, PLACE);

        Cipher plain = Cipher.getInstance("AES/GCM/NoPadding");
        plain.init(Cipher.DECRYPT_MODE, KEY, new GCMParameterSpec(128, sealed, 1, 12));
        plain.updateAAD(HexFormat.of().parseHex("01" + "00000006" + "736563726574" + "706c616365"));
        assertThat(sealed[0]).isEqualTo((byte) 1);
        assertThat(plain.doFinal(sealed, 13, sealed.length - 13)).isEqualTo(CONTENT);
    }

    @Test
    void theSameTwiceLooksDifferent() throws GeneralSecurityException {
        byte[] one = cipher.seal(CONTENT, PLACE);
        byte[] two = cipher.seal(CONTENT, PLACE);

        assertThat(one).isNotEqualTo(two);
        assertThat(cipher.open(one, PLACE)).isEqualTo(cipher.open(two, PLACE));
    }

    @Test
    void everyByteCounts() throws GeneralSecurityException {
        byte[] sealed = cipher.seal(CONTENT, PLACE);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.open(changed, PLACE))
                    .as("byte %d", i)
                    .isInstanceOf(GeneralSecurityException.class);
        }
        assertThat(cipher.open(sealed, PLACE)).isEqualTo(CONTENT);
    }

    @Test
    void anotherKeyAnotherKindAndAnotherPlaceAreRefused() throws GeneralSecurityException {
        byte[] sealed = cipher.seal(CONTENT, PLACE);

        assertThatThrownBy(() -> new AesGcmCipher(key(2), "secret").open(sealed, PLACE))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(
                        () -> new AesGcmCipher(KEY, "secre").open(sealed, "tplace".getBytes(UTF_8)))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> cipher.open(sealed, new byte[0]))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(cipher.open(sealed, PLACE)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 28})
    void whatIsTooShortIsRefused(int length) {
        assertThatThrownBy(() -> cipher.open(new byte[length], PLACE))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("too few");
    }

    @Test
    void aNewerVersionIsRefusedWithBothNumbers() {
        byte[] sealed = cipher.seal(CONTENT, PLACE);
        sealed[0] = 2;

        assertThatThrownBy(() -> cipher.open(sealed, PLACE))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("it is sealed in version 2; this program opens version 1");
    }
}
