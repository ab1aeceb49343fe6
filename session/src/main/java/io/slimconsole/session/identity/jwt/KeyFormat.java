package io.slimconsole.session.identity.jwt;

/// How keys for verification are written down.
///
/// @see "identity-and-control.md 1.3"
public sealed interface KeyFormat {
    /// One public key in PEM, or a secret as it is.
    record Pem(JwtAlgorithm algorithm) implements KeyFormat {}

    /// One key as JSON. Where it names an algorithm itself, that has to be this one.
    record Jwk(JwtAlgorithm algorithm) implements KeyFormat {}

    /// A set of keys as JSON. Those that name no algorithm are left out, as upstream does.
    ///
    /// @param secrets whether it may have some; in what an issuer publishes they would be everybody's
    record Jwks(boolean secrets) implements KeyFormat {}
}
