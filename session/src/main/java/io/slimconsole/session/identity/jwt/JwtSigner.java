package io.slimconsole.session.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.InstantSource;
import java.util.Optional;

/// The key that tokens are signed with. Prints nothing of it.
public final class JwtSigner {
    private final JwtAlgorithm algorithm;
    private final Optional<FileContent<JWSSigner>> file;
    private final JWSSigner first;

    private JwtSigner(
            JwtAlgorithm algorithm, Optional<FileContent<JWSSigner>> file, JWSSigner first) {
        this.algorithm = algorithm;
        this.file = file;
        this.first = first;
    }

    /// @param text a private key in PEM; for the HS algorithms a secret, as it is
    public static JwtSigner of(JwtAlgorithm algorithm, String text) throws IdentityException {
        return new JwtSigner(algorithm, Optional.empty(), signer(algorithm, text));
    }

    /// @param file is read anew when it has changed; its content is taken as it is
    public static JwtSigner ofFile(JwtAlgorithm algorithm, Path file, InstantSource clock)
            throws IdentityException {
        var content = new FileContent<>(file, text -> signer(algorithm, text), clock);
        return new JwtSigner(algorithm, Optional.of(content), content.current());
    }

    private static JWSSigner signer(JwtAlgorithm algorithm, String text) throws IdentityException {
        try {
            JWSSigner signer =
                    switch (algorithm.family()) {
                        case SECRET -> {
                            byte[] secret = text.getBytes(UTF_8);
                            Secrets.requireLength(algorithm, secret);
                            yield new MACSigner(secret);
                        }
                        case RSA -> {
                            var key = (RSAPrivateKey) key(algorithm, text);
                            VerificationKey.requireRsaLength(key.getModulus().bitLength());
                            yield new RSASSASigner(key);
                        }
                        case EC -> new ECDSASigner((ECPrivateKey) key(algorithm, text));
                        case ED25519 -> new Ed25519.Signer(key(algorithm, text));
                    };
            if (!signer.supportedJWSAlgorithms().contains(algorithm.jws())) {
                throw new IdentityException("this key is not made for " + algorithm);
            }
            return signer;
        } catch (JOSEException e) {
            throw new IdentityException("this key is not made for " + algorithm, e);
        }
    }

    private static PrivateKey key(JwtAlgorithm algorithm, String text) throws IdentityException {
        return PemKeys.privateKey(algorithm.family(), text);
    }

    /// The key of now: another object when the file has another key.
    JWSSigner current() {
        return file.map(FileContent::current).orElse(first);
    }

    /// @param keyId for verifiers to find the key by
    String sign(JWSSigner key, String keyId, byte[] claims) {
        JWSHeader header =
                new JWSHeader.Builder(algorithm.jws())
                        .type(JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build();
        var token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key for %s does not sign".formatted(algorithm), e);
        }
        return token.serialize();
    }

    @Override
    public String toString() {
        return "JwtSigner(%s)".formatted(algorithm);
    }
}
