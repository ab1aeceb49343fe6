package io.slimconsole.mls.crypto;

/// Signs with a key, and tells whether something was signed with it.
///
/// @see "RFC 9420 §5.1.2"
interface SignatureScheme {
    SignatureKeyPair generateKeyPair();

    SignaturePrivateKey privateKey(byte[] bytes) throws CryptoException;

    /// @param message in parts, one after the other
    byte[] sign(SignaturePrivateKey key, byte[]... message);

    /// @param bytes copied
    /// @throws CryptoException if no signature can be verified with that
    SignaturePublicKey publicKey(byte[] bytes) throws CryptoException;
}
