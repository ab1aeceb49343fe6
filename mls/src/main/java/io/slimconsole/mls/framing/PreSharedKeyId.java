package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// Which pre-shared key, and a nonce that makes its use unique.
///
/// @see "RFC 9420 §8.4"
public sealed interface PreSharedKeyId extends Encodable {
    /// Makes each use of the key another one; as long as a hash.
    Opaque nonce();

    /// One that the application has distributed.
    record External(Opaque id, Opaque nonce) implements PreSharedKeyId {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).struct(id).struct(nonce);
        }
    }

    /// One from an earlier epoch of a group.
    ///
    /// @param usage 1 for the application, 2 for a re-initialisation, 3 for a branch
    record Resumption(int usage, Opaque groupId, long epoch, Opaque nonce)
            implements PreSharedKeyId {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2).uint8(usage).struct(groupId).uint64(epoch).struct(nonce);
        }
    }

    static PreSharedKeyId read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new External(Opaque.read(in), Opaque.read(in));
            case 2 -> new Resumption(usage(in), Opaque.read(in), in.uint64(), Opaque.read(in));
            default -> throw new DecodeException("a pre-shared key of the unknown type " + type);
        };
    }

    private static int usage(Reader in) throws DecodeException {
        int usage = in.uint8();
        if (usage < 1 || usage > 3) {
            throw new DecodeException("a resumption key for the unknown use " + usage);
        }
        return usage;
    }
}
