package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.tree.LeafNode;

/// An Update that we have proposed, and the private keys that belong to it.
record OwnUpdate(LeafNode leaf, HpkePrivateKey leafKey, SignaturePrivateKey signer)
        implements Encodable {
    static OwnUpdate read(CipherSuite suite, Reader in) throws DecodeException {
        LeafNode leaf = LeafNode.read(in);
        try {
            return new OwnUpdate(
                    leaf,
                    suite.hpkePrivateKey(in.opaque()),
                    suite.signaturePrivateKey(in.opaque()));
        } catch (CryptoException e) {
            throw new DecodeException(e.getMessage());
        }
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(leaf).struct(leafKey.secret()).struct(signer.secret());
    }

    /// Unless the group goes on with it.
    void wipeBut(Epoch next) {
        if (!next.keys().keys().containsValue(leafKey)) {
            leafKey.wipe();
            signer.wipe();
        }
    }
}
