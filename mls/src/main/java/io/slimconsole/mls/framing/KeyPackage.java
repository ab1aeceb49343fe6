package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;

import java.util.List;

/// What a client publishes to be added to a group.
///
/// @param initKey the public key that a Welcome is sealed for; used once
/// @see "RFC 9420 §10"
public record KeyPackage(
        int cipherSuite,
        Opaque initKey,
        LeafNode leafNode,
        List<Extension> extensions,
        Opaque signature)
        implements MlsMessage.Body {
    private static final String LABEL = "KeyPackageTBS";

    public KeyPackage {
        extensions = List.copyOf(extensions);
    }

    public static KeyPackage read(Reader in) throws DecodeException {
        Protocol.requireVersion(in.uint16());
        return new KeyPackage(
                in.uint16(),
                Opaque.read(in),
                LeafNode.read(in),
                Extension.readAll(in),
                Opaque.read(in));
    }

    @Override
    public WireFormat wireFormat() {
        return WireFormat.KEY_PACKAGE;
    }

    @Override
    public void writeTo(Writer out) {
        writeContent(out);
        out.struct(signature);
    }

    private void writeContent(Writer out) {
        out.uint16(Protocol.VERSION)
                .uint16(cipherSuite)
                .struct(initKey)
                .struct(leafNode)
                .vector(extensions);
    }

    private byte[] toBeSigned() {
        var out = new Writer();
        writeContent(out);
        return out.toByteArray();
    }

    public KeyPackage signed(CipherSuite suite, SignaturePrivateKey key) {
        byte[] made = suite.signWithLabel(key, LABEL, toBeSigned());
        return new KeyPackage(cipherSuite, initKey, leafNode, extensions, Opaque.of(made));
    }

    /// @param key its leaf's signature key
    public boolean isSigned(CipherSuite suite, SignaturePublicKey key) {
        return suite.verifyWithLabel(key, LABEL, toBeSigned(), signature.bytes());
    }

    /// How a Welcome names it.
    ///
    /// @see "RFC 9420 §5.2"
    public Opaque reference(CipherSuite suite) {
        return Opaque.of(suite.refHash("MLS 1.0 KeyPackage Reference", encoded()));
    }
}
