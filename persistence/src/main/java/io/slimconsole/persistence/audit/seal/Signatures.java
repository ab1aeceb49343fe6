package io.slimconsole.persistence.audit.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Ed25519 for whoever has the public key only.
public final class Signatures {
    private static final String ED25519 = "Ed25519";

    private Signatures() {}

    public static boolean verify(PublicKey by, byte[] statement, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ED25519);
            verifier.initVerify(by);
            verifier.update(statement);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // what is no signature at all is not one of this statement either
        }
    }

    /// @param encoded X.509
    /// @throws GeneralSecurityException if it is no key for Ed25519
    public static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /// What people compare: SHA-256 of the encoded key, in groups of four digits.
    public static String fingerprint(PublicKey key) {
        String hex = HexFormat.of().formatHex(sha256().digest(key.getEncoded()));
        return hex.replaceAll("(.{4})(?=.)", "$1-");
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
