package io.slimconsole.session.store;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How sessions look on disk: in words and numbers that stay as they are.
final class Forms {
    static final JsonMapper JSON = new JsonMapper();

    private static final int NO_MLS = -1;

    private Forms() {}

    /// All that a session has, whoever moderates it.
    record Common(
            long id,
            long createdMs,
            String kind,
            Member self,
            String dataChannel,
            String controlChannel,
            long intervalMs,
            long retries,
            boolean reliable,
            int mlsPercent,
            Map<String, String> metadata,
            List<Member> roster,
            long commits,
            long epoch,
            int sequence,
            String mlsGroup) {
        static Common of(SessionRecord record, Roster roster, int commits, long epoch) {
            SessionPlan plan = record.plan();
            return new Common(
                    Integer.toUnsignedLong(plan.id()),
                    record.created().toEpochMilli(),
                    plan.kind().name(),
                    Member.of(plan.self()),
                    plan.channels().map(all -> all.data().toString()).orElse(""),
                    plan.channels().map(all -> all.control().toString()).orElse(""),
                    Integer.toUnsignedLong(plan.timers().interval()),
                    Integer.toUnsignedLong(plan.timers().retries()),
                    plan.reliable(),
                    plan.mls().map(Body.Mls::validationPercent).orElse(NO_MLS),
                    plan.metadata(),
                    roster.members().stream().map(Member::of).toList(),
                    Integer.toUnsignedLong(commits),
                    epoch,
                    record.sequence(),
                    record.mlsGroup().orElse(""));
        }

        SessionPlan plan() {
            return new SessionPlan(
                    (int) id,
                    SessionKind.valueOf(kind),
                    self.participant(),
                    dataChannel.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new Body.Channels(
                                            Name.parse(dataChannel), Name.parse(controlChannel))),
                    new Body.Timers((int) intervalMs, (int) retries),
                    reliable,
                    mlsPercent == NO_MLS ? Optional.empty() : Optional.of(new Body.Mls(mlsPercent)),
                    metadata);
        }

        Roster members() {
            return new Roster(roster.stream().map(Member::participant).toList());
        }

        Optional<String> group() {
            return mlsGroup.isEmpty() ? Optional.empty() : Optional.of(mlsGroup);
        }
    }

    /// @param begun whether its channels were subscribed and its keys made
    /// @param subjects of the members' tokens, by their names
    record Moderated(int version, Common session, boolean begun, Map<String, String> subjects) {}

    /// @param moderatorKey that its commands are signed with
    /// @param offline whether we wanted to be left alone
    record Participated(
            int version, Common session, String moderator, String moderatorKey, boolean offline) {}

    record Member(String name, boolean sends, boolean receives, boolean online) {
        static Member of(Participant from) {
            return new Member(from.name().toString(), from.sends(), from.receives(), from.online());
        }

        Participant participant() {
            return new Participant(Name.parse(name), sends, receives, online);
        }
    }
}
