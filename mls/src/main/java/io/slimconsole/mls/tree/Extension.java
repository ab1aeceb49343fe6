package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.List;
import java.util.Optional;

/// An addition to a leaf, a key package, a group or a group info.
///
/// @see "RFC 9420 §13"
public record Extension(int type, Opaque data) implements Encodable {
    public static final int APPLICATION_ID = 1;
    public static final int RATCHET_TREE = 2;
    public static final int REQUIRED_CAPABILITIES = 3;
    public static final int EXTERNAL_PUB = 4;
    public static final int EXTERNAL_SENDERS = 5;

    public static Extension read(Reader in) throws DecodeException {
        return new Extension(in.uint16(), Opaque.read(in));
    }

    public static List<Extension> readAll(Reader in) throws DecodeException {
        List<Extension> all = in.vector(Extension::read);
        long types = all.stream().map(Extension::type).distinct().count();
        if (types < all.size()) {
            throw new DecodeException("two extensions of one type");
        }
        return all;
    }

    /// What the extension of that type says.
    public static Optional<Opaque> find(List<Extension> extensions, int type) {
        return extensions.stream()
                .filter(extension -> extension.type == type)
                .map(Extension::data)
                .findFirst();
    }

    @Override
    public void writeTo(Writer out) {
        out.uint16(type).struct(data);
    }
}
