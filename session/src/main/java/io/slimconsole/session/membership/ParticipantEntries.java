package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

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

import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/// How a participant comes in, and is added anew where it has missed something.
///
/// @see "session.md 2.6, 2.13"
abstract class ParticipantEntries extends ParticipantUpdates {
    ParticipantEntries(Participating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    void join(SessionMessage message, Body.JoinRequest request) {
        boolean isOurs =
                request.channels().equals(plan.channels())
                        && request.mls().isPresent() == usesMls();
        if (!isOurs) {
            refused(message, "it asks us into a session that differs from the one that we know");
            return;
        }
        switch (place) {
            case Invited _ -> {
                place = new Invited(now.plus(ParticipantMachine.welcomeWithin(plan)));
                askedToJoin(message.id());
            }
            case Present _, Rejoining _, Returning _, GoingOnline _ -> {
                // a copy of a request that led us here is late; a new one means that we were out
                // without knowing
                if (!invitation.answered().contains(message.id())) {
                    askedToJoin(message.id());
                }
            }
            case GoingOffline _, Offline _, Leaving _, Removed _ -> {
                // we don't want to, or can't before this is over
            }
        }
    }

    private void askedToJoin(int id) {
        if (!usesMls()) {
            joinReply(Optional.empty(), id);
        } else if (invitation.keyPackage().isPresent()) {
            joinReply(invitation.keyPackage(), id);
        } else {
            boolean first = invitation.unanswered().isEmpty();
            invitation = invitation.asking(id);
            if (first) {
                out(new ParticipantOutput.MakeKeyPackage());
            }
        }
    }

    private void joinReply(Optional<ByteString> keyPackage, int request) {
        invitation = invitation.answering(keyPackage, request);
        send(plan.command(moderator, request, new Body.JoinReply(keyPackage, plan.self())));
    }

    void keyPackaged(ByteString keyPackage) {
        if (!invitation.unanswered().isEmpty()) {
            for (int request : invitation.unanswered()) {
                joinReply(Optional.of(keyPackage), request);
            }
        } else if (place instanceof Rejoining) {
            send(
                    plan.command(
                            moderator,
                            ids.getAsInt(),
                            new Body.RejoinRequest(plan.name(), keyPackage)));
        }
    }

    void welcome(SessionMessage message, Body.GroupWelcome welcome) {
        boolean first = place instanceof Invited;
        if (!first && !listens()) {
            return;
        }
        if (welcome.participants().stream().noneMatch(each -> isUs(each.name()))) {
            refused(message, "its welcome is to a session that we are not in");
        } else if (!usesMls()) {
            if (first) {
                enter(message, Optional.empty());
            } else {
                adopt(new Roster(welcome.participants()));
                ack(message); // ours was lost
            }
        } else if (welcome.mls().isEmpty()) {
            refused(message, "its welcome has no keys, and this session is encrypted");
        } else if (welcome.mls().get().commitId() == 0) {
            refused(message, "its welcome has no number");
        } else if (commits.isOld(welcome.mls().get().commitId())) {
            ack(message); // ours was lost
        } else if (invitation.keyPackage().isEmpty()) {
            refused(message, "its welcome comes before it has asked us to join");
        } else {
            enter(message, welcome.mls().map(Body.MlsContent::content));
        }
    }

    private void enter(SessionMessage message, Optional<ByteString> welcome) {
        if (asked.isEmpty()) {
            asked = Optional.of(message);
            out(new ParticipantOutput.Enter(welcome));
        }
    }

    void entered(long in) {
        SessionMessage message = asked.orElse(null);
        asked = Optional.empty();
        subscribed = true;
        if (message == null
                || !(listens() || place instanceof Invited || place instanceof Offline)) {
            leaveChannelsAgain();
            return;
        }
        switch (message.body()) {
            case Body.GroupWelcome welcome -> {
                boolean first = place instanceof Invited;
                settled(in, welcome.mls());
                invitation = invitation.done();
                ack(message);
                if (first) {
                    place = new Present();
                    roster = withUs(new Roster(welcome.participants()));
                    out(new ParticipantOutput.Began());
                } else {
                    adopt(new Roster(welcome.participants()));
                    rejoined();
                    returned();
                }
                goOn();
            }
            case Body.RejoinReply(var mls) -> {
                settled(in, Optional.of(mls));
                ack(message);
                rejoined();
                goOn();
            }
            default -> throw new IllegalStateException("nothing to enter by: " + message);
        }
    }

    private void leaveChannelsAgain() {
        if (place instanceof Leaving || place instanceof Removed) {
            leaveChannels();
        }
    }

    /// We are where that commit has led to.
    private void settled(long in, Optional<Body.MlsContent> mls) {
        epoch = in;
        mls.ifPresent(content -> commits = commits.at(content.commitId()));
        lag = lag.entered(epoch, epoch + commits.ahead(commits.newest()));
    }

    private void rejoined() {
        out(new ParticipantOutput.Rejoined());
        if (place instanceof Rejoining(var ticket, _, _, _)) {
            place =
                    ticket.<Place>map(each -> new Returning(each, toldWithin()))
                            .orElseGet(Present::new);
        }
    }

    /// A moderator says who is in when it has let us in, and repeats that.
    private Instant toldWithin() {
        return now.plus(ParticipantMachine.updateWithin(plan));
    }

    void notEntered(String why) {
        asked.ifPresent(message -> refused(message, why));
        asked = Optional.empty();
    }

    // ---- being added anew

    void startRejoining(Optional<Long> ticket) {
        lag = lag.withDue(Optional.empty());
        place = new Rejoining(ticket, plan.timers().retries(), now.plus(plan.interval()), false);
        out(new ParticipantOutput.MakeKeyPackage());
    }

    /// Each attempt has an id and a key package of its own: a moderator that was busy has forgotten the one before, and will
    /// not look at it twice.
    void rejoinAgain(Rejoining from) {
        if (from.left() > 0) {
            place =
                    new Rejoining(
                            from.ticket(),
                            from.left() - 1,
                            now.plus(plan.interval()),
                            from.moderatorHeard());
            out(new ParticipantOutput.MakeKeyPackage());
            return;
        }
        from.ticket()
                .ifPresent(ticket -> done(ticket, new Outcome.NoReplyToRejoin(plan.patience())));
        place = new Present();
        if (from.moderatorHeard()) {
            lag = lag.onceMoreInVain();
        }
        if (lag.inVain() >= ParticipantMachine.ROUNDS) {
            end(Reason.LOST);
        } else if (lag.isBehind(epoch)) {
            lag = lag.withDue(Optional.of(now.plus(Liveness.BEAT)));
        }
    }

    void rejoinReply(SessionMessage message, Body.MlsContent mls) {
        if (!usesMls() || !(listens() || place instanceof Offline)) {
            return;
        }
        if (mls.commitId() == 0) {
            refused(message, "its welcome has no number");
        } else if (commits.isOld(mls.commitId())) {
            ack(message); // ours was lost
        } else {
            enter(message, Optional.of(mls.content()));
        }
    }
}
