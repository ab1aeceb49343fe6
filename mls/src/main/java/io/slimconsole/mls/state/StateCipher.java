package io.slimconsole.mls.state;

import java.security.GeneralSecurityException;

/// Seals the states of groups, under a key that the application keeps. An AEAD with a nonce of its own for each call.
///
/// May be called on several threads at once.
public interface StateCipher {
    /// @param associatedData what the state belongs to; has to be the same when it is opened
    byte[] seal(byte[] state, byte[] associatedData);

    /// @throws GeneralSecurityException if it was not sealed by this cipher with this associated data
    byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException;
}
