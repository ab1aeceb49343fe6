package io.slimconsole.tests.interop;

import tools.jackson.databind.json.JsonMapper;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/// A new key that tokens are signed with.
///
/// @param algorithm in capital letters
/// @param signing a private key in PEM, or a secret
/// @param verifying a public key in PEM, or the same secret
record TokenKey(String algorithm, String signing, String verifying) {
    private static final int P256_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static TokenKey generate(String algorithm) {
        try {
            return switch (algorithm) {
                case "HS256" -> {
                    String secret = UUID.randomUUID().toString();
                    yield new TokenKey(algorithm, secret, secret);
                }
                case "ES256" -> ofPair(algorithm, "EC", 256);
                case "ES384" -> ofPair(algorithm, "EC", 384);
                case "EDDSA" -> ofPair(algorithm, "Ed25519", 255);
                default -> ofPair(algorithm, "RSA", 2_048);
            };
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TokenKey ofPair(String algorithm, String kind, int bits)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        return new TokenKey(
                algorithm,
                pem("PRIVATE KEY", pair.getPrivate()),
                pem("PUBLIC KEY", pair.getPublic()));
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()), label);
    }

    /// As tokens name it.
    String written() {
        return algorithm.equals("EDDSA") ? "EdDSA" : algorithm;
    }

    /// Those of ES256 keys, by their names. The point stands at the end of what a PEM file holds.
    static String jwks(Map<String, TokenKey> keys) {
        return new JsonMapper()
                .writeValueAsString(
                        Map.of(
                                "keys",
                                keys.entrySet().stream()
                                        .map(each -> each.getValue().jwk(each.getKey()))
                                        .toList()));
    }

    private Map<String, String> jwk(String name) {
        byte[] encoded =
                Base64.getMimeDecoder().decode(verifying.replaceAll("-----[^-]+-----", ""));
        int y = encoded.length - P256_BYTES;
        return Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "alg",
                algorithm,
                "kid",
                name,
                "x",
                BASE64.encodeToString(Arrays.copyOfRange(encoded, y - P256_BYTES, y)),
                "y",
                BASE64.encodeToString(Arrays.copyOfRange(encoded, y, encoded.length)));
    }
}
