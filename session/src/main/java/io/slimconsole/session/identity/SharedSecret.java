package io.slimconsole.session.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens of those who share one secret: `id:seconds:nonce:claims:mac`. Who has the secret may call itself whatever it likes.
///
/// Prints nothing of the secret.
///
/// @see "identity-and-control.md 1.1"
public final class SharedSecret implements TokenVerifier {
    public static final int LEAST_BYTES = 32;

    static final int NONCE_BYTES = 12;

    private static final Duration VALID = Duration.ofHours(1);

    /// How far the clock of who made a token may be ahead of ours.
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_CHARACTERS = 43;
    private static final int FIELDS = 5;
    private static final int NOT_A_SECOND = -1;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretKeySpec key;
    private final InstantSource clock;

    /// @param secret its UTF-8 bytes are the key
    /// @throws IllegalArgumentException if it has less than [#LEAST_BYTES]
    public SharedSecret(String secret, InstantSource clock) {
        byte[] bytes = secret.getBytes(UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "a shared secret has at least %d bytes; this one has %d"
                            .formatted(LEAST_BYTES, bytes.length));
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
        Arrays.fill(bytes, (byte) 0);
    }

    /// @param nonce 12 bytes that were not used before
    /// @param publicKey of the holder's signatures, in Base64 with padding; empty for a token without
    String token(String id, Optional<String> publicKey, byte[] nonce) {
        String claims = publicKey.map(SharedSecret::claims).orElse("");
        String message =
                String.join(
                        ":",
                        id,
                        Long.toString(clock.instant().getEpochSecond()),
                        ENCODER.encodeToString(nonce),
                        claims);
        return message + ":" + ENCODER.encodeToString(mac(message));
    }

    private static String claims(String publicKey) {
        return ENCODER.encodeToString(JSON.writeValueAsBytes(Map.of("pubkey", publicKey)));
    }

    private byte[] mac(String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public Claims verify(String token) throws InvalidTokenException {
        Claims claims = verifyAuthentic(token);
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        if (claims.issued().isAfter(now.plus(SKEW))) {
            throw new InvalidTokenException(
                    "the token is of %s, which has not come yet; it is %s here"
                            .formatted(claims.issued(), now));
        }
        if (claims.expires().isBefore(now)) {
            throw new InvalidTokenException(
                    "the token is of %s, and is over".formatted(claims.issued()));
        }
        return claims;
    }

    @Override
    public Claims verifyAuthentic(String token) throws InvalidTokenException {
        List<String> fields = List.of(token.split(":", -1));
        if (fields.size() != FIELDS) {
            throw new InvalidTokenException(
                    "a token of a shared secret has %d fields; this one has %d"
                            .formatted(FIELDS, fields.size()));
        }
        Instant issued = Instant.ofEpochSecond(seconds(fields.get(1)));
        byte[] mac = decode(fields.getLast());
        String message = token.substring(0, token.lastIndexOf(':'));
        if (fields.getLast().length() != MAC_CHARACTERS
                || !MessageDigest.isEqual(mac, mac(message))) {
            throw new InvalidTokenException("the token was made with another secret");
        }
        return new Claims(fields.getFirst(), issued, issued.plus(VALID), publicKey(fields.get(3)));
    }

    private static long seconds(String field) throws InvalidTokenException {
        long seconds = NOT_A_SECOND;
        try {
            seconds = Long.parseLong(field);
        } catch (NumberFormatException e) {
            // answered below
        }
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond() / 2) {
            throw new InvalidTokenException("the token's time is no number of seconds");
        }
        return seconds;
    }

    private static byte[] decode(String field) throws InvalidTokenException {
        try {
            return Base64.getUrlDecoder().decode(field);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("a field of the token is no Base64", e);
        }
    }

    private static Optional<String> publicKey(String claims) throws InvalidTokenException {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode key = JSON.readTree(decode(claims)).path("pubkey");
            return key.isString() ? Optional.of(key.asString()) : Optional.empty();
        } catch (JacksonException e) {
            throw new InvalidTokenException("the token's claims are no JSON", e);
        }
    }

    @Override
    public String toString() {
        return "SharedSecret";
    }
}
