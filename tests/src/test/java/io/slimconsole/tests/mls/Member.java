package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;

import java.util.List;
import java.util.Optional;

/// A client's place in the group, by one of the implementations.
interface Member {
    Client client();

    default String name() {
        return client().name();
    }

    default boolean isOurs() {
        return client().implementation() == Implementation.OURS;
    }

    default boolean can(Implementation.Ability ability) {
        return client().implementation().can(ability);
    }

    /// Commits, along with what was proposed before, and enters the new epoch.
    Committed commit(Change change);

    /// Suggests something for another's commit.
    ///
    /// @return the message for the other members
    Opaque propose(Suggestion suggestion, boolean privately);

    /// Reads a message of another member, and follows a commit.
    Reading read(Opaque message);

    /// @return the message for the other members
    Opaque say(Opaque text, Opaque authenticatedData);

    Facts facts();

    /// What a member can be asked to propose.
    sealed interface Suggestion {
        record Add(Opaque keyPackage) implements Suggestion {}

        record Remove(String name) implements Suggestion {}

        /// @param newKey whether the proposer changes its signature key
        record Update(boolean newKey) implements Suggestion {}
    }

    /// @param tree for those that join, if the Welcome doesn't have it
    record Committed(Opaque commit, Optional<Opaque> welcome, Optional<Opaque> tree) {}

    /// What has to be the same for all members of an epoch.
    ///
    /// @param authenticator empty if the implementation doesn't tell
    /// @param exported by the label `exporter` and no context, 32 bytes
    /// @param context tree hash and confirmed transcript hash; empty if the implementation doesn't tell
    record Facts(Optional<Opaque> authenticator, Opaque exported, List<Opaque> context) {
        /// Whether nothing that both tell differs.
        boolean agreesWith(Facts other) {
            return exported.equals(other.exported)
                    && (authenticator.isEmpty()
                            || other.authenticator.isEmpty()
                            || authenticator.equals(other.authenticator))
                    && (context.isEmpty()
                            || other.context.isEmpty()
                            || context.equals(other.context));
        }
    }

    /// What a message turned out to be.
    sealed interface Reading {
        /// @param authenticatedData empty if the implementation doesn't tell
        record Said(Opaque text, Optional<Opaque> authenticatedData) implements Reading {}

        record Proposed() implements Reading {}

        /// A commit; the reader is in the new epoch.
        ///
        /// @param authenticatedData empty if the implementation doesn't tell
        record Followed(Optional<Opaque> authenticatedData) implements Reading {}

        /// A commit that takes the reader out of the group.
        record Removed() implements Reading {}

        record Refused(String why) implements Reading {}
    }
}
