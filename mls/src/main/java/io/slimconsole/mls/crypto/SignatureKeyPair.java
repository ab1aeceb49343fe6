package io.slimconsole.mls.crypto;

/// A private key and, beside it, the public half that others get.
public record SignatureKeyPair(SignaturePrivateKey privateKey) {
    /// As it stands in a leaf or a key package: an uncompressed point, or the bytes of RFC 7748 and RFC 8032.
    public byte[] publicKey() {
        return privateKey.publicKey().clone();
    }
}
