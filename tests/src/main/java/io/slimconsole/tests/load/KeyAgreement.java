package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The dialler's half of one X25519 agreement.
///
/// @see "data-plane.md 3.5"
final class KeyAgreement {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");
    private static final byte[] INFO = "SLIM-DP-inter-node-hmac-v1".getBytes(US_ASCII);
    private static final int KEY_BYTES = 32;

    private final KeyPair own;

    KeyAgreement() {
        try {
            own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    /// 32 bytes, as they travel.
    byte[] publicKey() {
        byte[] encoded = own.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    /// The key of the link's header MACs.
    ///
    /// @throws GeneralSecurityException if `theirs` is no usable public key
    byte[] linkKey(byte[] theirs, String linkId) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + theirs.length);
        System.arraycopy(theirs, 0, encoded, X509_PREFIX.length, theirs.length);
        var agreement = javax.crypto.KeyAgreement.getInstance("X25519");
        agreement.init(own.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded)),
                true);
        return derive(agreement.generateSecret(), linkId);
    }

    static byte[] derive(byte[] sharedSecret, String linkId) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(sharedSecret)
                                .addSalt(linkId.getBytes(UTF_8))
                                .thenExpand(INFO, KEY_BYTES));
    }
}
