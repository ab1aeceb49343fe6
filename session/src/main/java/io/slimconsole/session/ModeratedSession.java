package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.keys.CommandGuard;
import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.ModeratorInput;
import io.slimconsole.session.membership.ModeratorMachine;
import io.slimconsole.session.membership.ModeratorOutput;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.SessionMessage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// A session that we moderate: the loop that feeds [ModeratorMachine] and carries out what it says.
///
/// One virtual thread owns its state. Methods may be called from any thread; what they begin ends in a bounded time.
public final class ModeratedSession {
    private static final Logger log = LoggerFactory.getLogger(ModeratedSession.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionPlan plan;
    private final Surroundings home;
    private final SessionListener listener;
    private final Runnable onEnd;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final CommandGuard guard;
    private final Speaker speaker;
    private final SessionLoop loop;
    private Optional<Kept> kept = Optional.empty();
    private volatile Moderating state;
    private volatile Optional<GroupView> keysView = Optional.empty();
    private @Nullable GroupKeys keys;

    private record Waiting(Name name, CompletableFuture<Outcome> outcome) {}

    /// What was stored last, as far as it matters after a restart.
    private record Kept(
            Roster roster, int commits, long epoch, boolean begun, Optional<ByteString> keys) {}

    private ModeratedSession(
            Moderating state, Surroundings home, SessionListener listener, Runnable onEnd) {
        this.plan = state.plan();
        this.state = state;
        this.home = home;
        this.listener = listener;
        this.onEnd = onEnd;
        this.guard = new CommandGuard(home.verifier(), plan.mls().isPresent());
        this.speaker = new Speaker(home.identity(), home.attachment());
        this.loop =
                new SessionLoop(
                        "slim-session-" + Integer.toUnsignedString(plan.id()),
                        home.clock(),
                        new Owner());
    }

    /// A new one; nothing happens before it is started.
    ///
    /// @param onEnd runs when it has ended, for whatever reason
    static ModeratedSession begin(
            SessionPlan plan, Surroundings home, SessionListener listener, Runnable onEnd) {
        Moderating state = Moderating.begin(plan, home.clock().instant());
        return new ModeratedSession(state, home, listener, onEnd);
    }

    /// One of before, which goes on when it is started.
    ///
    /// @throws RestoreException if its keys can't be had back
    static ModeratedSession resume(
            SessionRecord record,
            Optional<ByteString> sealedKeys,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd)
            throws RestoreException {
        var session = new ModeratedSession(record.state(), home, listener, onEnd);
        if (record.mlsGroup().isPresent()) {
            GroupKeys keys =
                    GroupKeys.restore(
                            home.identity(),
                            home.verifier(),
                            home.storage().cipher().orElseThrow(),
                            record.mlsGroup().get(),
                            sealedKeys.orElse(ByteString.EMPTY),
                            record.subjects());
            session.keys = keys;
            session.keysView = Optional.of(keys.view());
        }
        session.loop.offer(session::goOn);
        return session;
    }

    private void goOn() {
        if (loop.isStopped()) {
            return;
        }
        if (state.begun()) {
            subscribe();
        }
        on(new ModeratorInput.Resumed());
    }

    void start() {
        loop.start();
    }

    public SessionPlan plan() {
        return plan;
    }

    /// As it is at the moment.
    public Roster roster() {
        return state.roster();
    }

    /// The MLS group as it was after the last change; empty without MLS, and before the first invitation.
    public Optional<GroupView> keysView() {
        return keysView;
    }

    /// Asks an application to come in.
    ///
    /// @param name a service, of which any instance may come, or one instance
    public CompletableFuture<Outcome> invite(Name name) {
        return ask(name, ticket -> new ModeratorInput.Invite(ticket, name));
    }

    /// @param name a member's, with or without its instance
    public CompletableFuture<Outcome> remove(Name name) {
        return ask(name, ticket -> new ModeratorInput.Remove(ticket, name));
    }

    /// Ends the session for all.
    public CompletableFuture<Outcome> close() {
        return ask(plan.self().name(), ModeratorInput.Close::new);
    }

    private CompletableFuture<Outcome> ask(Name name, LongFunction<ModeratorInput> input) {
        var outcome = new CompletableFuture<Outcome>();
        long ticket = tickets.incrementAndGet();
        boolean taken =
                loop.offer(
                        () -> {
                            if (loop.isStopped()) {
                                outcome.complete(new Outcome.SessionOver());
                                return;
                            }
                            waiting.put(ticket, new Waiting(name, outcome));
                            on(input.apply(ticket));
                        });
        if (!taken) {
            outcome.complete(
                    loop.isStopped()
                            ? new Outcome.SessionOver()
                            : new Outcome.NotPossible("too much waits in this session already"));
        }
        return outcome;
    }

    /// Called by whoever receives; never waits.
    void arrived(Arrived arrived) {
        if (!loop.offer(() -> take(arrived))) {
            log.atDebug().addKeyValue("session", plan.id()).log("a message too many was dropped");
        }
    }

    private void take(Arrived arrived) {
        SessionMessage message = arrived.message();
        if (loop.isStopped() || !message.body().isCommand()) {
            return;
        }
        Optional<String> refusal = guard.refusal(arrived);
        if (refusal.isPresent()) {
            tell(new SessionEvent.Refused(message.source(), refusal.get()));
        } else {
            on(new ModeratorInput.Heard(message));
        }
    }

    // ---- the loop

    /// One input, and what follows from it at once.
    private void on(ModeratorInput first) {
        Deque<ModeratorInput> inputs = new ArrayDeque<>();
        inputs.add(first);
        while (!inputs.isEmpty()) {
            ModeratorMachine.Step step =
                    ModeratorMachine.on(
                            state,
                            inputs.remove(),
                            home.clock().instant(),
                            ModeratedSession::newId);
            state = step.next();
            store();
            for (ModeratorOutput output : step.outputs()) {
                carryOut(output).ifPresent(inputs::add);
            }
        }
    }

    private static int newId() {
        int id = RANDOM.nextInt();
        return id == 0 ? 1 : id;
    }

    private Optional<ModeratorInput> carryOut(ModeratorOutput output) {
        switch (output) {
            case ModeratorOutput.Send(SessionMessage message) -> {
                return send(message);
            }
            case ModeratorOutput.Begin _ -> {
                return Optional.of(begin());
            }
            case ModeratorOutput.Commit(KeyChange change) -> {
                return Optional.of(commit(change));
            }
            case ModeratorOutput.Done(long ticket, Outcome outcome) -> {
                Waiting done = waiting.remove(ticket);
                if (done != null) {
                    done.outcome().complete(outcome);
                }
            }
            case ModeratorOutput.Progress(long ticket, var step) -> {
                Waiting asked = waiting.get(ticket);
                if (asked != null) {
                    tell(new SessionEvent.Inviting(asked.name(), step));
                }
            }
            case ModeratorOutput.Joined(var member) ->
                    tell(new SessionEvent.Joined(member, state.epoch()));
            case ModeratorOutput.Left(var member, boolean itself) -> {
                guard.forget(member.name());
                tell(new SessionEvent.Left(member, itself, state.epoch()));
            }
            case ModeratorOutput.Presence(var member) -> tell(new SessionEvent.Presence(member));
            case ModeratorOutput.Ended _ -> unsubscribe();
        }
        return Optional.empty();
    }

    private Optional<ModeratorInput> send(SessionMessage message) {
        boolean nobody = speaker.command(message);
        return nobody && !message.toAll()
                ? Optional.of(new ModeratorInput.NoRoute(message.id()))
                : Optional.empty();
    }

    private ModeratorInput begin() {
        try {
            subscribe();
            if (plan.mls().isPresent()) {
                keys =
                        GroupKeys.begin(
                                home.identity(),
                                home.verifier(),
                                home.clock(),
                                home.storage().cipher());
                keysView = Optional.of(keys.view());
            }
            return new ModeratorInput.Ready(0);
        } catch (NetworkException | RefusedException e) {
            return new ModeratorInput.NotReady(String.valueOf(e.getMessage()));
        }
    }

    private void subscribe() {
        plan.channels()
                .ifPresent(
                        channels -> {
                            home.attachment().subscribe(channels.data());
                            home.attachment().subscribe(channels.control());
                        });
    }

    /// Before anybody hears of a change. If it can't be stored the session goes on, and says so; it is tried again with the
    /// next change.
    private void store() {
        SessionStorage storage = home.storage();
        if (!storage.isKept()) {
            return;
        }
        if (state.over()) {
            storage.store().delete(plan.id());
            return;
        }
        Optional<GroupKeys> group = Optional.ofNullable(keys);
        var now =
                new Kept(
                        state.roster(),
                        state.commits(),
                        state.epoch(),
                        state.begun(),
                        group.flatMap(GroupKeys::sealedState));
        if (kept.equals(Optional.of(now))) {
            return;
        }
        var record =
                new SessionRecord(
                        state,
                        group.map(GroupKeys::groupId),
                        group.map(GroupKeys::subjects).orElse(Map.of()));
        try {
            storage.store().save(new StoredSession(plan.id(), record.encode(), now.keys()));
            kept = Optional.of(now);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("session", Integer.toUnsignedString(plan.id()))
                    .setCause(e)
                    .log("a session can't be stored; a restart would find it as it was before");
            tell(new SessionEvent.NotStored(String.valueOf(e.getMessage())));
        }
    }

    private ModeratorInput commit(KeyChange change) {
        GroupKeys group = keys;
        if (group == null) {
            throw new IllegalStateException("a commit before the group has begun");
        }
        try {
            GroupKeys.Made made =
                    switch (change) {
                        case KeyChange.Add(Name member, ByteString keyPackage) ->
                                group.add(member, keyPackage);
                        case KeyChange.Remove(Name member) -> group.remove(member);
                        case KeyChange.Rejoin(Name member, ByteString keyPackage) ->
                                group.rejoin(member, keyPackage);
                    };
            keysView = Optional.of(group.view());
            return new ModeratorInput.Committed(made.commit(), made.welcome(), made.epoch());
        } catch (RefusedException e) {
            return new ModeratorInput.NotCommitted(e.getMessage());
        }
    }

    private void tell(SessionEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a listener of a session failed");
        }
    }

    private void unsubscribe() {
        plan.channels()
                .ifPresent(
                        channels -> {
                            home.attachment().unsubscribe(channels.data());
                            home.attachment().unsubscribe(channels.control());
                        });
    }

    /// Ends the loop without a word to anybody.
    void stop() {
        loop.stop();
    }

    /// What the loop calls.
    private final class Owner implements SessionLoop.Owner {
        @Override
        public Optional<Instant> deadline() {
            return state.deadline();
        }

        @Override
        public void tick() {
            on(new ModeratorInput.Tick());
        }

        @Override
        public boolean isOver() {
            return state.over();
        }

        @Override
        public void ended() {
            onEnd.run();
            waiting.values().forEach(each -> each.outcome().complete(new Outcome.SessionOver()));
            waiting.clear();
            if (keys != null) {
                keys.close();
            }
            store();
            tell(new SessionEvent.Ended());
        }
    }
}
