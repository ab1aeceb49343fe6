package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.tree.UpdatePath;

import java.util.List;
import java.util.Optional;

/// What takes a group to its next epoch.
///
/// @see "RFC 9420 §12.4"
public record Commit(List<ProposalOrRef> proposals, Optional<UpdatePath> path)
        implements Encodable {
    public Commit {
        proposals = List.copyOf(proposals);
    }

    public static Commit read(Reader in) throws DecodeException {
        return new Commit(
                in.vector(ProposalOrRef::read), Optional.ofNullable(in.optional(UpdatePath::read)));
    }

    @Override
    public void writeTo(Writer out) {
        out.vector(proposals).optional(path.orElse(null));
    }
}
