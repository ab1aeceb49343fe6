package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;

import java.util.Optional;

/// A content with its proof, in the wire format it came in.
///
/// @see "RFC 9420 §6"
public record AuthenticatedContent(WireFormat wireFormat, FramedContent content, AuthData auth)
        implements Encodable {
    private static final String LABEL = "FramedContentTBS";

    public static AuthenticatedContent read(Reader in) throws DecodeException {
        WireFormat format = WireFormat.read(in);
        FramedContent content = FramedContent.read(in);
        return new AuthenticatedContent(
                format, content, AuthData.read(content.content().type(), in));
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16(wireFormat.number()).struct(content);
        auth.writeTo(out);
    }

    /// Signs a content; a commit still lacks its confirmation tag then.
    public static AuthenticatedContent sign(
            CipherSuite suite,
            SignaturePrivateKey key,
            WireFormat format,
            FramedContent content,
            GroupContext context) {
        byte[] signature = suite.signWithLabel(key, LABEL, content.toBeSigned(format, context));
        return new AuthenticatedContent(
                format, content, new AuthData(Opaque.of(signature), Optional.empty()));
    }

    public AuthenticatedContent confirmed(Opaque tag) {
        return new AuthenticatedContent(
                wireFormat, content, new AuthData(auth.signature(), Optional.of(tag)));
    }

    public boolean isSigned(CipherSuite suite, SignaturePublicKey key, GroupContext context) {
        return suite.verifyWithLabel(
                key, LABEL, content.toBeSigned(wireFormat, context), auth.signature().bytes());
    }

    /// The transcript that ends with this commit, up to its confirmation tag.
    ///
    /// @param before the interim transcript hash of the epoch that it was made in
    /// @see "RFC 9420 §8.2"
    public Opaque confirmedTranscriptHash(CipherSuite suite, Opaque before) {
        byte[] format = new Writer().uint16(wireFormat.number()).toByteArray();
        return Opaque.taking(
                suite.hash(
                        before.bytes(), format, content.asEncoded(), auth.signature().encoded()));
    }

    /// How a commit names a proposal that came in this content.
    ///
    /// @see "RFC 9420 §5.2"
    public Opaque proposalReference(CipherSuite suite) {
        return Opaque.of(suite.refHash("MLS 1.0 Proposal Reference", encoded()));
    }
}
