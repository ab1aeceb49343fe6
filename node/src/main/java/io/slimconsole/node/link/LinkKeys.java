package io.slimconsole.node.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Derives the header MAC's key of a link from what its two ends agreed on (HKDF-SHA-256, RFC 5869).
///
/// @see "data-plane.md 3.5"
final class LinkKeys {
    static final int KEY_BYTES = 32;

    private static final byte[] CLASSICAL = "SLIM-DP-inter-node-hmac-v1".getBytes(US_ASCII);
    private static final byte[] HYBRID = "SLIM-DP-inter-node-hmac-v1-pq".getBytes(US_ASCII);

    private LinkKeys() {}

    /// @param x25519 the shared secret, 32 bytes
    static byte[] classical(byte[] x25519, String linkId) throws GeneralSecurityException {
        return hkdf().deriveData(extract(linkId).addIKM(x25519).thenExpand(CLASSICAL, KEY_BYTES));
    }

    /// @param x25519 the shared secret, 32 bytes
    /// @param mlKem the shared secret of ML-KEM-768, 32 bytes
    static byte[] hybrid(byte[] x25519, byte[] mlKem, String linkId)
            throws GeneralSecurityException {
        return hkdf().deriveData(
                        extract(linkId).addIKM(x25519).addIKM(mlKem).thenExpand(HYBRID, KEY_BYTES));
    }

    static HKDFParameterSpec.Builder extract(String linkId) {
        return HKDFParameterSpec.ofExtract().addSalt(linkId.getBytes(UTF_8));
    }

    static KDF hkdf() throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256");
    }
}
