package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// What stands at a place of a tree that is not blank.
///
/// @see "RFC 9420 §7.8, §12.4.3.3"
sealed interface Node extends Encodable {
    record Leaf(LeafNode leaf) implements Node {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).struct(leaf);
        }
    }

    record Parent(ParentNode parent) implements Node {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2).struct(parent);
        }
    }

    static Node read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new Leaf(LeafNode.read(in));
            case 2 -> new Parent(ParentNode.read(in));
            default -> throw new DecodeException("a node of the unknown type " + type);
        };
    }
}
