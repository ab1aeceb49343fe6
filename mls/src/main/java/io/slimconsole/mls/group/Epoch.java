package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.schedule.EpochSecrets;
import io.slimconsole.mls.schedule.SecretTree;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKeys;

import java.util.Optional;

/// All that a member knows of a group in one epoch. Only `messageKeys` changes: its keys are used up.
///
/// @param signer the private half of our leaf's signature key
/// @param commit that began the epoch; empty in the first one that we know
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
        Opaque interimTranscriptHash,
        Optional<CommitSummary> commit)
        implements Encodable {

    /// As [#writeTo] has written it.
    static Epoch read(CipherSuite suite, Limits limits, Reader in) throws DecodeException {
        GroupContext context = GroupContext.read(in);
        RatchetTree tree = RatchetTree.read(suite, in);
        TreeKeys keys = TreeKeys.read(suite, in);
        if (tree.leaf(keys.leafIndex()).isEmpty()) {
            throw new DecodeException("a leaf of ours where nobody is");
        }
        return new Epoch(
                suite,
                context,
                tree,
                keys,
                readSigner(suite, in),
                EpochSecrets.read(in),
                readMessageKeys(suite, tree, limits, in),
                Opaque.read(in),
                Opaque.read(in),
                Optional.ofNullable(in.optional(CommitSummary::read)));
    }

    static SecretTree readMessageKeys(CipherSuite suite, RatchetTree tree, Limits limits, Reader in)
            throws DecodeException {
        return SecretTree.read(
                suite, tree.leafCount(), limits.generationsAhead(), limits.lateKeys(), in);
    }

    static SignaturePrivateKey readSigner(CipherSuite suite, Reader in) throws DecodeException {
        try {
            return suite.signaturePrivateKey(in.opaque());
        } catch (CryptoException e) {
            throw new DecodeException(e.getMessage());
        }
    }

    /// For a sealed snapshot.
    @Override
    public void writeTo(Writer out) {
        out.struct(context)
                .struct(tree)
                .struct(keys)
                .struct(signer.secret())
                .struct(secrets)
                .struct(messageKeys)
                .struct(confirmationTag)
                .struct(interimTranscriptHash)
                .optional(commit.orElse(null));
    }

    public int ownLeaf() {
        return keys.leafIndex();
    }

    ReadableEpoch readable() {
        return new ReadableEpoch(
                suite,
                context,
                tree,
                ownLeaf(),
                secrets.senderData(),
                secrets.resumptionPsk(),
                messageKeys);
    }

    /// Protects a proposal or a commit of ours, in the wire format that it was signed for.
    MlsMessage protectHandshake(AuthenticatedContent content) {
        return new MlsMessage(
                content.wireFormat() == WireFormat.PRIVATE_MESSAGE
                        ? readable().privateFraming().protect(content, 0)
                        : PublicMessage.protect(suite, secrets.membershipKey(), content, context));
    }

    /// Wipes what is of no use once the group is in another epoch.
    void retire(Epoch next) {
        secrets.wipeForLaterEpochs();
        keys.wipeBut(next.keys);
        if (!signer.equals(next.signer)) {
            signer.wipe();
        }
    }

    /// Wipes all of an epoch that the group did not go to.
    ///
    /// @param kept those that it shares keys with
    void discard(Epoch... kept) {
        secrets.wipe();
        messageKeys.wipe();
        var keptKeys = new TreeKeys[kept.length];
        boolean keepsSigner = false;
        for (int i = 0; i < kept.length; i++) {
            keptKeys[i] = kept[i].keys;
            keepsSigner |= kept[i].signer.equals(signer);
        }
        keys.wipeBut(keptKeys);
        if (!keepsSigner) {
            signer.wipe();
        }
    }
}
