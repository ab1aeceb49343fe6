package io.slimconsole.mls.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

import java.util.Random;

final class JdkDigestTest {
    private static final Random RANDOM = new Random(20_261_127);

    private static byte[] hmac(HMac function, byte[] key, byte[]... parts) {
        function.init(new KeyParameter(key));
        for (byte[] part : parts) {
            function.update(part, 0, part.length);
        }
        byte[] result = new byte[function.getMacSize()];
        function.doFinal(result, 0);
        return result;
    }

    private static byte[] random(int length) {
        byte[] result = new byte[length];
        RANDOM.nextBytes(result);
        return result;
    }

    /// One after the other by the same object, as numbers for ECDSA are made.
    @Test
    void servesBouncyCastlesHmacAsItsOwnHashesDo() {
        var ours256 = new HMac(new JdkDigest("SHA-256", 64));
        var ours384 = new HMac(new JdkDigest("SHA-384", 128));
        var ours512 = new HMac(new JdkDigest("SHA-512", 128));
        for (int length = 0; length < 300; length++) {
            byte[] key = random(length);
            byte[] text = random(300 - length);

            assertThat(hmac(ours256, key, text, key))
                    .isEqualTo(hmac(new HMac(new SHA256Digest()), key, text, key));
            assertThat(hmac(ours384, key, text, key))
                    .isEqualTo(hmac(new HMac(new SHA384Digest()), key, text, key));
            assertThat(hmac(ours512, key, text, key))
                    .isEqualTo(hmac(new HMac(new SHA512Digest()), key, text, key));
        }
    }
}
