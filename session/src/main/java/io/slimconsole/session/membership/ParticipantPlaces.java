package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.membership.Place.GoingOffline;
import io.slimconsole.session.membership.Place.GoingOnline;
import io.slimconsole.session.membership.Place.Invited;
import io.slimconsole.session.membership.Place.Leaving;
import io.slimconsole.session.membership.Place.Offline;
import io.slimconsole.session.membership.Place.Present;
import io.slimconsole.session.membership.Place.Rejoining;
import io.slimconsole.session.membership.Place.Removed;
import io.slimconsole.session.membership.Place.Returning;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// What the application of a participant wants: to go, to be left alone for a while, and to be back. How each begins, and ends,
/// in time; and how the session ends.
///
/// @see "session.md 2.8, 2.9, 2.12"
abstract class ParticipantPlaces extends ParticipantState {
    ParticipantPlaces(Participating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    void leave(long ticket) {
        switch (place) {
            case Leaving _ -> notPossible(ticket, "we are leaving already");
            case Removed _ -> over(ticket);
            case Rejoining(var other, _, _, _) -> {
                other.ifPresent(this::over);
                startLeaving(ticket);
            }
            case Returning(long other, _) -> {
                over(other);
                startLeaving(ticket);
            }
            case GoingOffline(long other, _) -> {
                over(other);
                startLeaving(ticket);
            }
            case GoingOnline(var other, _) -> {
                other.ifPresent(this::over);
                startLeaving(ticket);
            }
            case Invited _, Present _, Offline _ -> startLeaving(ticket);
        }
    }

    private void startLeaving(long ticket) {
        leaveChannels();
        requests = Requests.NONE;
        SessionMessage message =
                plan.command(moderator, ids.getAsInt(), new Body.LeaveRequest())
                        .with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE));
        place = new Leaving(ticket, request(message, Set.of(moderator), usesMls()));
    }

    void goOffline(long ticket) {
        if (!isGroup()) {
            notPossible(ticket, "a point-to-point session is left instead");
            return;
        }
        switch (place) {
            case Present _ -> startGoingOffline(ticket);
            case Rejoining(var other, _, _, _) -> {
                if (other.isPresent()) {
                    notPossible(ticket, "we are coming online");
                } else {
                    startGoingOffline(ticket);
                }
            }
            case Offline _ -> done(ticket, new Outcome.Offline(Set.of()));
            case GoingOffline _ -> notPossible(ticket, "we are going offline already");
            case GoingOnline _, Returning _ -> notPossible(ticket, "we are coming online");
            case Invited _ -> notPossible(ticket, "we are not in yet");
            case Leaving _, Removed _ -> over(ticket);
        }
    }

    private void startGoingOffline(long ticket) {
        SessionMessage message =
                toOthers(new Body.ParticipantState(plan.name(), false, usesMls() ? epoch : 0));
        Set<Name> others = othersOnline();
        if (others.isEmpty()) {
            send(message);
            place = new Offline();
            done(ticket, new Outcome.Offline(Set.of()));
        } else {
            place = new GoingOffline(ticket, request(message, others, false));
        }
    }

    void goOnline(long ticket) {
        switch (place) {
            case Offline _ -> startGoingOnline(ticket);
            case Present _ -> done(ticket, new Outcome.Online(Set.of()));
            case Rejoining _, Returning _, GoingOnline _ ->
                    notPossible(ticket, "we are coming online already");
            case GoingOffline _ -> notPossible(ticket, "we are going offline");
            case Invited _ -> notPossible(ticket, "we are not in yet");
            case Leaving _, Removed _ -> over(ticket);
        }
    }

    /// Who is there is known when it answers.
    private void startGoingOnline(long ticket) {
        var awaited = new HashSet<>(othersOnline());
        awaited.add(moderator);
        for (Participant member : roster.members()) {
            change(member.name(), false);
        }
        sayThatWeAreOnline(Optional.of(ticket), awaited);
    }

    private void sayThatWeAreOnline(Optional<Long> ticket, Set<Name> awaited) {
        SessionMessage message =
                toOthers(new Body.ParticipantState(plan.name(), true, usesMls() ? epoch : 0));
        place = new GoingOnline(ticket, request(message, awaited, false));
    }

    /// We were away for the time of a restart, which others may not have noticed, and may have missed something.
    void resumed() {
        if (place instanceof Present && isGroup() && !othersOnline().isEmpty()) {
            sayThatWeAreOnline(Optional.empty(), othersOnline());
        } else if (place instanceof Present) {
            sayThatWeAreThere();
        }
    }

    void sayThatWeAreThere() {
        send(toOthers(new Body.Heartbeat(usesMls() ? epoch : Body.Heartbeat.NO_EPOCH)));
    }

    /// Has it got all that it waits for?
    void checkPlace() {
        switch (place) {
            case GoingOffline(long ticket, int request) -> {
                if (answered(request)) {
                    wentOffline(ticket, request, Set.of());
                }
            }
            case GoingOnline(var ticket, int request) -> {
                if (answered(request)) {
                    cameOnline(ticket, request, Set.of());
                }
            }
            case Invited _,
                    Present _,
                    Rejoining _,
                    Returning _,
                    Offline _,
                    Leaving _,
                    Removed _ -> {
                // these go on by something of their own
            }
        }
    }

    private void wentOffline(long ticket, int request, Set<Name> silent) {
        requests = requests.without(request);
        place = new Offline();
        done(ticket, new Outcome.Offline(silent));
    }

    /// It is known again who is in, or nobody says so.
    void returned() {
        if (place instanceof Returning(long ticket, _)) {
            place = new Present();
            done(ticket, new Outcome.Online(Set.of()));
        }
    }

    private void cameOnline(Optional<Long> ticket, int request, Set<Name> silent) {
        requests = requests.without(request);
        place = new Present();
        ticket.ifPresent(each -> done(each, new Outcome.Online(silent)));
    }

    /// A member is not reckoned with until it is heard of.
    void unreachable(Name name) {
        change(name, false);
        if (place instanceof GoingOnline || place instanceof GoingOffline) {
            requests = requests.withoutAwaiting(name);
            checkPlace();
        }
    }

    /// Nobody of those who are missing will answer any more.
    void failed(Requests.Open request) {
        switch (place) {
            case Leaving(long ticket, int leave) when request.ids().contains(leave) -> {
                done(ticket, new Outcome.Left(false));
                end(Reason.LEFT);
            }
            case GoingOffline(long ticket, int state) when request.ids().contains(state) -> {
                request.awaited().forEach(name -> change(name, false));
                wentOffline(ticket, state, request.awaited());
            }
            case GoingOnline(var ticket, int state) when request.ids().contains(state) -> {
                request.awaited().forEach(name -> change(name, false));
                cameOnline(ticket, state, request.awaited());
            }
            default -> requests = requests.without(request.message().id());
        }
    }

    // ---- the end

    void leaveChannels() {
        if (subscribed && isGroup()) {
            out(new ParticipantOutput.LeaveChannels());
        }
        subscribed = false;
    }

    /// Whoever waits for something is told that it won't come.
    private void giveUp() {
        switch (place) {
            case Rejoining(var ticket, _, _, _) -> ticket.ifPresent(this::over);
            case Returning(long ticket, _) -> over(ticket);
            case GoingOffline(long ticket, _) -> over(ticket);
            case GoingOnline(var ticket, _) -> ticket.ifPresent(this::over);
            case Leaving(long ticket, _) -> done(ticket, new Outcome.Left(true));
            case Invited _, Present _, Offline _, Removed _ -> {
                // nobody waits
            }
        }
    }

    /// We are out, and stay to answer when the moderator says so to us alone.
    void removed() {
        giveUp();
        leaveChannels();
        requests = Requests.NONE;
        place = new Removed(now.plus(ParticipantMachine.removalWithin(plan)));
    }

    void end(Reason why) {
        boolean left = place instanceof Leaving;
        if (!left || why != Reason.LEFT) {
            giveUp();
        }
        leaveChannels();
        requests = Requests.NONE;
        asked = Optional.empty();
        over = true;
        out(new ParticipantOutput.Ended(left ? Reason.LEFT : why));
    }
}
