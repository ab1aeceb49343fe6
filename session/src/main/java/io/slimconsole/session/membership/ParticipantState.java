package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ParticipantMachine.Step;
import io.slimconsole.session.membership.Participating.Invitation;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// What a participant knows while one input is at work, and the few things that everything it does comes down to: to say
/// something, to answer, to wait for answers. Lives for one call of [ParticipantMachine#on].
abstract class ParticipantState {
    final SessionPlan plan;
    final Name moderator;
    final Instant now;
    final IntSupplier ids;
    final List<ParticipantOutput> outputs = new ArrayList<>();
    Place place;
    Invitation invitation;
    Roster roster;
    CommitOrder commits;
    long epoch;
    Lag lag;
    Optional<SessionMessage> asked;
    List<Integer> handled;
    boolean subscribed;
    Requests requests;
    Liveness liveness;
    boolean over;

    ParticipantState(Participating from, Instant now, IntSupplier ids) {
        this.plan = from.plan();
        this.moderator = from.moderator();
        this.now = now;
        this.ids = ids;
        this.place = from.place();
        this.invitation = from.invitation();
        this.roster = from.roster();
        this.commits = from.commits();
        this.epoch = from.epoch();
        this.lag = from.lag();
        this.asked = from.asked();
        this.handled = from.handled();
        this.subscribed = from.subscribed();
        this.requests = from.requests();
        this.liveness = from.liveness();
    }

    Step step() {
        return new Step(
                new Participating(
                        plan,
                        moderator,
                        place,
                        invitation,
                        roster,
                        commits,
                        epoch,
                        lag,
                        asked,
                        handled,
                        subscribed,
                        requests,
                        liveness,
                        over),
                outputs);
    }

    boolean isGroup() {
        return plan.kind() == SessionKind.GROUP;
    }

    boolean usesMls() {
        return plan.mls().isPresent();
    }

    boolean isUs(Name name) {
        return name.equals(plan.name());
    }

    /// Whether we are in, and do not want to be left alone.
    boolean listens() {
        return switch (place) {
            case Place.Present _,
                    Place.Rejoining _,
                    Place.Returning _,
                    Place.GoingOnline _,
                    Place.GoingOffline _ ->
                    true;
            case Place.Invited _, Place.Offline _, Place.Leaving _, Place.Removed _ -> false;
        };
    }

    Set<Name> othersOnline() {
        return roster.onlineBut(plan.name());
    }

    void out(ParticipantOutput output) {
        outputs.add(output);
    }

    void done(long ticket, Outcome outcome) {
        out(new ParticipantOutput.Done(ticket, outcome));
    }

    void notPossible(long ticket, String why) {
        done(ticket, new Outcome.NotPossible(why));
    }

    void over(long ticket) {
        done(ticket, new Outcome.SessionOver());
    }

    void refused(SessionMessage message, String why) {
        out(new ParticipantOutput.Refused(message.source(), why));
    }

    void send(SessionMessage message) {
        if (message.toAll()) {
            liveness = liveness.speaking();
        }
        out(new ParticipantOutput.Send(message));
    }

    void answer(SessionMessage message, Body body) {
        send(message.answer(plan.name(), body));
    }

    void ack(SessionMessage message) {
        answer(message, new Body.GroupAck());
    }

    /// Sends a command and repeats it until all of these have answered.
    int request(SessionMessage message, Set<Name> awaited, boolean freshIds) {
        send(message);
        requests =
                requests.with(
                        message,
                        awaited,
                        plan.timers().retries(),
                        now.plus(plan.interval()),
                        freshIds);
        return message.id();
    }

    /// For all members: to the control channel, or to the one peer that there is.
    SessionMessage toOthers(Body body) {
        return isGroup()
                ? plan.broadcast(ids.getAsInt(), body)
                : plan.command(moderator, ids.getAsInt(), body);
    }

    boolean isAnswer(int request, SessionMessage message) {
        return requests.find(request).filter(open -> open.ids().contains(message.id())).isPresent();
    }

    boolean answered(int request) {
        return requests.find(request).map(open -> open.awaited().isEmpty()).orElse(true);
    }

    void change(Name name, boolean isOnline) {
        roster.find(name)
                .filter(member -> member.online() != isOnline && !isUs(name))
                .ifPresent(
                        member -> {
                            roster = roster.withOnline(name, isOnline);
                            out(new ParticipantOutput.Presence(member.withOnline(isOnline)));
                        });
    }
}
