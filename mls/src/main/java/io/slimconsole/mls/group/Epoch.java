package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.schedule.EpochSecrets;
import io.slimconsole.mls.schedule.SecretTree;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKeys;

/// All that a member knows of a group in one epoch. Only `messageKeys` changes: its keys are used up.
///
/// @param signer the private half of our leaf's signature key
/// @see "RFC 9420 §8, §11"
public record Epoch(
        CipherSuite suite,
        GroupContext context,
        RatchetTree tree,
        TreeKeys keys,
        SignaturePrivateKey signer,
        EpochSecrets secrets,
        SecretTree messageKeys,
        Opaque confirmationTag,
        Opaque interimTranscriptHash) {

    public int ownLeaf() {
        return keys.leafIndex();
    }

    PrivateFraming privateFraming() {
        return new PrivateFraming(suite, secrets.senderData(), messageKeys);
    }
}
