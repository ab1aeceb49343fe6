package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignatureKeyPair;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.tree.Credential;

/// Who a client says it is, and the key that it proves it with. What it makes of it keeps a copy of the key; this one is
/// the caller's to wipe.
///
/// @see "RFC 9420 §5.3"
public record SigningIdentity(
        Credential credential, Opaque signatureKey, SignaturePrivateKey signer) {
    /// With a new key.
    public static SigningIdentity generate(CipherSuite suite, Credential credential) {
        SignatureKeyPair pair = suite.generateSignatureKeyPair();
        return new SigningIdentity(credential, Opaque.of(pair.publicKey()), pair.privateKey());
    }
}
