package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// A proposal in a commit: itself, or the name of one that was sent before.
///
/// @see "RFC 9420 §12.4"
public sealed interface ProposalOrRef extends Encodable {
    record Value(Proposal proposal) implements ProposalOrRef {
        @Override
        public void writeTo(Writer out) {
            out.uint8(1).struct(proposal);
        }
    }

    /// @param hash of the authenticated content that the proposal came in
    record Reference(Opaque hash) implements ProposalOrRef {
        @Override
        public void writeTo(Writer out) {
            out.uint8(2).struct(hash);
        }
    }

    static ProposalOrRef read(Reader in) throws DecodeException {
        int type = in.uint8();
        return switch (type) {
            case 1 -> new Value(Proposal.read(in));
            case 2 -> new Reference(Opaque.read(in));
            default ->
                    throw new DecodeException(
                            "a proposal that is neither given nor named: " + type);
        };
    }
}
