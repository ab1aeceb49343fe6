package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// A content that only members can read, from a member.
///
/// @see "RFC 9420 §6.3"
public record PrivateMessage(
        Opaque groupId,
        long epoch,
        int contentType,
        Opaque authenticatedData,
        Opaque encryptedSenderData,
        Opaque ciphertext)
        implements MlsMessage.Body {
    public static PrivateMessage read(Reader in) throws DecodeException {
        return new PrivateMessage(
                Opaque.read(in),
                in.uint64(),
                contentType(in),
                Opaque.read(in),
                Opaque.read(in),
                Opaque.read(in));
    }

    private static int contentType(Reader in) throws DecodeException {
        int type = in.uint8();
        if (type < Content.APPLICATION || type > Content.COMMIT) {
            throw new DecodeException("a content of the unknown type " + type);
        }
        return type;
    }

    @Override
    public WireFormat wireFormat() {
        return WireFormat.PRIVATE_MESSAGE;
    }

    @Override
    public int likelySize() {
        return 256 + authenticatedData.size() + ciphertext.size();
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(groupId)
                .uint64(epoch)
                .uint8(contentType)
                .struct(authenticatedData)
                .struct(encryptedSenderData)
                .struct(ciphertext);
    }

    /// What the encryption of the content also protects.
    ///
    /// @see "RFC 9420 §6.3.1, PrivateContentAAD"
    public byte[] contentAad() {
        return new Writer()
                .struct(groupId)
                .uint64(epoch)
                .uint8(contentType)
                .struct(authenticatedData)
                .toByteArray();
    }

    /// What the encryption of the sender data also protects.
    ///
    /// @see "RFC 9420 §6.3.2, SenderDataAAD"
    public byte[] senderDataAad() {
        return new Writer().struct(groupId).uint64(epoch).uint8(contentType).toByteArray();
    }
}
