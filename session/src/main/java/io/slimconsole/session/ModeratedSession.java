package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
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
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// A session that we moderate: the loop that feeds [ModeratorMachine] and carries out what it says.
///
/// One virtual thread owns its state. Methods may be called from any thread; what they begin ends in a bounded time.
public final class ModeratedSession {
    private static final Logger log = LoggerFactory.getLogger(ModeratedSession.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    /// Places for what comes from others than members; a power of two.
    private static final int STRANGERS = 16;

    private final SessionPlan plan;
    private final Instant created;
    private final Surroundings home;
    private final SessionListener listener;
    private final Runnable onEnd;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final CommandGuard guard;
    private final Speaker speaker;
    private final SessionLoop loop;
    private final SessionData data;
    private final SessionKeeper keeper;

    /// What is to be done at once, one after the other: inputs of the two machines, which lead to more.
    private final Deque<Runnable> due = new ArrayDeque<>();

    private boolean working;
    private final Refusals refusals = new Refusals();
    private volatile Moderating state;
    private volatile Set<Name> members = Set.of();
    private volatile Optional<GroupView> keysView = Optional.empty();
    private Optional<GroupKeys> keys = Optional.empty();

    /// The request to close, while what is under way gets its time.
    private Optional<Long> closing = Optional.empty();

    private record Waiting(Name name, CompletableFuture<Outcome> outcome) {}

    private ModeratedSession(
            Moderating state,
            Instant created,
            int sequence,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd) {
        this.plan = state.plan();
        this.created = created;
        this.state = state;
        this.home = home;
        this.listener = listener;
        this.onEnd = onEnd;
        this.members = state.roster().names();
        this.guard =
                new CommandGuard(
                        home.verifier(),
                        plan.mls().isPresent(),
                        member -> keys.flatMap(known -> known.signatureKey(member)));
        this.speaker = new Speaker(home.identity(), home.attachment());
        this.data = new SessionData(plan, sequence, guard, speaker, new Rest());
        this.keeper = new SessionKeeper(plan.id(), created, home.storage(), this::tell);
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
        Instant now = home.clock().instant();
        return new ModeratedSession(Moderating.begin(plan, now), now, 0, home, listener, onEnd);
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
        var session =
                new ModeratedSession(
                        record.state(), record.created(), record.sequence(), home, listener, onEnd);
        if (record.mlsGroup().isPresent()) {
            GroupKeys keys =
                    GroupKeys.restore(
                            home.identity(),
                            home.verifier(),
                            home.storage().cipher().orElseThrow(),
                            record.mlsGroup().get(),
                            sealedKeys.orElse(ByteString.EMPTY),
                            record.subjects());
            session.keys = Optional.of(keys);
            session.keysView = Optional.of(keys.view());
        }
        session.loop.offer(session::goOn);
        return session;
    }

    private void goOn() {
        if (loop.isStopped()) {
            return;
        }
        try {
            if (state.begun()) {
                subscribe();
            }
        } catch (NetworkException e) {
            log.atWarn()
                    .addKeyValue("session", Integer.toUnsignedString(plan.id()))
                    .setCause(e)
                    .log("a session can't go on now; it stays stored");
            loop.stop();
            return;
        }
        for (Participant member : state.roster().members()) {
            if (member.online() && !member.name().equals(plan.self().name())) {
                onData(new DeliveryInput.MemberOnline(member, false));
            }
        }
        on(new ModeratorInput.Resumed());
    }

    /// From now on it is stored.
    void start() {
        keep();
        loop.start();
    }

    public SessionPlan plan() {
        return plan;
    }

    public Instant created() {
        return created;
    }

    /// As it is at the moment.
    public Roster roster() {
        return state.roster();
    }

    /// Of the keys; 0 in a session without.
    public long epoch() {
        return state.epoch();
    }

    /// Whether it has ended for all, and not only for this process.
    public boolean isOver() {
        return state.over();
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

    /// Ends the session for all, when what is under way has arrived or was given up.
    public CompletableFuture<Outcome> close() {
        return ask(plan.self().name(), ModeratorInput.Close::new);
    }

    /// Sends something to all members. What is published before the first one comes waits for it.
    ///
    /// @return who has acknowledged it and who has not, after (retries + 1) intervals at the latest
    public CompletableFuture<PublishOutcome> publish(Payload payload) {
        return publish(ticket -> new DeliveryInput.Publish(ticket, payload));
    }

    /// Sends something to one member alone.
    public CompletableFuture<PublishOutcome> publishTo(Name member, Payload payload) {
        return publish(ticket -> new DeliveryInput.PublishTo(ticket, member, payload));
    }

    private CompletableFuture<PublishOutcome> publish(LongFunction<DeliveryInput> input) {
        var outcome = new CompletableFuture<PublishOutcome>();
        long ticket = tickets.incrementAndGet();
        boolean taken =
                loop.offer(
                        () -> {
                            if (loop.isStopped()) {
                                outcome.complete(refused(PublishOutcome.Reason.ENDED));
                                return;
                            }
                            work(() -> data.publish(ticket, input.apply(ticket), outcome, now()));
                        });
        if (!taken) {
            outcome.complete(
                    refused(
                            loop.isStopped()
                                    ? PublishOutcome.Reason.ENDED
                                    : PublishOutcome.Reason.FULL));
        }
        return outcome;
    }

    private static PublishOutcome refused(PublishOutcome.Reason reason) {
        return new PublishOutcome.Refused(reason);
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
                            ModeratorInput asked = input.apply(ticket);
                            if (asked instanceof ModeratorInput.Close && closing.isEmpty()) {
                                closing = Optional.of(ticket);
                                onData(new DeliveryInput.Drain());
                            } else {
                                on(asked);
                            }
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
    ///
    /// @param bytes of the message
    void arrived(Arrived arrived, int bytes) {
        if (ModeratorMachine.heeds(arrived.message().body())
                && !loop.offer(place(arrived.message().source()), bytes, () -> take(arrived))) {
            log.atDebug().addKeyValue("session", plan.id()).log("a message too many was dropped");
        }
    }

    /// Members have places of their own; all others, who can call themselves anything, share a few.
    private Object place(Name source) {
        return members.contains(source) ? source : source.hashCode() & (STRANGERS - 1);
    }

    private void take(Arrived arrived) {
        SessionMessage message = arrived.message();
        if (loop.isStopped()) {
            return;
        }
        if (!message.body().isCommand()) {
            work(() -> data.arrived(arrived, now()));
            return;
        }
        if (guard.isRepeated(message)) {
            return;
        }
        Optional<String> refusal = guard.refusal(arrived);
        if (refusal.isPresent()) {
            tell(new SessionEvent.Refused(message.source(), refusal.get()));
        } else {
            on(new ModeratorInput.Heard(message));
        }
    }

    // ---- what happens, one after the other

    private Instant now() {
        return loop.now();
    }

    private void on(ModeratorInput input) {
        work(() -> step(input));
    }

    private void onData(DeliveryInput input) {
        work(() -> data.on(input, now()));
    }

    private void work(Runnable next) {
        due.addLast(next);
        if (working) {
            return; // whoever works comes to it
        }
        working = true;
        try {
            for (Runnable each = due.poll(); each != null; each = due.poll()) {
                each.run();
            }
        } finally {
            working = false;
        }
    }

    private void step(ModeratorInput input) {
        ModeratorMachine.Step step =
                ModeratorMachine.on(state, input, now(), ModeratedSession::newId);
        if (!step.next().roster().equals(state.roster())) {
            members = step.next().roster().names();
        }
        state = step.next();
        keep();
        for (ModeratorOutput output : step.outputs()) {
            // an answer comes before anything else: a commit that is made is part of this step
            carryOut(output).ifPresent(answer -> due.addFirst(() -> step(answer)));
        }
    }

    private void keep() {
        keeper.keep(state, data.sequence(), keys);
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
            case ModeratorOutput.Joined(var member) -> {
                onData(new DeliveryInput.MemberOnline(member, true));
                tell(new SessionEvent.Joined(member, state.epoch()));
            }
            case ModeratorOutput.Left(var member, boolean itself) -> {
                guard.forget(member.name());
                onData(new DeliveryInput.MemberRemoved(member.name()));
                tell(new SessionEvent.Left(member, itself, state.epoch()));
            }
            case ModeratorOutput.Presence(var member) -> {
                onData(
                        member.online()
                                ? new DeliveryInput.MemberOnline(member, false)
                                : new DeliveryInput.MemberOffline(member.name()));
                tell(new SessionEvent.Presence(member));
            }
            case ModeratorOutput.Ended _ -> {
                onData(new DeliveryInput.Close());
                unsubscribe();
            }
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
                GroupKeys group =
                        GroupKeys.begin(
                                home.identity(),
                                home.verifier(),
                                home.clock(),
                                home.storage().cipher());
                keys = Optional.of(group);
                keysView = Optional.of(group.view());
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

    private ModeratorInput commit(KeyChange change) {
        GroupKeys group =
                keys.orElseThrow(
                        () -> new IllegalStateException("a commit before the group has begun"));
        try {
            GroupKeys.Made made = group.commit(change);
            keysView = Optional.of(group.view());
            return new ModeratorInput.Committed(made.commit(), made.welcome(), made.epoch());
        } catch (RefusedException e) {
            return new ModeratorInput.NotCommitted(e.getMessage());
        }
    }

    private void tell(SessionEvent event) {
        if (event instanceof SessionEvent.Refused(Name source, String why)) {
            log.atDebug().addKeyValue("source", source).log("a message was refused: {}", why);
            if (!refusals.admits(now())) {
                return;
            }
        }
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

    /// What the data of this session needs of the rest of it.
    private final class Rest implements SessionData.Session {
        @Override
        public Optional<GroupKeys> keys() {
            return keys;
        }

        @Override
        public void beforeSending() {
            keep();
        }

        @Override
        public void spoke() {
            on(new ModeratorInput.Spoke());
        }

        @Override
        public void unreachable(Name member) {
            on(new ModeratorInput.Unreachable(member));
        }

        @Override
        public void drained() {
            closing.ifPresent(ticket -> on(new ModeratorInput.Close(ticket)));
        }

        @Override
        public void tell(SessionEvent event) {
            ModeratedSession.this.tell(event);
        }
    }

    /// What the loop calls.
    private final class Owner implements SessionLoop.Owner {
        @Override
        public Optional<Instant> deadline() {
            return Stream.of(state.deadline(), data.deadline())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }

        @Override
        public void tick() {
            onData(new DeliveryInput.TimePassed());
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
            data.end();
            keys.ifPresent(GroupKeys::close);
            keep();
            tell(new SessionEvent.Ended());
        }
    }
}
