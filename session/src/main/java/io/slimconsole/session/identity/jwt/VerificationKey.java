package io.slimconsole.session.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.Optional;

/// A key that tokens are verified with, by one algorithm alone. Equal to any other of the same name, algorithm and bytes.
final class VerificationKey {
    /// A shorter one can be taken apart.
    private static final int LEAST_RSA_BITS = 2_048;

    private final Optional<String> id;
    private final JwtAlgorithm algorithm;
    private final JWSVerifier verifier;

    /// Of the key; not of use to whoever wants the key.
    private final String digest;

    private VerificationKey(
            Optional<String> id, JwtAlgorithm algorithm, JWSVerifier verifier, byte[] key)
            throws IdentityException {
        if (!verifier.supportedJWSAlgorithms().contains(algorithm.jws())) {
            throw new IdentityException("this key is not made for " + algorithm);
        }
        this.id = id;
        this.algorithm = algorithm;
        this.verifier = verifier;
        this.digest = digest(key);
    }

    private static String digest(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// @param text a secret as it is, or PEM
    static VerificationKey of(JwtAlgorithm algorithm, String text) throws IdentityException {
        return algorithm.family() == JwtAlgorithm.Family.SECRET
                ? of(Optional.empty(), algorithm, text.getBytes(UTF_8))
                : of(Optional.empty(), algorithm, PemKeys.publicKey(algorithm.family(), text));
    }

    static VerificationKey of(Optional<String> id, JwtAlgorithm algorithm, byte[] secret)
            throws IdentityException {
        try {
            Secrets.requireLength(algorithm, secret);
            return new VerificationKey(id, algorithm, new MACVerifier(secret), secret);
        } catch (JOSEException e) {
            throw new IdentityException("the secret can't be used with " + algorithm, e);
        }
    }

    static VerificationKey of(Optional<String> id, JwtAlgorithm algorithm, PublicKey key)
            throws IdentityException {
        try {
            return new VerificationKey(id, algorithm, verifier(algorithm, key), key.getEncoded());
        } catch (JOSEException | ClassCastException e) {
            throw new IdentityException("this key is not made for " + algorithm, e);
        }
    }

    private static JWSVerifier verifier(JwtAlgorithm algorithm, PublicKey key)
            throws JOSEException, IdentityException {
        return switch (algorithm.family()) {
            case RSA -> {
                var rsa = (RSAPublicKey) key;
                requireRsaLength(rsa.getModulus().bitLength());
                yield new RSASSAVerifier(rsa);
            }
            case EC -> new ECDSAVerifier((ECPublicKey) key);
            case ED25519 -> new Ed25519.Verifier(key);
            case SECRET -> throw new IdentityException("a public key is no secret");
        };
    }

    static void requireRsaLength(int bits) throws IdentityException {
        if (bits < LEAST_RSA_BITS) {
            throw new IdentityException(
                    "an RSA key has at least %d bits; this one has %d"
                            .formatted(LEAST_RSA_BITS, bits));
        }
    }

    /// As tokens name it.
    Optional<String> id() {
        return id;
    }

    JwtAlgorithm algorithm() {
        return algorithm;
    }

    /// @return false as well for a signature that is none
    boolean hasSigned(JWSHeader header, byte[] input, Base64URL signature) {
        try {
            return header.getAlgorithm().equals(algorithm.jws())
                    && verifier.verify(header, input, signature);
        } catch (JOSEException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key
                && key.id.equals(id)
                && key.algorithm == algorithm
                && key.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "VerificationKey(%s, %s)".formatted(id.orElse("without a name"), algorithm);
    }
}
