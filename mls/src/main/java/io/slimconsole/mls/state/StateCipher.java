package io.slimconsole.mls.state;

/// Seals the states of groups, under a key that the application keeps. An AEAD with a nonce of its own for each call.
///
/// May be called on several threads at once.
public interface StateCipher {
    /// @param associatedData what the state belongs to; has to be the same when it is opened
    byte[] seal(byte[] state, byte[] associatedData);

    /// @throws NotAuthenticException if it was not sealed by this cipher with this associated data
    byte[] open(byte[] sealed, byte[] associatedData) throws NotAuthenticException;

    /// Sealed by another cipher, for something else, or changed since.
    final class NotAuthenticException extends Exception {
        private static final long serialVersionUID = 1L;

        public NotAuthenticException(Throwable cause) {
            super("not authentic", cause);
        }
    }
}
