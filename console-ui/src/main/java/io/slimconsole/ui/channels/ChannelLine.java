package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Invitation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One channel as its row shows it.
///
/// @param channel as it was when its summary last changed
record ChannelLine(Channel channel, Summary summary) {
    /// What of a channel a row shows; two channels with the same one look the same.
    ///
    /// @param online how many of its members are, ourselves among them
    /// @param pending invitations under way
    /// @param failed invitations that came to nothing and were not dismissed
    record Summary(
            Name name,
            boolean encrypted,
            Channel.Phase phase,
            long epoch,
            int online,
            int all,
            int pending,
            int failed,
            Channel.Traffic traffic,
            boolean stored) {
        static Summary of(Channel channel) {
            int online = 0;
            for (Channel.Member member : channel.members()) {
                online += member.participant().online() ? 1 : 0;
            }
            int pending = 0;
            int failed = 0;
            for (Invitation invitation : channel.invitations()) {
                pending += invitation.outcome().isEmpty() ? 1 : 0;
                failed += invitation.outcome().isPresent() && !invitation.succeeded() ? 1 : 0;
            }
            return new Summary(
                    channel.name(),
                    channel.options().encrypted(),
                    channel.phase(),
                    channel.epoch(),
                    online,
                    channel.members().size(),
                    pending,
                    failed,
                    channel.traffic(),
                    channel.notStored().isEmpty());
        }
    }

    /// What an operator would want to look into.
    enum Problem {
        NOT_STORED,
        INVITATION_FAILED,
        MEMBER_OFFLINE
    }

    /// The line after a sample.
    ///
    /// @return `before` itself where it would look the same
    static ChannelLine next(Channel channel, @Nullable ChannelLine before) {
        var summary = Summary.of(channel);
        return before != null && before.summary.equals(summary)
                ? before
                : new ChannelLine(channel, summary);
    }

    int sessionId() {
        return channel.sessionId();
    }

    List<Name> members() {
        return channel.members().stream().map(member -> member.participant().name()).toList();
    }

    /// The gravest problem it has.
    Optional<Problem> problem() {
        if (!summary.stored) {
            return Optional.of(Problem.NOT_STORED);
        }
        if (summary.failed > 0) {
            return Optional.of(Problem.INVITATION_FAILED);
        }
        return summary.online < summary.all
                ? Optional.of(Problem.MEMBER_OFFLINE)
                : Optional.empty();
    }
}
