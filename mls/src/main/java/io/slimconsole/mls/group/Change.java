package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.Credential;

/// One thing that a commit changed.
public sealed interface Change extends Encodable {
    /// A client came in.
    record Added(int leafIndex, Credential who) implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).uint32(leafIndex).struct(who);
        }
    }

    /// A member is out.
    record Removed(int leafIndex, Credential who) implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2).uint32(leafIndex).struct(who);
        }
    }

    /// A member proposed new keys for itself.
    record Updated(int leafIndex, Credential who) implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(3).uint32(leafIndex).struct(who);
        }
    }

    /// A member has another credential or signature key than before.
    record Succeeded(int leafIndex, Credential before, Credential after) implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(4).uint32(leafIndex).struct(before).struct(after);
        }
    }

    /// A pre-shared key went into the epoch's secrets.
    record PreSharedKeyUsed() implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(5);
        }
    }

    /// The group's extensions were set.
    record ExtensionsSet() implements Change {
        @Override
        public void writeTo(Writer out) {
            out.uint8(6);
        }
    }

    /// As it was written.
    static Change read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new Added(in.index(), Credential.read(in));
            case 2 -> new Removed(in.index(), Credential.read(in));
            case 3 -> new Updated(in.index(), Credential.read(in));
            case 4 -> new Succeeded(in.index(), Credential.read(in), Credential.read(in));
            case 5 -> new PreSharedKeyUsed();
            case 6 -> new ExtensionsSet();
            default -> throw new DecodeException("a change of the unknown type " + type);
        };
    }
}
