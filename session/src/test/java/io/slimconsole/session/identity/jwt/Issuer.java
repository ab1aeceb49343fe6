package io.slimconsole.session.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKParameterNames;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

import tools.jackson.databind.json.JsonMapper;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Somebody who signs tokens, with one key; what it signs is up to the test.
final class Issuer {
    private static final JsonMapper JSON = new JsonMapper();

    private final String keyId;
    private final JwtAlgorithm algorithm;
    private final KeyPair pair;

    private Issuer(String keyId, JwtAlgorithm algorithm, KeyPair pair) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.pair = pair;
    }

    /// With a new key; of the HS algorithms there are none here, their key is no pair.
    static Issuer of(String keyId, JwtAlgorithm algorithm) {
        try {
            KeyPairGenerator generator =
                    switch (algorithm.family()) {
                        case RSA -> generator("RSA", 2_048);
                        case EC -> generator("EC", algorithm == JwtAlgorithm.ES256 ? 256 : 384);
                        case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
                        case SECRET -> throw new IllegalArgumentException("no pair");
                    };
            return new Issuer(keyId, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPairGenerator generator(String name, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
        generator.initialize(bits);
        return generator;
    }

    String publicPem() {
        return pem("PUBLIC KEY", pair.getPublic());
    }

    String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate());
    }

    static String pem(String label, Key key) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()), label);
    }

    /// The public key as JSON, with its name and algorithm.
    Map<String, Object> jwk() {
        var json =
                switch (algorithm.family()) {
                    case RSA -> new RSAKey.Builder((RSAPublicKey) pair.getPublic()).build();
                    case EC -> {
                        var key = (ECPublicKey) pair.getPublic();
                        yield new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key)
                                .build();
                    }
                    case ED25519 -> {
                        byte[] encoded = pair.getPublic().getEncoded();
                        byte[] point =
                                Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                        yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                                .build();
                    }
                    case SECRET -> throw new IllegalStateException();
                };
        var described = new HashMap<>(json.toJSONObject());
        described.put(JWKParameterNames.KEY_ID, keyId);
        described.put(JWKParameterNames.ALGORITHM, algorithm.toString());
        return described;
    }

    static String jwks(List<Map<String, Object>> keys) {
        return JSON.writeValueAsString(Map.of("keys", keys));
    }

    static String jwks(Issuer... issuers) {
        return jwks(Arrays.stream(issuers).map(Issuer::jwk).toList());
    }

    /// A token that names its key.
    String sign(Map<String, ?> claims) {
        return sign(header().build(), JSON.writeValueAsString(claims));
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(algorithm.jws()).keyID(keyId);
    }

    String sign(JWSHeader header, String payload) {
        try {
            return sign(
                    header,
                    payload,
                    switch (algorithm.family()) {
                        case RSA -> new RSASSASigner(pair.getPrivate());
                        case EC -> new ECDSASigner((ECPrivateKey) pair.getPrivate());
                        case ED25519 -> new Ed25519.Signer(pair.getPrivate());
                        case SECRET -> throw new IllegalStateException();
                    });
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /// Signed with a secret of the test's choice.
    static String sign(JWSHeader header, String payload, byte[] secret) {
        try {
            return sign(header, payload, new MACSigner(secret));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String sign(JWSHeader header, String payload, JWSSigner signer)
            throws JOSEException {
        var token = new JWSObject(header, new Payload(payload));
        token.sign(signer);
        return token.serialize();
    }
}
