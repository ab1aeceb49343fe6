package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// A content with its group, epoch and sender.
///
/// @see "RFC 9420 §6"
public record FramedContent(
        Opaque groupId, long epoch, Sender sender, Opaque authenticatedData, Content content)
        implements Encodable {
    public static FramedContent read(Reader in) throws DecodeException {
        return new FramedContent(
                Opaque.read(in),
                in.uint64(),
                Sender.read(in),
                Opaque.read(in),
                Content.read(in.uint8(), in));
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(groupId)
                .uint64(epoch)
                .struct(sender)
                .struct(authenticatedData)
                .uint8(content.type())
                .struct(content.body());
    }

    /// What its sender signs.
    ///
    /// @param context of the epoch; counts for members and those who become one by their commit
    /// @see "RFC 9420 §6.1, FramedContentTBS"
    byte[] toBeSigned(WireFormat format, GroupContext context) {
        var out = new Writer();
        out.uint16(Protocol.VERSION).uint16(format.number()).struct(this);
        switch (sender) {
            case Sender.Member _, Sender.NewMemberCommit _ -> out.struct(context);
            case Sender.External _, Sender.NewMemberProposal _ -> {
                // they may not know the context
            }
        }
        return out.toByteArray();
    }
}
