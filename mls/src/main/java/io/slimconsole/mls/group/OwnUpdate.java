package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.tree.LeafNode;

/// An Update that we have proposed, and the private keys that belong to it.
public record OwnUpdate(LeafNode leaf, HpkePrivateKey leafKey, SignaturePrivateKey signer) {}
