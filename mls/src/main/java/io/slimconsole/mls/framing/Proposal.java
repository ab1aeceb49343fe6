package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;

import java.util.List;

/// A change of the group that somebody suggests; a commit makes it so.
///
/// @see "RFC 9420 §12.1"
public sealed interface Proposal extends Encodable {
    int type();

    /// @see "RFC 9420 §12.1.1"
    record Add(KeyPackage keyPackage) implements Proposal {
        @Override
        public int type() {
            return 1;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).struct(keyPackage);
        }
    }

    /// @see "RFC 9420 §12.1.2"
    record Update(LeafNode leafNode) implements Proposal {
        @Override
        public int type() {
            return 2;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).struct(leafNode);
        }
    }

    /// @param removed a leaf index
    /// @see "RFC 9420 §12.1.3"
    record Remove(int removed) implements Proposal {
        @Override
        public int type() {
            return 3;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).uint32(removed);
        }
    }

    /// @see "RFC 9420 §12.1.4"
    record PreSharedKey(PreSharedKeyId psk) implements Proposal {
        @Override
        public int type() {
            return 4;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).struct(psk);
        }
    }

    /// @see "RFC 9420 §12.1.5"
    record ReInit(Opaque groupId, int version, int cipherSuite, List<Extension> extensions)
            implements Proposal {
        public ReInit {
            extensions = List.copyOf(extensions);
        }

        @Override
        public int type() {
            return 5;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type())
                    .struct(groupId)
                    .uint16(version)
                    .uint16(cipherSuite)
                    .vector(extensions);
        }
    }

    /// @see "RFC 9420 §12.1.6"
    record ExternalInit(Opaque kemOutput) implements Proposal {
        @Override
        public int type() {
            return 6;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).struct(kemOutput);
        }
    }

    /// @see "RFC 9420 §12.1.7"
    record GroupContextExtensions(List<Extension> extensions) implements Proposal {
        public GroupContextExtensions {
            extensions = List.copyOf(extensions);
        }

        @Override
        public int type() {
            return 7;
        }

        @Override
        public void writeTo(Writer out) {
            out.uint16(type()).vector(extensions);
        }
    }

    static Proposal read(Reader in) throws DecodeException {
        int type = in.uint16();
        return switch (type) {
            case 1 -> new Add(KeyPackage.read(in));
            case 2 -> new Update(LeafNode.read(in));
            case 3 -> new Remove(in.index());
            case 4 -> new PreSharedKey(PreSharedKeyId.read(in));
            case 5 -> new ReInit(Opaque.read(in), in.uint16(), in.uint16(), Extension.readAll(in));
            case 6 -> new ExternalInit(Opaque.read(in));
            case 7 -> new GroupContextExtensions(Extension.readAll(in));
            default -> throw new DecodeException("a proposal of the unknown type " + type);
        };
    }
}
