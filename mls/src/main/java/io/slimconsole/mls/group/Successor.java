package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.tree.Credential;

/// What a member becomes when it changes its signature key.
public record Successor(Credential credential, Opaque signatureKey, SignaturePrivateKey signer) {}
