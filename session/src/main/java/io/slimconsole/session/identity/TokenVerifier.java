package io.slimconsole.session.identity;

/// Checks the tokens of others.
@FunctionalInterface
public interface TokenVerifier {
    /// @throws InvalidTokenException that says why not
    Claims verify(String token) throws InvalidTokenException;
}
