package io.slimconsole.node.link;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.KeyAgreement;

/// X25519 (RFC 7748) with raw public keys, as the wire carries them.
final class X25519 {
    static final int PUBLIC_KEY_BYTES = 32;

    private static final String ALGORITHM = "X25519";

    /// What X.509 puts in front of the raw key (RFC 8410).
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

    private X25519() {}

    static KeyPair generate() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    }

    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length);
    }

    /// @param peer a raw public key
    /// @return the shared secret, 32 bytes
    /// @throws GeneralSecurityException if `peer` is no public key, or one of small order, whose secret anyone knows
    static byte[] agree(PrivateKey own, byte[] peer) throws GeneralSecurityException {
        var key =
                KeyFactory.getInstance(ALGORITHM)
                        .generatePublic(new X509EncodedKeySpec(Bytes.concat(X509_PREFIX, peer)));
        var agreement = KeyAgreement.getInstance(ALGORITHM);
        agreement.init(own);
        agreement.doPhase(key, true);
        return agreement.generateSecret();
    }
}
