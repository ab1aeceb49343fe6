package io.slimconsole.node.link;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

import javax.crypto.KEM;

/// ML-KEM-768 (FIPS 203) with raw encapsulation keys, as the wire carries them.
final class MlKem768 {
    static final int ENCAPSULATION_KEY_BYTES = 1184;

    private static final String ALGORITHM = "ML-KEM-768";

    /// What X.509 puts in front of the raw key: id-alg-ml-kem-768, a bit string of 1185 bytes.
    private static final byte[] X509_PREFIX =
            HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");

    private MlKem768() {}

    /// A fresh secret, and the ciphertext (1088 bytes) from which the owner of the key gets it.
    ///
    /// @param encapsulationKey 1184 bytes
    /// @throws GeneralSecurityException if this is no valid key
    static KEM.Encapsulated encapsulate(byte[] encapsulationKey) throws GeneralSecurityException {
        var key =
                KeyFactory.getInstance(ALGORITHM)
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        Bytes.concat(X509_PREFIX, encapsulationKey)));
        return KEM.getInstance(ALGORITHM).newEncapsulator(key).encapsulate();
    }
}
