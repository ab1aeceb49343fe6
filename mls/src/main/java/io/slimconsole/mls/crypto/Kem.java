package io.slimconsole.mls.crypto;

/// A key encapsulation mechanism: makes a secret that the owner of a key can make too.
///
/// @see "RFC 9180 §4"
interface Kem {
    /// @see "RFC 9180 §7.1"
    int id();

    HpkeKeyPair generateKeyPair();

    /// The same pair from the same secret, always.
    ///
    /// @see "RFC 9180 §7.1.3"
    HpkeKeyPair deriveKeyPair(Secret ikm);

    HpkePrivateKey privateKey(byte[] bytes) throws CryptoException;

    void checkPublicKey(byte[] publicKey) throws CryptoException;

    /// @param bytes copied
    HpkePublicKey publicKey(byte[] bytes) throws CryptoException;

    Encapsulated encapsulate(byte[] publicKey) throws CryptoException;

    Encapsulated encapsulate(HpkePublicKey publicKey) throws CryptoException;

    Secret decapsulate(HpkePrivateKey key, byte[] kemOutput) throws CryptoException;

    /// A fresh secret, and what its recipient needs to get it.
    @SuppressWarnings("ArrayRecordComponent") // a value on its way from one line to the next
    record Encapsulated(Secret sharedSecret, byte[] kemOutput) {}
}
