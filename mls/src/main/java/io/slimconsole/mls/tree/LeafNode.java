package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;

import java.util.List;

/// A member in the tree: its keys, who it says it is, what it can do.
///
/// @see "RFC 9420 §7.2"
public record LeafNode(
        Opaque encryptionKey,
        Opaque signatureKey,
        Credential credential,
        Capabilities capabilities,
        LeafSource source,
        List<Extension> extensions,
        Opaque signature)
        implements Encodable {
    private static final String LABEL = "LeafNodeTBS";

    public LeafNode {
        extensions = List.copyOf(extensions);
    }

    public static LeafNode read(Reader in) throws DecodeException {
        return new LeafNode(
                Opaque.read(in),
                Opaque.read(in),
                Credential.read(in),
                Capabilities.read(in),
                LeafSource.read(in),
                Extension.readAll(in),
                Opaque.read(in));
    }

    @Override
    public void writeTo(Writer out) {
        writeContent(out);
        out.struct(signature);
    }

    private void writeContent(Writer out) {
        out.struct(encryptionKey)
                .struct(signatureKey)
                .struct(credential)
                .struct(capabilities)
                .struct(source)
                .vector(extensions);
    }

    /// What is signed: the leaf, and its place where it was made for one.
    private byte[] toBeSigned(Opaque groupId, int leafIndex) {
        var out = new Writer();
        writeContent(out);
        switch (source) {
            case LeafSource.KeyPackage _ -> {
                // made for any place in any group
            }
            case LeafSource.Update _, LeafSource.Commit _ -> out.struct(groupId).uint32(leafIndex);
        }
        return out.toByteArray();
    }

    /// This leaf, signed for a place. One from a key package is the same in every place.
    public LeafNode signed(
            CipherSuite suite, SignaturePrivateKey key, Opaque groupId, int leafIndex) {
        byte[] made = suite.signWithLabel(key, LABEL, toBeSigned(groupId, leafIndex));
        return new LeafNode(
                encryptionKey,
                signatureKey,
                credential,
                capabilities,
                source,
                extensions,
                Opaque.of(made));
    }

    public boolean isSigned(CipherSuite suite, Opaque groupId, int leafIndex) {
        try {
            SignaturePublicKey key = suite.signaturePublicKey(signatureKey.bytes());
            return isSigned(suite, key, groupId, leafIndex);
        } catch (CryptoException _) {
            return false;
        }
    }

    /// @param key its signature key, parsed
    public boolean isSigned(
            CipherSuite suite, SignaturePublicKey key, Opaque groupId, int leafIndex) {
        return suite.verifyWithLabel(key, LABEL, toBeSigned(groupId, leafIndex), signature.bytes());
    }
}
