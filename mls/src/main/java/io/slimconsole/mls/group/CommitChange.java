package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.ProposalOrRef;

import java.util.Optional;

/// A proposal that goes into a commit of ours.
///
/// @param reference of one that was sent before; empty if it goes in by itself
record CommitChange(ProposedChange change, Optional<Opaque> reference) {
    ProposalOrRef asListed() {
        return reference
                .<ProposalOrRef>map(ProposalOrRef.Reference::new)
                .orElseGet(() -> new ProposalOrRef.Value(change.proposal()));
    }
}
