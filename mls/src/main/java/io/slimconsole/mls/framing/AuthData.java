package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.Optional;

/// What proves a content: the signature, and for a commit the confirmation tag.
///
/// @see "RFC 9420 §6.1, FramedContentAuthData"
public record AuthData(Opaque signature, Optional<Opaque> confirmationTag) implements Encodable {
    public static AuthData read(int contentType, Reader in) throws DecodeException {
        Opaque signature = Opaque.read(in);
        return new AuthData(
                signature,
                contentType == Content.COMMIT ? Optional.of(Opaque.read(in)) : Optional.empty());
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(signature);
        confirmationTag.ifPresent(out::struct);
    }
}
