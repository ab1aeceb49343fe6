package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.Arrays;

/// A content with its group, epoch and sender. Unchanging.
///
/// It keeps its encoding, which is signed, tagged and hashed, and is long for a commit with a path in a large group.
///
/// @see "RFC 9420 §6"
public final class FramedContent implements Encodable {
    private final Parts parts;
    private final byte[] encoded;

    public FramedContent(
            Opaque groupId, long epoch, Sender sender, Opaque authenticatedData, Content content) {
        this.parts = new Parts(groupId, epoch, sender, authenticatedData, content);
        this.encoded = parts.encoded();
    }

    private FramedContent(Parts parts, byte[] encoded) {
        this.parts = parts;
        this.encoded = encoded;
    }

    private record Parts(
            Opaque groupId, long epoch, Sender sender, Opaque authenticatedData, Content content)
            implements Encodable {
        static Parts read(Reader in) throws DecodeException {
            return new Parts(
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
    }

    public static FramedContent read(Reader in) throws DecodeException {
        Reader.Slice<Parts> read = in.sliced(Parts::read);
        return new FramedContent(read.value(), read.bytes());
    }

    public Opaque groupId() {
        return parts.groupId;
    }

    public long epoch() {
        return parts.epoch;
    }

    public Sender sender() {
        return parts.sender;
    }

    public Opaque authenticatedData() {
        return parts.authenticatedData;
    }

    public Content content() {
        return parts.content;
    }

    @Override
    public int likelySize() {
        return encoded.length;
    }

    @Override
    public void writeTo(Writer out) {
        out.raw(encoded);
    }

    /// The encoding itself, not a copy: for who hashes it.
    byte[] asEncoded() {
        return encoded;
    }

    /// What its sender signs, in parts.
    ///
    /// @param context of the epoch; counts for members and those who become one by their commit
    /// @see "RFC 9420 §6.1, FramedContentTBS"
    byte[][] toBeSigned(WireFormat format, GroupContext context) {
        byte[] before = new Writer().uint16(Protocol.VERSION).uint16(format.number()).toByteArray();
        byte[] after =
                switch (parts.sender) {
                    case Sender.Member _, Sender.NewMemberCommit _ -> context.encoded();
                    // they may not know the context
                    case Sender.External _, Sender.NewMemberProposal _ -> new byte[0];
                };
        return new byte[][] {before, encoded, after};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FramedContent that && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "FramedContent(epoch %s, %s, %d bytes)"
                .formatted(Long.toUnsignedString(parts.epoch), parts.sender, encoded.length);
    }
}
