package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes keys of their texts: from the library's to ours.
final class KeyReader {
    /// More than that is no set that somebody meant.
    private static final int MOST_KEYS = 100;

    private static final Logger log = LoggerFactory.getLogger(KeyReader.class);

    private KeyReader() {}

    /// @throws IdentityException if there is none that can be used
    static List<VerificationKey> read(KeyFormat format, String text) throws IdentityException {
        return switch (format) {
            case KeyFormat.Pem(JwtAlgorithm algorithm) ->
                    List.of(VerificationKey.of(algorithm, text));
            case KeyFormat.Jwk(JwtAlgorithm algorithm) -> List.of(single(algorithm, text));
            case KeyFormat.Jwks(boolean secrets) -> set(text, secrets);
        };
    }

    private static VerificationKey single(JwtAlgorithm algorithm, String text)
            throws IdentityException {
        try {
            JWK key = JWK.parse(text);
            if (key.getAlgorithm() != null
                    && !key.getAlgorithm().getName().equals(algorithm.jws().getName())) {
                throw new IdentityException(
                        "the key is for %s, not for %s".formatted(key.getAlgorithm(), algorithm));
            }
            return key(key, algorithm);
        } catch (ParseException | RuntimeException e) {
            throw new IdentityException("not a key in JSON (JWK)", e);
        }
    }

    private static List<VerificationKey> set(String text, boolean secrets)
            throws IdentityException {
        List<JWK> given;
        try {
            given = JWKSet.parse(text).getKeys();
        } catch (ParseException | RuntimeException e) {
            throw new IdentityException("not a set of keys in JSON (JWKS)", e);
        }
        if (given.size() > MOST_KEYS) {
            throw new IdentityException(
                    "%d keys are too many for a set; up to %d are taken"
                            .formatted(given.size(), MOST_KEYS));
        }
        var keys = new ArrayList<VerificationKey>();
        for (JWK each : given) {
            Optional<JwtAlgorithm> algorithm = algorithm(each);
            boolean secret = each instanceof OctetSequenceKey;
            if (algorithm.isPresent() && verifies(each) && (secrets || !secret)) {
                try {
                    keys.add(key(each, algorithm.get()));
                } catch (IdentityException e) {
                    log.atDebug().addKeyValue("key", each.getKeyID()).setCause(e).log("left out");
                }
            }
        }
        if (keys.isEmpty()) {
            throw new IdentityException(
                    "none of the %d keys in the set can be used: each has to name its algorithm (\"alg\")"
                            .formatted(given.size()));
        }
        return List.copyOf(keys);
    }

    private static Optional<JwtAlgorithm> algorithm(JWK key) {
        return Optional.ofNullable(key.getAlgorithm())
                .flatMap(algorithm -> JwtAlgorithm.named(algorithm.getName()));
    }

    private static boolean verifies(JWK key) {
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null
                        || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private static VerificationKey key(JWK key, JwtAlgorithm algorithm) throws IdentityException {
        Optional<String> id = Optional.ofNullable(key.getKeyID());
        try {
            return switch (key) {
                case OctetSequenceKey secret ->
                        VerificationKey.of(id, algorithm, secret.toByteArray());
                case RSAKey rsa -> VerificationKey.of(id, algorithm, rsa.toPublicKey());
                case ECKey ec -> VerificationKey.of(id, algorithm, ec.toPublicKey());
                case OctetKeyPair pair -> VerificationKey.of(id, algorithm, ed25519(pair));
                default ->
                        throw new IdentityException(
                                "keys of the type %s are not known here"
                                        .formatted(key.getKeyType()));
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IdentityException("the key can't be used with " + algorithm, e);
        }
    }

    /// The same bytes in front of each of these keys, so that the JDK takes them.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc8410.html#section-4">RFC 8410 §4</a>
    private static PublicKey ed25519(OctetKeyPair pair) throws GeneralSecurityException {
        byte[] prefix = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0};
        byte[] point = Objects.requireNonNull(pair.getDecodedX());
        var encoded = new byte[prefix.length + point.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(point, 0, encoded, prefix.length, point.length);
        return KeyFactory.getInstance(Ed25519.NAME).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
