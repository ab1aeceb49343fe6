package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Delivery;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.delivery.DeliveryOutput;
import io.slimconsole.session.delivery.DeliverySettings;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Reliability;
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
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionCodec;
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
import java.util.stream.Stream;

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

    private final Delivery delivery;
    private final Map<Long, CompletableFuture<PublishOutcome>> publishing = new HashMap<>();

    /// The request to close, while what is under way gets its time.
    private Optional<Long> closing = Optional.empty();

    private record Waiting(Name name, CompletableFuture<Outcome> outcome) {}

    /// What was stored last, as far as it matters after a restart.
    private record Kept(
            Roster roster,
            int commits,
            long epoch,
            boolean begun,
            int sequence,
            Optional<ByteString> keys) {}

    private ModeratedSession(
            Moderating state,
            int sequence,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd) {
        this.plan = state.plan();
        this.state = state;
        this.home = home;
        this.listener = listener;
        this.onEnd = onEnd;
        this.guard = new CommandGuard(home.verifier(), plan.mls().isPresent());
        this.delivery =
                new Delivery(
                        new DeliverySettings(
                                plan.self().name(),
                                plan.channels().map(Body.Channels::data),
                                plan.id(),
                                plan.reliable()
                                        ? Optional.of(Reliability.of(plan.timers()))
                                        : Optional.empty(),
                                plan.self().sends(),
                                plan.self().receives(),
                                sequence),
                        RANDOM);
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
        return new ModeratedSession(state, 0, home, listener, onEnd);
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
                new ModeratedSession(record.state(), record.sequence(), home, listener, onEnd);
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
        for (Participant member : state.roster().members()) {
            if (member.online() && !member.name().equals(plan.self().name())) {
                deliver(new DeliveryInput.MemberOnline(member, false));
            }
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
                            publishing.put(ticket, outcome);
                            deliver(input.apply(ticket));
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
                            if (input.apply(ticket) instanceof ModeratorInput.Close
                                    && closing.isEmpty()) {
                                closing = Optional.of(ticket);
                                deliver(new DeliveryInput.Drain());
                            } else {
                                on(input.apply(ticket));
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
    void arrived(Arrived arrived) {
        if (!loop.offer(() -> take(arrived))) {
            log.atDebug().addKeyValue("session", plan.id()).log("a message too many was dropped");
        }
    }

    private void take(Arrived arrived) {
        SessionMessage message = arrived.message();
        if (loop.isStopped()) {
            return;
        }
        if (!message.body().isCommand()) {
            takeData(arrived);
            return;
        }
        Optional<String> refusal = guard.refusal(arrived);
        if (refusal.isPresent()) {
            tell(new SessionEvent.Refused(message.source(), refusal.get()));
        } else {
            on(new ModeratorInput.Heard(message));
        }
    }

    // ---- data

    private void takeData(Arrived arrived) {
        SessionMessage message = arrived.message();
        switch (message.body()) {
            case Body.Data(String type, ByteString blob) ->
                    open(arrived, blob)
                            .map(content -> message.with(new Body.Data(type, content)))
                            .ifPresent(this::heardData);
            case Body.RtxReply(String type, ByteString blob, boolean lost) ->
                    open(arrived, blob)
                            .map(content -> message.with(new Body.RtxReply(type, content, lost)))
                            .ifPresent(this::heardData);
            default -> heardData(message);
        }
    }

    private void heardData(SessionMessage message) {
        deliver(new DeliveryInput.Received(message));
    }

    /// What is in a message, if it is from whom it says.
    private Optional<ByteString> open(Arrived arrived, ByteString blob) {
        Name source = arrived.message().source();
        if (plan.mls().isEmpty()) {
            Optional<String> refusal = guard.dataRefusal(arrived);
            refusal.ifPresent(why -> tell(new SessionEvent.Refused(source, why)));
            return refusal.isEmpty() ? Optional.of(blob) : Optional.empty();
        }
        if (keys == null) {
            return Optional.empty();
        }
        Optional<GroupKeys.Opened> opened = keys.decrypt(blob);
        if (opened.isEmpty()) {
            return Optional
                    .empty(); // of an epoch that we don't have, or a copy: its sender repeats what
            // matters
        }
        byte[] header = SessionCodec.headerAad(arrived.message(), arrived.token());
        String claimed = keys.subjects().getOrDefault(source, opened.get().sender());
        if (!opened.get().authenticatedData().equals(ByteString.copyFrom(header))) {
            tell(new SessionEvent.Refused(source, "its header is not the one that was encrypted"));
            return Optional.empty();
        }
        if (!claimed.equals(opened.get().sender())) {
            tell(new SessionEvent.Refused(source, "another member has encrypted it"));
            return Optional.empty();
        }
        return Optional.of(opened.get().content());
    }

    /// One thing that happened to our data, and what follows from it.
    private void deliver(DeliveryInput input) {
        for (DeliveryOutput output : delivery.on(input, home.clock().instant())) {
            switch (output) {
                case DeliveryOutput.Send(SessionMessage message) -> sendData(message);
                case DeliveryOutput.Deliver(SessionMessage message) -> {
                    if (message.body() instanceof Body.Data(String type, ByteString blob)) {
                        tell(
                                new SessionEvent.Message(
                                        message.source(),
                                        new Payload(type, blob, message.metadata()),
                                        message.isDirected()));
                    }
                }
                case DeliveryOutput.Lost(Name source, int first, int count, var reason) ->
                        tell(new SessionEvent.Lost(source, first, count, reason));
                case DeliveryOutput.Resolved(long ticket, PublishOutcome outcome) ->
                        Optional.ofNullable(publishing.remove(ticket))
                                .ifPresent(published -> published.complete(outcome));
                case DeliveryOutput.Unreachable(Name member) ->
                        on(new ModeratorInput.Unreachable(member));
                case DeliveryOutput.Ignored _ -> {
                    // repeated, late, or for somebody else
                }
                case DeliveryOutput.Ended _ ->
                        closing.ifPresent(ticket -> on(new ModeratorInput.Close(ticket)));
            }
        }
    }

    private void sendData(SessionMessage message) {
        if (message.toAll()) {
            on(new ModeratorInput.Spoke());
        }
        speaker.data(message, this::seal);
    }

    /// Encrypted anew each time, and stored where that takes keys that were not reserved.
    private SessionMessage seal(SessionMessage plain, byte[] header) {
        GroupKeys group = keys;
        SessionMessage sealed =
                group == null
                        ? plain
                        : switch (plain.body()) {
                            case Body.Data(String type, ByteString blob) ->
                                    plain.with(new Body.Data(type, group.encrypt(blob, header)));
                            case Body.RtxReply(String type, ByteString blob, boolean lost) ->
                                    plain.with(
                                            new Body.RtxReply(
                                                    type, group.encrypt(blob, header), lost));
                            default -> plain;
                        };
        store();
        return sealed;
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
            case ModeratorOutput.Joined(var member) -> {
                deliver(new DeliveryInput.MemberOnline(member, true));
                tell(new SessionEvent.Joined(member, state.epoch()));
            }
            case ModeratorOutput.Left(var member, boolean itself) -> {
                guard.forget(member.name());
                deliver(new DeliveryInput.MemberRemoved(member.name()));
                tell(new SessionEvent.Left(member, itself, state.epoch()));
            }
            case ModeratorOutput.Presence(var member) -> {
                deliver(
                        member.online()
                                ? new DeliveryInput.MemberOnline(member, false)
                                : new DeliveryInput.MemberOffline(member.name()));
                tell(new SessionEvent.Presence(member));
            }
            case ModeratorOutput.Ended _ -> {
                deliver(new DeliveryInput.Close());
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
                        delivery.sequence(),
                        group.flatMap(GroupKeys::sealedState));
        if (kept.equals(Optional.of(now))) {
            return;
        }
        var record =
                new SessionRecord(
                        state,
                        delivery.sequence(),
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
            return Stream.of(state.deadline(), delivery.nextDeadline())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }

        @Override
        public void tick() {
            deliver(new DeliveryInput.TimePassed());
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
            publishing
                    .values()
                    .forEach(each -> each.complete(refused(PublishOutcome.Reason.ENDED)));
            publishing.clear();
            if (keys != null) {
                keys.close();
            }
            store();
            tell(new SessionEvent.Ended());
        }
    }
}
