package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// How a leaf came into the tree.
///
/// @see "RFC 9420 §7.2, leaf_node_source"
public sealed interface LeafSource extends Encodable {
    /// By a key package that somebody added.
    record KeyPackage(Lifetime lifetime) implements LeafSource {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).struct(lifetime);
        }
    }

    /// By the member's Update.
    record Update() implements LeafSource {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2);
        }
    }

    /// By the path of a commit that the member made.
    record Commit(Opaque parentHash) implements LeafSource {
        @Override
        public void writeTo(Writer out) {
            out.uint8(3).struct(parentHash);
        }
    }

    static LeafSource read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new KeyPackage(Lifetime.read(in));
            case 2 -> new Update();
            case 3 -> new Commit(Opaque.read(in));
            default -> throw new DecodeException("a leaf from the unknown source " + type);
        };
    }
}
