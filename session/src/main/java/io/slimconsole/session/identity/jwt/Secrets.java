package io.slimconsole.session.identity.jwt;

/// Secrets that sign tokens.
final class Secrets {
    private Secrets() {}

    /// As long as the hash: a shorter one is easier to guess than the signature.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3.2">RFC 7518 §3.2</a>
    static void requireLength(JwtAlgorithm algorithm, byte[] secret) throws IdentityException {
        int least =
                switch (algorithm) {
                    case HS256 -> 32;
                    case HS384 -> 48;
                    case HS512 -> 64;
                    case RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EDDSA ->
                            throw new IdentityException(
                                    "%s takes %s, no secret"
                                            .formatted(algorithm, algorithm.family()));
                };
        if (secret.length < least) {
            throw new IdentityException(
                    "a secret for %s has at least %d bytes; this one has %d"
                            .formatted(algorithm, least, secret.length));
        }
    }
}
