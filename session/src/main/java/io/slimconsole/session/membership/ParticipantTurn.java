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
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// One input at work: what others say and what time brings.
final class ParticipantTurn extends ParticipantEntries {
    ParticipantTurn(Participating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    void heard(SessionMessage message) {
        Name from = message.source();
        boolean member = roster.find(from).isPresent() && !from.equals(plan.name());
        if (member) {
            liveness = liveness.without(from);
        }
        boolean byModerator = from.equals(moderator);
        if (byModerator && place instanceof Rejoining(var ticket, int left, var next, _)) {
            place = new Rejoining(ticket, left, next, true);
        }
        switch (message.body()) {
            case Body.GroupAck _ -> acknowledged(message);
            case Body.GroupNack _ -> notAcknowledged(message);
            case Body.LeaveReply _ -> {
                if (place instanceof Leaving(long ticket, int request)
                        && byModerator
                        && isAnswer(request, message)) {
                    done(ticket, new Outcome.Left(true));
                    end(Reason.LEFT);
                }
            }
            case Body.Heartbeat(long theirs) -> {
                if (member) {
                    heartbeatOf(from, theirs);
                }
            }
            case Body.ParticipantState(Name who, boolean isOnline, long theirs) -> {
                if (member && who.equals(from) && listens()) {
                    presence(message, isOnline, theirs);
                }
            }
            case Body.JoinRequest _,
                    Body.GroupWelcome _,
                    Body.GroupUpdate _,
                    Body.GroupClose _,
                    Body.RejoinReply _,
                    Body.DiscoveryRequest _ -> {
                if (byModerator) {
                    ordered(message);
                } else {
                    refused(message, "only the moderator of a session says that");
                }
            }
            case Body.LeaveRequest _ -> {
                if (byModerator && !message.isLeaving()) {
                    answer(message, new Body.LeaveReply());
                    end(Reason.REMOVED);
                }
            }
            case Body.Data _,
                    Body.DataAck _,
                    Body.RtxRequest _,
                    Body.RtxReply _,
                    Body.DiscoveryReply _,
                    Body.JoinReply _,
                    Body.RejoinRequest _ -> {
                // data goes elsewhere; the others are said to moderators
            }
        }
    }

    private void ordered(SessionMessage message) {
        switch (message.body()) {
            case Body.JoinRequest request -> join(message, request);
            case Body.GroupWelcome welcome -> welcome(message, welcome);
            case Body.GroupUpdate update -> {
                if (listens()) {
                    update(message, update);
                } else if (place instanceof Removed && removesUs(update)) {
                    ack(message);
                }
            }
            case Body.RejoinReply(var mls) -> rejoinReply(message, mls);
            case Body.GroupClose _ -> {
                ack(message);
                end(Reason.CLOSED);
            }
            case Body.DiscoveryRequest _ -> invitedAgain(message);
            default -> throw new IllegalStateException("not a moderator's to say: " + message);
        }
    }

    /// It has removed us, which we missed, and invites us again. In a session without MLS this could be a copy of the first
    /// request that was on its way for long, whose answer would do harm.
    private void invitedAgain(SessionMessage message) {
        boolean isRemoved = place instanceof Removed;
        if (usesMls() && (listens() || isRemoved)) {
            answer(message, new Body.DiscoveryReply());
        }
        if (isRemoved) {
            end(Reason.REMOVED); // nothing more of the old session will come
        }
    }

    // ---- who is there

    private void heartbeatOf(Name from, long theirs) {
        if (!listens()) {
            return;
        }
        boolean byModerator = from.equals(moderator);
        if (!usesMls() || theirs == epoch) {
            change(from, true);
            if (usesMls() && byModerator && commits.early().isEmpty()) {
                lag = lag.denied(epoch);
            }
        } else if (Long.compareUnsigned(theirs, epoch) > 0) {
            Duration usual = ParticipantMachine.updateWithin(plan);
            lag = lag.knowing(theirs, epoch, now.plus(byModerator ? usual : lag.wait(usual)));
        }
    }

    private void presence(SessionMessage message, boolean isOnline, long theirs) {
        Name from = message.source();
        boolean knows = !isOnline || !usesMls() || theirs == epoch;
        if (!isOnline) {
            unreachable(from);
        } else if (knows) {
            change(from, true);
        }
        answer(message, knows ? new Body.GroupAck() : new Body.GroupNack());
    }

    private void acknowledged(SessionMessage message) {
        if (place instanceof GoingOnline(_, int request) && isAnswer(request, message)) {
            change(message.source(), true);
        }
        if (place instanceof GoingOnline || place instanceof GoingOffline) {
            requests = requests.answered(message.id(), message.source());
            checkPlace();
        }
    }

    private void notAcknowledged(SessionMessage message) {
        if (usesMls()
                && place instanceof GoingOnline(var ticket, int request)
                && isAnswer(request, message)
                && roster.find(message.source()).isPresent()) {
            requests = requests.without(request);
            startRejoining(ticket);
        } else {
            acknowledged(message);
        }
    }

    // ---- time

    void noRoute(int id) {
        requests.find(id).ifPresent(this::failed);
    }

    void tick() {
        Requests.Passed passed = requests.at(now, plan.interval(), ids);
        requests = passed.requests();
        passed.again().forEach(this::send);
        passed.failed().forEach(this::failed);
        if (!over) {
            checkTime();
        }
        if (!over && liveness.isDue(now)) {
            heartbeat();
        }
    }

    private void checkTime() {
        switch (place) {
            case Invited(Instant until) when !now.isBefore(until) -> end(Reason.NOT_WELCOMED);
            case Removed(Instant until) when !now.isBefore(until) -> end(Reason.REMOVED);
            case Rejoining rejoining when !now.isBefore(rejoining.next()) -> rejoinAgain(rejoining);
            case Returning(_, Instant until) when !now.isBefore(until) -> returned();
            case Present _ when lag.isDue(now) -> startRejoining(Optional.empty());
            case Invited _,
                    Removed _,
                    Rejoining _,
                    Returning _,
                    Present _,
                    GoingOffline _,
                    Offline _,
                    GoingOnline _,
                    Leaving _ -> {
                // not yet
            }
        }
    }

    private void heartbeat() {
        Liveness.Beat beat = liveness.beat(now, listens() ? othersOnline() : Set.of());
        liveness = beat.next();
        beat.silent().forEach(this::unreachable);
        boolean someoneIsOff = othersOnline().size() < roster.size() - 1;
        boolean isHeardOf =
                place instanceof Present
                        || place instanceof Rejoining
                        || place instanceof Returning;
        if (isHeardOf && (beat.quiet() || someoneIsOff)) {
            sayThatWeAreThere();
        }
    }

    void spoke() {
        liveness = liveness.speaking();
    }
}
