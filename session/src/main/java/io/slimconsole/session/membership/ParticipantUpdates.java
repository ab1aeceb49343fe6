package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Participating.Invitation;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// How a participant follows what its moderator changes, in the order of the commits.
///
/// @see "session.md 2.6, 2.7, 4.6, 4.7"
abstract class ParticipantUpdates extends ParticipantPlaces {
    ParticipantUpdates(Participating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    private static boolean isNew(Body.GroupUpdate update) {
        return update.operation() != Body.Operation.REMOVE;
    }

    boolean removesUs(Body.GroupUpdate update) {
        return update.operation() == Body.Operation.REMOVE && isUs(update.participant().name());
    }

    void update(SessionMessage message, Body.GroupUpdate update) {
        if (usesMls() && update.mls().isEmpty()) {
            refused(message, "its update has no keys, and this session is encrypted");
        } else if (usesMls() && update.mls().get().commitId() == 0) {
            refused(message, "its update has no number");
        } else if (isUs(update.participant().name())) {
            updateOfUs(message, update);
        } else if (!isInRoster(update)) {
            refused(message, "its update is to a session that we are not in");
        } else if (usesMls()) {
            updateOfKeys(message, update, update.mls().get());
        } else {
            plainUpdate(message, update);
        }
    }

    private void plainUpdate(SessionMessage message, Body.GroupUpdate update) {
        if (!handled.contains(message.id())) {
            handled = Invitation.newest(handled, message.id());
            adopt(rosterOf(update));
        }
        ack(message);
    }

    private boolean isInRoster(Body.GroupUpdate update) {
        return update.participants().stream().anyMatch(each -> isUs(each.name()));
    }

    private static Roster rosterOf(Body.GroupUpdate update) {
        var all = new Roster(update.participants());
        Participant one = update.participant();
        if (!isNew(update)) {
            return all.without(one.name());
        }
        return all.find(one.name()).isPresent()
                ? all.withOnline(one.name(), true)
                : all.with(one.withOnline(true));
    }

    private void updateOfUs(SessionMessage message, Body.GroupUpdate update) {
        boolean old = update.mls().map(mls -> commits.isOld(mls.commitId())).orElse(false);
        switch (update.operation()) {
            case ADD -> {
                // for the others: we have our welcome, or get it
            }
            case REMOVE -> {
                if (!old) {
                    ack(message);
                    removed();
                }
            }
            case REJOIN -> {
                plainUpdate(message, update);
                if (!old) {
                    // that commit takes us out and in again: what we have now leads no further
                    update.mls().ifPresent(mls -> missing(mls.commitId()));
                }
            }
        }
    }

    private void updateOfKeys(
            SessionMessage message, Body.GroupUpdate update, Body.MlsContent mls) {
        int commit = mls.commitId();
        if (commits.isOld(commit) || commits.hasEarly(commit)) {
            ack(message); // ours was lost
        } else if (asked.isPresent()) {
            // comes again
        } else if (commits.isNext(commit)) {
            follow(message, mls);
        } else {
            // a moderator that waits for us does not hear our wish to be added anew
            commits = commits.withEarly(commit, message);
            adopt(rosterOf(update));
            ack(message);
            missing(commit);
        }
    }

    private void follow(SessionMessage message, Body.MlsContent mls) {
        asked = Optional.of(message);
        out(new ParticipantOutput.Follow(mls.content()));
    }

    /// A commit is there that we can't follow at the moment.
    private void missing(int commit) {
        knowsOf(epoch + Math.max(commits.ahead(commit), 1));
    }

    /// There is a later epoch: the moderator says so.
    void knowsOf(long other) {
        lag = lag.knowing(other, epoch, now.plus(ParticipantMachine.updateWithin(plan)));
    }

    /// What comes next in order, if it is there.
    void goOn() {
        commits.next()
                .filter(_ -> asked.isEmpty() && listens())
                .ifPresent(
                        next -> {
                            if (next.body() instanceof Body.GroupUpdate update) {
                                follow(next, update.mls().orElseThrow());
                            }
                        });
        knowsOf(lag.newest());
    }

    void followed(long to) {
        if (!(asked.map(SessionMessage::body).orElse(null) instanceof Body.GroupUpdate update)) {
            return;
        }
        SessionMessage message = asked.orElseThrow();
        asked = Optional.empty();
        epoch = to;
        int commit = update.mls().orElseThrow().commitId();
        boolean acknowledged = commits.hasEarly(commit);
        commits = commits.at(commit);
        if (!listens()) {
            return;
        }
        if (commits.early().isEmpty()) {
            adopt(rosterOf(update));
        }
        if (!acknowledged) {
            ack(message);
        }
        goOn();
    }

    void notFollowed(String why) {
        asked.ifPresent(
                message -> {
                    refused(message, why);
                    if (message.body() instanceof Body.GroupUpdate update) {
                        int commit = update.mls().orElseThrow().commitId();
                        commits = commits.without(commit);
                        missing(commit);
                    }
                });
        asked = Optional.empty();
    }

    void takenOut() {
        SessionMessage message = asked.orElse(null);
        asked = Optional.empty();
        if (message != null && listens()) {
            ack(message);
            removed();
        }
    }

    /// Whom the moderator counts among us. Whether somebody is there at the moment we know ourselves, of those we know.
    void adopt(Roster given) {
        Roster before = roster;
        Roster after = withUs(given).withPresenceOf(before, plan.name());
        Set<Name> knownBefore = before.names();
        Set<Name> knownAfter = after.names();
        roster = after;
        for (Participant member : before.members()) {
            if (!knownAfter.contains(member.name())) {
                liveness = liveness.without(member.name());
                requests = requests.withoutAwaiting(member.name());
                out(new ParticipantOutput.Left(member));
            }
        }
        for (Participant member : after.members()) {
            if (!knownBefore.contains(member.name())) {
                out(new ParticipantOutput.Joined(member));
            }
        }
        checkPlace();
        returned();
    }

    Roster withUs(Roster given) {
        return given.find(plan.name()).isPresent()
                ? given.withOnline(plan.name(), true)
                : given.with(plan.self());
    }
}
