package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// Who sent a content.
///
/// @see "RFC 9420 §6"
public sealed interface Sender extends Encodable {
    record Member(int leafIndex) implements Sender {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).uint32(leafIndex);
        }
    }

    record External(int senderIndex) implements Sender {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2).uint32(senderIndex);
        }
    }

    record NewMemberProposal() implements Sender {
        @Override
        public void writeTo(Writer out) {
            out.uint8(3);
        }
    }

    record NewMemberCommit() implements Sender {
        @Override
        public void writeTo(Writer out) {
            out.uint8(4);
        }
    }

    static Sender read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new Member(in.index());
            case 2 -> new External(in.index());
            case 3 -> new NewMemberProposal();
            case 4 -> new NewMemberCommit();
            default -> throw new DecodeException("a sender of the unknown type " + type);
        };
    }
}
