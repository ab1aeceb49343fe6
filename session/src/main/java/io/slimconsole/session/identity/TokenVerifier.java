package io.slimconsole.session.identity;

/// Checks the tokens of others.
public interface TokenVerifier {
    /// A token that came with a message: authentic, and of now.
    ///
    /// @throws InvalidTokenException that says why not
    Claims verify(String token) throws InvalidTokenException;

    /// A token that was of its time once, as members of a group have it in their leaves: authentic.
    ///
    /// @throws InvalidTokenException that says why not
    Claims verifyAuthentic(String token) throws InvalidTokenException;
}
