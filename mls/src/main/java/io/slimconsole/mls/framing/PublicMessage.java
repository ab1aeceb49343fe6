package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;

import java.util.Arrays;
import java.util.Optional;

/// A content that anybody can read; a member's carries a tag that only members can make.
///
/// @param membershipTag there if a member sent it
/// @see "RFC 9420 §6.2"
public record PublicMessage(FramedContent content, AuthData auth, Optional<Opaque> membershipTag)
        implements MlsMessage.Body {
    public static PublicMessage read(Reader in) throws DecodeException {
        FramedContent content = FramedContent.read(in);
        AuthData auth = AuthData.read(content.content().type(), in);
        return new PublicMessage(
                content,
                auth,
                content.sender() instanceof Sender.Member
                        ? Optional.of(Opaque.read(in))
                        : Optional.empty());
    }

    @Override
    public WireFormat wireFormat() {
        return WireFormat.PUBLIC_MESSAGE;
    }

    @Override
    public int likelySize() {
        return content.likelySize() + 256;
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(content);
        auth.writeTo(out);
        membershipTag.ifPresent(out::struct);
    }

    public AuthenticatedContent authenticated() {
        return new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, content, auth);
    }

    /// Puts a member's signed content, for a commit confirmed as well, into a message.
    public static PublicMessage protect(
            CipherSuite suite,
            Secret membershipKey,
            AuthenticatedContent signed,
            GroupContext context) {
        byte[] tag = suite.mac(membershipKey, tagged(signed.content(), signed.auth(), context));
        return new PublicMessage(signed.content(), signed.auth(), Optional.of(Opaque.of(tag)));
    }

    /// Whether a member of this epoch made it; without a tag, false.
    public boolean hasMembershipTag(CipherSuite suite, Secret membershipKey, GroupContext context) {
        return membershipTag
                .map(
                        tag ->
                                suite.verifyMac(
                                        membershipKey, tag.bytes(), tagged(content, auth, context)))
                .orElse(false);
    }

    /// In parts.
    private static byte[][] tagged(FramedContent content, AuthData auth, GroupContext context) {
        byte[][] signed = content.toBeSigned(WireFormat.PUBLIC_MESSAGE, context);
        byte[][] tagged = Arrays.copyOf(signed, signed.length + 1);
        tagged[signed.length] = auth.encoded();
        return tagged;
    }
}
