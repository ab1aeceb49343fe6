package io.slimconsole.mls.crypto;

/// A group for Diffie-Hellman, with keys as bytes in the forms of RFC 9180 §7.1.
///
/// Public keys that come in are a peer's and checked; private keys that come in were checked by [#checkPrivateKey].
interface DhGroup {
    byte[] generatePrivateKey();

    /// @see "RFC 9180 §7.1.3"
    byte[] derivePrivateKey(Candidates candidates);

    void checkPrivateKey(byte[] privateKey) throws CryptoException;

    byte[] publicKey(byte[] privateKey);

    void checkPublicKey(byte[] publicKey) throws CryptoException;

    byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException;

    /// A public key that is agreed with by many keys, each of which is used for that once.
    ///
    /// @param publicKey copied
    Peer peer(byte[] publicKey) throws CryptoException;

    /// A public key that is kept.
    @FunctionalInterface
    interface Peer {
        byte[] agree(byte[] privateKey) throws CryptoException;
    }

    /// Bytes for a private key, for a label and a context.
    @FunctionalInterface
    interface Candidates {
        byte[] expand(String label, byte[] context, int length);
    }
}
