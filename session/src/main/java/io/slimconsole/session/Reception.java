package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.keys.CommandGuard;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/// Answers those who look for us, and hears whom they ask into which session. Whoever is not who it says, or asks for what can't
/// be, hears nothing.
///
/// Has a thread of its own, with room for a few requests of each peer and for not too many in all: to verify a signature takes
/// its time, and anybody can ask.
///
/// @see "session.md 2.5, 2.6, 2.15"
final class Reception implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private static final int WAITING = 128;
    private static final int OF_ONE_PEER = 8;

    /// Invitations that our application has neither accepted nor let pass by.
    private static final int OPEN = 64;

    private static final int OPEN_OF_ONE_PEER = 8;

    /// How long an invitation can be accepted at most, whatever its moderator says.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Surroundings home;
    private final Door door;
    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Map<Name, Integer> perPeer = new ConcurrentHashMap<>();
    private final Map<Integer, Asked> open = new ConcurrentHashMap<>();
    private final Speaker speaker;
    private final Thread thread;

    /// What an application has for those who ask.
    interface Door {
        /// Our name under which somebody looks for us, with our instance; empty if that is none of ours.
        Optional<Name> self(Name asked);

        /// Whether sessions of others are welcome.
        Optional<InvitationListener> listener();

        /// Whether a session of ours has that id, or it can't be one's.
        boolean isTaken(int sessionId);

        /// Begins one, and gives it the request that it begins with.
        ///
        /// @return empty if the id was taken in the meantime
        Optional<ParticipantSession> begin(
                SessionPlan plan, Moderator moderator, Arrived request, SessionListener listener);
    }

    /// @param request the newest of its kind
    private record Asked(Moderator moderator, SessionPlan plan, Arrived request, Instant until) {
        boolean isBy(Moderator other, SessionPlan same) {
            return moderator.equals(other) && plan.equals(same);
        }
    }

    Reception(Name name, Surroundings home, Door door) {
        this.home = home;
        this.door = door;
        this.speaker = new Speaker(home.identity(), home.attachment());
        this.thread = Thread.ofVirtual().name("slim-reception-" + name).start(this::run);
    }

    /// Called by whoever receives; never waits. What there is no room for is dropped: its sender asks again.
    void arrived(Arrived request) {
        Name source = request.message().source();
        int ofPeer = perPeer.merge(source, 1, Integer::sum);
        if (ofPeer > OF_ONE_PEER || !waiting.offer(request)) {
            handled(source);
        }
    }

    private void handled(Name source) {
        perPeer.computeIfPresent(source, (_, count) -> count > 1 ? count - 1 : null);
    }

    private void run() {
        try {
            while (true) {
                Arrived request = waiting.take();
                try {
                    answer(request);
                } catch (RuntimeException e) {
                    log.atError().setCause(e).log("a request could not be answered");
                } finally {
                    handled(request.message().source());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void answer(Arrived request) {
        SessionMessage message = request.message();
        Optional<Name> self = door.self(message.destination());
        Optional<InvitationListener> listener = door.listener();
        if (self.isEmpty() || listener.isEmpty() || door.isTaken(message.session())) {
            return;
        }
        try {
            Moderator moderator = CommandGuard.sender(home.verifier(), request);
            if (message.body() instanceof Body.DiscoveryRequest) {
                speaker.command(message.answer(self.get(), new Body.DiscoveryReply()));
            } else {
                SessionPlan.asked(message, new Participant(self.get(), true, true, true))
                        .filter(plan -> plan.mls().isEmpty() || home.identity().signs())
                        .ifPresent(plan -> asked(plan, moderator, request, listener.get()));
            }
        } catch (InvalidTokenException e) {
            log.atDebug()
                    .addKeyValue("source", message.source())
                    .setCause(e)
                    .log("a request is not from whom it says");
        }
    }

    private void asked(
            SessionPlan plan, Moderator moderator, Arrived request, InvitationListener listener) {
        Instant now = home.clock().instant();
        open.values().removeIf(each -> !now.isBefore(each.until()));
        Asked before = open.get(plan.id());
        if (before == null && !hasRoom(moderator)) {
            return;
        }
        Duration patience = plan.patience().compareTo(LONGEST) < 0 ? plan.patience() : LONGEST;
        var asked = new Asked(moderator, plan, request, now.plus(patience));
        if (before != null && before.isBy(moderator, plan)) {
            open.replace(plan.id(), before, asked); // its application has been told
        } else if (before == null) {
            open.put(plan.id(), asked);
            listener.on(
                    new Invitation(
                            moderator.name(), plan, sessions -> accept(plan, moderator, sessions)));
        }
    }

    private boolean hasRoom(Moderator moderator) {
        long its =
                open.values().stream().filter(each -> each.moderator().equals(moderator)).count();
        return open.size() < OPEN && its < OPEN_OF_ONE_PEER;
    }

    private Optional<ParticipantSession> accept(
            SessionPlan plan, Moderator moderator, SessionListener listener) {
        Asked asked = open.get(plan.id());
        if (asked == null
                || !asked.isBy(moderator, plan)
                || !home.clock().instant().isBefore(asked.until())
                || !open.remove(plan.id(), asked)) {
            return Optional.empty();
        }
        return door.begin(plan, moderator, asked.request(), listener);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
