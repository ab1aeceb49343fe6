package io.slimconsole.session;

import io.slimconsole.mls.GroupView;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.keys.CommandGuard;
import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.keys.SealingException;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// A session that we are in: what is the same for who moderates it and for who takes part.
///
/// One virtual thread owns its state: it feeds the machine of our role, and carries out what that says. Methods may be called from
/// any thread; what they begin ends in a bounded time.
public abstract sealed class Session implements AutoCloseable
        permits ModeratedSession, ParticipantSession {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    /// Places for what comes from others than members; a power of two.
    private static final int STRANGERS = 16;

    final Surroundings home;
    private final SessionPlan plan;
    private final Instant created;
    private final SessionListener listener;
    private final Runnable onEnd;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final CommandGuard guard;
    private final Speaker speaker;
    private final ChannelSubscription channels;
    private final SessionLoop loop;
    private final SessionData data;
    private final SessionKeeper keeper;

    /// Inputs of the two machines.
    final Work work = new Work();

    private final Refusals refusals = new Refusals();
    private volatile Set<Name> members = Set.of();
    private Optional<GroupKeys> keys = Optional.empty();
    private volatile Optional<GroupView> keysView = Optional.empty();

    /// What comes when all that is under way has arrived or was given up.
    private Optional<Runnable> afterDraining = Optional.empty();

    private record Waiting(Name name, CompletableFuture<Outcome> outcome) {}

    /// How a session begins, or goes on.
    ///
    /// @param sequence the last id that our data had
    /// @param stored whether it is in the store already
    /// @param onEnd runs when it has ended, for whatever reason
    record Start(
            SessionPlan plan,
            Instant created,
            int sequence,
            boolean stored,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd) {}

    Session(Start start, Optional<Moderator> moderator) {
        this.plan = start.plan();
        this.created = start.created();
        this.home = start.home();
        this.listener = start.listener();
        this.onEnd = start.onEnd();
        this.guard =
                new CommandGuard(
                        home.verifier(),
                        plan.mls().isPresent(),
                        moderator,
                        member -> keys.flatMap(known -> known.signatureKey(member)));
        this.speaker = new Speaker(home.identity(), home.attachment());
        this.data = new SessionData(plan, start.sequence(), guard, speaker, new Rest());
        this.channels = new ChannelSubscription(home.attachment(), plan.channels());
        this.keeper =
                new SessionKeeper(
                        plan.id(),
                        start.stored(),
                        home.storage(),
                        plan.patience(),
                        this::stopsWithin,
                        this::tell);
        this.loop =
                new SessionLoop(
                        "slim-session-" + Integer.toUnsignedString(plan.id()),
                        home.clock(),
                        new Owner());
    }

    // ---- what our role adds

    /// Who moderates ends the session for all; who takes part leaves it.
    public abstract CompletableFuture<Outcome> end();

    /// As it is at the moment.
    public abstract Roster roster();

    /// Of the keys; 0 in a session without.
    public abstract long epoch();

    /// Whether it has ended for all of us, and not only for this process.
    public abstract boolean isOver();

    /// Whether we may say something, and read what others say.
    abstract boolean takesPart();

    /// When time alone brings something to the machine.
    abstract Optional<Instant> deadline();

    abstract void tick();

    /// Whether we do anything with such a message.
    abstract boolean heeds(Body body);

    /// Whether we answer such a command again when it is repeated.
    abstract boolean answersAgain(Body command);

    /// Whether data of somebody may be for us; what it proves is looked at afterwards.
    abstract boolean mayBeHeard(Name source);

    abstract void heard(SessionMessage command);

    abstract void spoke();

    abstract void unreachable(Name member);

    /// What has to be stored of it; empty if nothing, or no longer.
    abstract Optional<SessionKeeper.Keeping> keeping();

    // ---- for everybody

    public final SessionPlan plan() {
        return plan;
    }

    public final Instant created() {
        return created;
    }

    /// The MLS group as it was after the last change; empty without MLS, and before we are in.
    public final Optional<GroupView> keysView() {
        return keysView;
    }

    /// Sends something to all members. What is published before the first one comes waits for it.
    ///
    /// @return who has acknowledged it and who has not, after (retries + 1) intervals at the latest
    public final CompletableFuture<PublishOutcome> publish(Payload payload) {
        return publish(ticket -> new DeliveryInput.Publish(ticket, payload));
    }

    /// Sends something to one member alone.
    public final CompletableFuture<PublishOutcome> publishTo(Name member, Payload payload) {
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
                            } else if (!takesPart()) {
                                outcome.complete(refused(PublishOutcome.Reason.NOT_IN));
                            } else {
                                DeliveryInput publish = input.apply(ticket);
                                work.last(() -> data.publish(ticket, publish, outcome, now()));
                            }
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

    /// Does what [#end] does, and waits for it: not in a listener, where it only begins. May be called twice. A session that is to go
    /// on when the process starts again stays open: the application's own `close` sees to that.
    @Override
    public final void close() {
        CompletableFuture<Outcome> ended = end();
        if (!loop.isCurrent()) {
            ended.join();
        }
    }

    // ---- from outside

    /// From now on it is stored. If it can't be at the moment, it will be before anybody hears of it.
    void start() {
        keeper.tryToKeep(keeping(), data.sequence(), keys);
        loop.start();
    }

    private boolean stopsWithin(Duration time) {
        return loop.stopsWithin(time);
    }

    /// Ends the loop without a word to anybody.
    final void stop() {
        loop.stop();
    }

    /// Waits until nothing of it runs any more, or for that long. Does not wait for itself.
    final void awaitEnd(Duration most) {
        loop.awaitEnd(most);
    }

    /// Runs on the session's thread, if it has not ended.
    final void later(Runnable work) {
        loop.offer(
                () -> {
                    if (!loop.isStopped()) {
                        work.run();
                    }
                });
    }

    /// @param about whom
    /// @param begin feeds the machine what is wanted, under a ticket
    final CompletableFuture<Outcome> ask(Name about, LongConsumer begin) {
        var outcome = new CompletableFuture<Outcome>();
        long ticket = tickets.incrementAndGet();
        boolean taken =
                loop.offer(
                        () -> {
                            if (loop.isStopped()) {
                                outcome.complete(new Outcome.SessionOver());
                                return;
                            }
                            waiting.put(ticket, new Waiting(about, outcome));
                            begin.accept(ticket);
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
    final void arrived(Arrived arrived, int bytes) {
        if (heeds(arrived.message().body())
                && !loop.offer(place(arrived.message().source()), bytes, () -> take(arrived))) {
            log.atDebug().addKeyValue("session", plan.id()).log("a message too many was dropped");
        }
    }

    /// Members have places of their own; all others, who can call themselves anything, share a few.
    private Object place(Name source) {
        return members.contains(source) ? source : source.hashCode() & (STRANGERS - 1);
    }

    final boolean isMember(Name name) {
        return members.contains(name);
    }

    /// These are the members from now on.
    final void members(Roster roster) {
        members = roster.names();
    }

    private void take(Arrived arrived) {
        SessionMessage message = arrived.message();
        if (loop.isStopped()) {
            return;
        }
        if (!message.body().isCommand()) {
            if (takesPart() && mayBeHeard(message.source())) {
                work.last(() -> data.arrived(arrived, now()));
            }
            return;
        }
        if (guard.isRepeated(message) && !answersAgain(message.body())) {
            return;
        }
        Optional<String> refusal = guard.refusal(arrived);
        if (refusal.isPresent()) {
            tell(new SessionEvent.Refused(message.source(), refusal.get()));
        } else {
            heard(message);
        }
    }

    // ---- what happens, one after the other

    final Instant now() {
        return loop.now();
    }

    static int newId() {
        int id = RANDOM.nextInt();
        return id == 0 ? 1 : id;
    }

    final void onData(DeliveryInput input) {
        work.last(() -> data.on(input, now()));
    }

    /// All members but us that are online are there for our data.
    final void dataMembers() {
        for (Participant member : roster().members()) {
            if (member.online() && !member.name().equals(plan.self().name())) {
                onData(new DeliveryInput.MemberOnline(member, false));
            }
        }
    }

    final void dataPresence(Participant member) {
        onData(
                member.online()
                        ? new DeliveryInput.MemberOnline(member, false)
                        : new DeliveryInput.MemberOffline(member.name()));
    }

    final void dataWithout(Participant member) {
        guard.forget(member.name());
        onData(new DeliveryInput.MemberRemoved(member.name()));
    }

    /// Lets what is under way arrive, for a bounded time.
    ///
    /// @return false if that was begun before
    final boolean drain(Runnable then) {
        if (afterDraining.isPresent()) {
            return false;
        }
        afterDraining = Optional.of(then);
        onData(new DeliveryInput.Drain());
        return true;
    }

    final int sequence() {
        return data.sequence();
    }

    final void keep() {
        keeper.keep(keeping(), data.sequence(), keys);
    }

    final Optional<GroupKeys> keys() {
        return keys;
    }

    /// These from now on.
    final void keys(GroupKeys group) {
        keys.ifPresent(GroupKeys::forget);
        keys = Optional.of(group);
        lookAtKeys();
    }

    final void lookAtKeys() {
        keysView = keys.map(GroupKeys::view);
    }

    final void subscribe() {
        channels.open();
    }

    final void unsubscribe() {
        channels.close();
    }

    /// @return whether it is known that nobody has that name
    final boolean say(SessionMessage command) {
        return speaker.command(command) && !command.toAll();
    }

    final void done(long ticket, Outcome outcome) {
        Optional.ofNullable(waiting.remove(ticket))
                .ifPresent(asked -> asked.outcome().complete(outcome));
    }

    /// Whom something that was asked for is about.
    final Optional<Name> asked(long ticket) {
        return Optional.ofNullable(waiting.get(ticket)).map(Waiting::name);
    }

    final void tell(SessionEvent event) {
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

    /// Ends the loop; what is stored stays.
    final void giveUp(RuntimeException why) {
        log.atWarn()
                .addKeyValue("session", Integer.toUnsignedString(plan.id()))
                .setCause(why)
                .log("a session can't go on now; it stays stored");
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
            Session.this.spoke();
        }

        @Override
        public void unreachable(Name member) {
            Session.this.unreachable(member);
        }

        @Override
        public void drained() {
            afterDraining.ifPresent(Runnable::run);
        }

        @Override
        public void tell(SessionEvent event) {
            Session.this.tell(event);
        }
    }

    /// What the loop calls.
    private final class Owner implements SessionLoop.Owner {
        @Override
        public Optional<Instant> deadline() {
            return Stream.of(Session.this.deadline(), data.deadline())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }

        @Override
        public void tick() {
            onData(new DeliveryInput.TimePassed());
            Session.this.tick();
        }

        @Override
        public boolean isOver() {
            return Session.this.isOver();
        }

        @Override
        public void ended() {
            try {
                data.end(now());
                Outcome why =
                        keeper.failure()
                                .<Outcome>map(
                                        failure ->
                                                new Outcome.NotPossible(
                                                        "the session can't be stored: " + failure))
                                .orElseGet(Outcome.SessionOver::new);
                waiting.values().forEach(each -> each.outcome().complete(why));
                waiting.clear();
                channels.close();
                leaveKeys();
                keeper.tryToKeep(keeping(), data.sequence(), keys);
                cleanUp();
            } finally {
                onEnd.run();
                tell(new SessionEvent.Ended());
            }
        }
    }

    private void leaveKeys() {
        try {
            keys.ifPresent(GroupKeys::close);
        } catch (SealingException e) {
            log.atWarn().setCause(e).log("keys that were reserved will be passed by");
        }
    }

    /// What our role leaves behind when the loop has ended.
    void cleanUp() {}
}
