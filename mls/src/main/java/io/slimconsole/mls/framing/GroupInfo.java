package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;
import io.slimconsole.mls.tree.Extension;

import java.util.List;

/// What a joiner is told about a group, signed by a member.
///
/// @param signer the leaf of who signed it
/// @see "RFC 9420 §12.4.3"
public record GroupInfo(
        GroupContext groupContext,
        List<Extension> extensions,
        Opaque confirmationTag,
        int signer,
        Opaque signature)
        implements MlsMessage.Body {
    private static final String LABEL = "GroupInfoTBS";

    public GroupInfo {
        extensions = List.copyOf(extensions);
    }

    public static GroupInfo read(Reader in) throws DecodeException {
        return new GroupInfo(
                GroupContext.read(in),
                Extension.readAll(in),
                Opaque.read(in),
                in.index(),
                Opaque.read(in));
    }

    @Override
    public WireFormat wireFormat() {
        return WireFormat.GROUP_INFO;
    }

    @Override
    public void writeTo(Writer out) {
        writeContent(out);
        out.struct(signature);
    }

    private void writeContent(Writer out) {
        out.struct(groupContext).vector(extensions).struct(confirmationTag).uint32(signer);
    }

    /// Of a ratchet tree, if it is there, and some hundred bytes more.
    @Override
    public int likelySize() {
        int size = 1_024;
        for (Extension extension : extensions) {
            size += extension.data().size();
        }
        return size;
    }

    private byte[] toBeSigned() {
        var out = new Writer(likelySize());
        writeContent(out);
        return out.toByteArray();
    }

    public GroupInfo signed(CipherSuite suite, SignaturePrivateKey key) {
        byte[] made = suite.signWithLabel(key, LABEL, toBeSigned());
        return new GroupInfo(groupContext, extensions, confirmationTag, signer, Opaque.of(made));
    }

    public boolean isSigned(CipherSuite suite, SignaturePublicKey key) {
        return suite.verifyWithLabel(key, LABEL, toBeSigned(), signature.bytes());
    }
}
