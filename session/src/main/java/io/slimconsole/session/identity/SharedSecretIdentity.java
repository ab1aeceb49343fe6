package io.slimconsole.session.identity;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An identity that a shared secret proves.
///
/// @see "identity-and-control.md 1.1"
public final class SharedSecretIdentity implements Identity {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final SharedSecret secret;
    private final SigningKey key;

    private SharedSecretIdentity(String id, SharedSecret secret, SigningKey key) {
        this.id = id;
        this.secret = secret;
        this.key = key;
    }

    /// A new one: another instance of the application than any before.
    ///
    /// @param base such as `organization/namespace/service`
    /// @throws IllegalArgumentException if it is empty, or has a colon or white space in it
    public static SharedSecretIdentity create(String base, SharedSecret secret, SigningKey key) {
        requireBase(base);
        return new SharedSecretIdentity(base + "_" + suffix(RANDOM), secret, key);
    }

    /// The one of before.
    ///
    /// @param id as [#id] gave it
    public static SharedSecretIdentity restore(String id, SharedSecret secret, SigningKey key) {
        requireBase(id);
        return new SharedSecretIdentity(id, secret, key);
    }

    private static void requireBase(String base) {
        if (base.isEmpty() || base.chars().anyMatch(c -> c == ':' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(
                    "\"%s\" is no identity: it must not be empty, and have no colon and no space"
                            .formatted(base));
        }
    }

    private static String suffix(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String token() {
        var nonce = new byte[SharedSecret.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return secret.token(id, Optional.of(key.publicKey()), nonce);
    }

    @Override
    public SigningKey signingKey() {
        return key;
    }
}
