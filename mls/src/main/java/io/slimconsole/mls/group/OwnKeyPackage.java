package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.KeyPackage;

/// A key package of ours with its private keys.
///
/// @param initKey opens the Welcome; wiped by its owner once that is done
/// @param leafKey of our leaf
/// @param signer of our leaf
public record OwnKeyPackage(
        KeyPackage keyPackage,
        HpkePrivateKey initKey,
        HpkePrivateKey leafKey,
        SignaturePrivateKey signer)
        implements AutoCloseable {
    /// Wipes the keys that no other key package uses.
    @Override
    public void close() {
        initKey.wipe();
    }
}
