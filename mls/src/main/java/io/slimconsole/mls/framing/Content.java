package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;

/// What a member says: something for the application, a proposal, or a commit.
///
/// @see "RFC 9420 §6"
public sealed interface Content {
    int APPLICATION = 1;
    int PROPOSAL = 2;
    int COMMIT = 3;

    int type();

    /// The content without its type.
    Encodable body();

    record Application(Opaque data) implements Content {
        @Override
        public int type() {
            return APPLICATION;
        }

        @Override
        public Encodable body() {
            return data;
        }
    }

    record OfProposal(Proposal proposal) implements Content {
        @Override
        public int type() {
            return PROPOSAL;
        }

        @Override
        public Encodable body() {
            return proposal;
        }
    }

    record OfCommit(Commit commit) implements Content {
        @Override
        public int type() {
            return COMMIT;
        }

        @Override
        public Encodable body() {
            return commit;
        }
    }

    static Content read(int type, Reader in) throws DecodeException {
        return switch (type) {
            case APPLICATION -> new Application(Opaque.read(in));
            case PROPOSAL -> new OfProposal(Proposal.read(in));
            case COMMIT -> new OfCommit(Commit.read(in));
            default -> throw new DecodeException("a content of the unknown type " + type);
        };
    }
}
