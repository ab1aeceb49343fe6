package io.slimconsole.mls.crypto;

/// A peer's signature key, parsed and found to be one. Made by [CipherSuite]; unchanging, and good for any thread.
///
/// Who verifies more than one signature of a member keeps it: the work that every verification with one key has in
/// common is then done once.
public final class SignaturePublicKey {
    private final Verification verification;

    SignaturePublicKey(Verification verification) {
        this.verification = verification;
    }

    /// False for whatever is wrong with the signature.
    ///
    /// @param message in parts, one after the other
    boolean isSigned(byte[] signature, byte[]... message) {
        return verification.isSigned(signature, message);
    }

    /// What a scheme does with the key that it has parsed.
    @FunctionalInterface
    interface Verification {
        boolean isSigned(byte[] signature, byte[]... message);
    }
}
