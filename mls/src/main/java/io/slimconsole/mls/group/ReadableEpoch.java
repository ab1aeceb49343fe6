package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.schedule.SecretTree;
import io.slimconsole.mls.tree.RatchetTree;

/// What it takes to read an epoch's private messages; all that is left of one that is over.
///
/// @param resumptionPsk for a pre-shared key that refers to the epoch
record ReadableEpoch(
        CipherSuite suite,
        GroupContext context,
        RatchetTree tree,
        int ownLeaf,
        Secret senderData,
        Secret resumptionPsk,
        SecretTree messageKeys)
        implements Encodable {
    static ReadableEpoch read(CipherSuite suite, Limits limits, Reader in) throws DecodeException {
        GroupContext context = GroupContext.read(in);
        RatchetTree tree = RatchetTree.read(suite, in);
        return new ReadableEpoch(
                suite,
                context,
                tree,
                in.index(),
                Secret.read(in),
                Secret.read(in),
                Epoch.readMessageKeys(suite, tree, limits, in));
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(context)
                .struct(tree)
                .uint32(ownLeaf)
                .struct(senderData)
                .struct(resumptionPsk)
                .struct(messageKeys);
    }

    PrivateFraming privateFraming() {
        return new PrivateFraming(suite, senderData, messageKeys);
    }

    void wipe() {
        senderData.close();
        resumptionPsk.close();
        messageKeys.wipe();
    }
}
