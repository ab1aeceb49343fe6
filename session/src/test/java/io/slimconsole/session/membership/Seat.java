package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.CHANNELS;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.TIMERS;
import static io.slimconsole.session.membership.Desk.member;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A participant at work, which is Anna: keeps its state, the time, and what it said last. Ids of its own messages are 1, 2,
/// 3, ...; those of the moderator's begin with 101.
final class Seat {
    private static final int FIRST_OF_MODERATOR = 101;

    private final SessionPlan plan;
    private Participating state;
    private Instant now = Instant.EPOCH;
    private int lastId;
    private int lastOfModerator = FIRST_OF_MODERATOR - 1;
    private List<ParticipantOutput> last = List.of();

    private Seat(SessionKind kind, boolean mls) {
        Optional<Body.Channels> channels =
                kind == SessionKind.GROUP ? Optional.of(CHANNELS) : Optional.empty();
        this.plan =
                new SessionPlan(
                        7,
                        kind,
                        member(ANNA),
                        channels,
                        TIMERS,
                        true,
                        mls ? Optional.of(new Body.Mls(100)) : Optional.empty(),
                        Map.of());
        this.state = Participating.begin(plan, MODERATOR, now);
    }

    static Seat group() {
        return new Seat(SessionKind.GROUP, true);
    }

    static Seat plainGroup() {
        return new Seat(SessionKind.GROUP, false);
    }

    static Seat pointToPoint() {
        return new Seat(SessionKind.POINT_TO_POINT, true);
    }

    Participating state() {
        return state;
    }

    SessionPlan plan() {
        return plan;
    }

    /// What the last input led to.
    List<ParticipantOutput> last() {
        return last;
    }

    /// The messages among it.
    List<SessionMessage> sent() {
        return last.stream()
                .filter(ParticipantOutput.Send.class::isInstance)
                .map(output -> ((ParticipantOutput.Send) output).message())
                .toList();
    }

    List<Outcome> outcomes() {
        return last.stream()
                .filter(ParticipantOutput.Done.class::isInstance)
                .map(output -> ((ParticipantOutput.Done) output).outcome())
                .toList();
    }

    Seat on(ParticipantInput input) {
        ParticipantMachine.Step step = ParticipantMachine.on(state, input, now, () -> ++lastId);
        state = step.next();
        last = step.outputs();
        return this;
    }

    SessionMessage message(Name from, int id, Body body) {
        return new SessionMessage(from, ANNA, false, plan.kind(), plan.id(), id, Map.of(), body);
    }

    /// Somebody says something.
    Seat hear(Name from, int id, Body body) {
        return on(new ParticipantInput.Heard(message(from, id, body)));
    }

    /// The moderator says something under the next id.
    Seat hear(Body body) {
        return hear(MODERATOR, ++lastOfModerator, body);
    }

    /// What the moderator's last message was numbered.
    int request() {
        return lastOfModerator;
    }

    Body.JoinRequest joinRequest() {
        return new Body.JoinRequest(Optional.of(TIMERS), plan.channels(), plan.mls());
    }

    Optional<Body.MlsContent> mls(int commit, ByteString content) {
        return plan.mls().map(_ -> new Body.MlsContent(commit, content));
    }

    /// In a group with these, whose last commit has this number and leads to the epoch of the same number.
    Seat in(int commit, Name... others) {
        hear(joinRequest());
        if (plan.mls().isPresent()) {
            on(new ParticipantInput.KeyPackaged(Desk.KEY_PACKAGE));
        }
        hear(new Body.GroupWelcome(roster(others), mls(commit, Desk.WELCOME)));
        on(new ParticipantInput.Entered(commit));
        if (!last.contains(new ParticipantOutput.Began())) {
            throw new AssertionError("not in: " + last);
        }
        return this;
    }

    /// The moderator, others, and us.
    static List<Participant> roster(Name... others) {
        var all = new ArrayList<Participant>();
        all.add(member(MODERATOR));
        for (Name other : others) {
            all.add(member(other));
        }
        all.add(member(ANNA));
        return all;
    }

    /// All ticks of this time, one after the other.
    ///
    /// @return what they led to, all together
    List<ParticipantOutput> wait(Duration time) {
        Instant end = now.plus(time);
        var all = new ArrayList<ParticipantOutput>();
        while (state.deadline().filter(due -> !due.isAfter(end)).isPresent()) {
            now = state.deadline().orElseThrow();
            on(new ParticipantInput.Tick());
            all.addAll(last);
        }
        now = end;
        last = all;
        return all;
    }
}
