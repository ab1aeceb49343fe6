package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.Proposal;

/// What a message turned out to be.
public sealed interface ProcessedMessage {
    /// Something for the application.
    ///
    /// @param sender the leaf index
    /// @param epoch the one it was sent in, which may be a past one
    record Application(int sender, long epoch, Opaque authenticatedData, Opaque plaintext)
            implements ProcessedMessage {}

    /// A proposal, which a commit of this epoch may name.
    record Proposed(int sender, Proposal proposal, Opaque reference) implements ProcessedMessage {}

    /// A commit that is right. The group is in the new epoch after `merge`.
    record Commit(int sender, Opaque authenticatedData, Epoch next) implements ProcessedMessage {
        @Override
        public String toString() {
            return "Commit(from leaf %d, to epoch %d)".formatted(sender, next.context().epoch());
        }
    }

    /// A commit that is right, and takes us out of the group.
    record RemovedUs(int sender) implements ProcessedMessage {}

    /// Not accepted; the group is as it was before.
    record Rejected(Check check, String why) implements ProcessedMessage {}
}
