package io.slimconsole.ui.sessions;

import io.slimconsole.mls.GroupView;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionListener;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.ui.fx.Texts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/// One channel: hears its session and keeps what the window shows of it, while sessions come and go
/// with the nodes.
///
/// Written to by the session's thread and by whoever asks for something, one at a time; read
/// without a lock.
final class ChannelBoard {
    private static final Logger log = LoggerFactory.getLogger(ChannelBoard.class);
    private static final Texts TEXTS = Texts.of(ChannelBoard.class);

    private final InstantSource clock;
    private final TokenVerifier verifier;
    private final Consumer<ChannelBoard> onEnd;
    private final ChannelListener listener;
    private final Conversation conversation = new Conversation();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Facts facts = Facts.NONE;
    private volatile Optional<Standing> standing = Optional.empty();

    /// The session that runs, if one does.
    private volatile Optional<ModeratedSession> running = Optional.empty();

    private final AtomicLong runs = new AtomicLong();

    /// Of the session's last run.
    private volatile CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    private volatile boolean suspended;
    private volatile Shown shown =
            new Shown(
                    new Roster(List.of()),
                    Optional.empty(),
                    Map.of(),
                    Set.of(),
                    Leaves.NONE,
                    List.of());

    /// Members as they were shown last, and what they were made of.
    private record Shown(
            Roster roster,
            Optional<GroupView> keys,
            Map<Name, Facts.Came> came,
            Set<Name> leaving,
            Leaves leaves,
            List<Channel.Member> members) {}

    /// @param onEnd called on the session's thread when it ends, for whatever reason
    ChannelBoard(
            InstantSource clock,
            TokenVerifier verifier,
            Consumer<ChannelBoard> onEnd,
            ChannelListener listener) {
        this.clock = clock;
        this.verifier = verifier;
        this.onEnd = onEnd;
        this.listener = listener;
    }

    /// Lets the listener hear of something, once it is known which channel this is.
    void tell(ChannelEvent event) {
        plan().filter(plan -> plan.kind() == SessionKind.GROUP)
                .ifPresent(
                        plan -> {
                            try {
                                listener.on(plan.id(), Optional.of(nameOf(plan)), event);
                            } catch (RuntimeException e) {
                                log.error("a listener failed on {}", event, e);
                            }
                        });
    }

    // ---- the session behind it

    /// Shows a stored session until it runs.
    void show(Standing.Stored stored) {
        standing = Optional.of(stored);
        change(now -> now.withAtLeast(stored.roster().size() - 1L));
    }

    /// A session is about to run.
    ///
    /// @return what hears it
    SessionListener begin() {
        var end = new CompletableFuture<Void>();
        long run = runs.incrementAndGet();
        ended = end;
        suspended = false;
        change(now -> now.withClosing(false));
        return event -> {
            if (event instanceof SessionEvent.Ended) {
                end(run, end);
            } else {
                on(event);
            }
        };
    }

    private void end(long run, CompletableFuture<Void> end) {
        if (run == runs.get()) { // and not an earlier one that took long
            running = Optional.empty();
            onEnd.accept(this);
            if (isOver()) {
                tell(new ChannelEvent.Closed());
            }
        }
        end.complete(null); // whoever waits for it finds the channel settled
    }

    /// It runs, and may have ended again.
    void follow(ModeratedSession session) {
        standing = Optional.of(new Standing.Live(session));
        change(now -> now.withAtLeast(session.roster().size() - 1L));
        running = ended.isDone() ? Optional.empty() : Optional.of(session);
    }

    /// It is about to be stopped, and goes on with the next node.
    void suspend() {
        suspended = true;
        running = Optional.empty();
    }

    boolean isSuspended() {
        return suspended;
    }

    /// Whether the channel has ended for all.
    boolean isOver() {
        return standing.filter(
                        each -> each instanceof Standing.Live(var session) && session.isOver())
                .isPresent();
    }

    /// Done when its session does nothing any more.
    CompletableFuture<Void> ended() {
        return ended;
    }

    Optional<SessionPlan> plan() {
        return standing.map(Standing::plan);
    }

    private void change(UnaryOperator<Facts> change) {
        writing.lock();
        try {
            facts = change.apply(facts);
        } finally {
            writing.unlock();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private void on(SessionEvent event) {
        tell(new ChannelEvent.OfSession(event));
        Instant at = now();
        switch (event) {
            case SessionEvent.Inviting(Name name, var step) ->
                    change(now -> now.with(now.invitations().on(name, step, at)));
            case SessionEvent.Joined(Participant member, long _) ->
                    change(now -> now.joined(member.name(), at));
            case SessionEvent.Left(Participant member, boolean _, long _) ->
                    change(now -> now.left(member.name()));
            case SessionEvent.Message(Name source, Payload payload, boolean directed) -> {
                say(index -> new Said.Heard(index, at, source, payload, directed));
                change(now -> now.received(at));
            }
            case SessionEvent.Lost(Name source, int _, int count, var _) -> {
                say(index -> new Said.Gap(index, at, source, count));
                change(now -> now.lost(count));
            }
            case SessionEvent.Began _,
                    SessionEvent.Rejoined _,
                    SessionEvent.Out _,
                    SessionEvent.Presence _,
                    SessionEvent.Refused _,
                    SessionEvent.NotStored _,
                    SessionEvent.Ended _ -> {
                // of sessions that others moderate; the roster has it; nothing has changed; the
                // store tells
                // it itself; see end
            }
        }
    }

    private long say(LongFunction<Said> said) {
        writing.lock();
        try {
            return conversation.add(said);
        } finally {
            writing.unlock();
        }
    }

    // ---- what an operator does; empty results where no session runs

    Optional<CompletableFuture<Outcome>> invite(Name name) {
        long invitation;
        CompletableFuture<Outcome> outcome;
        writing.lock();
        try {
            if (running.isEmpty()) {
                return Optional.empty();
            }
            facts = facts.with(facts.invitations().asked(name, now()));
            invitation = facts.invitations().last();
            tell(new ChannelEvent.Inviting(name));
            outcome = running.get().invite(name);
        } finally {
            writing.unlock();
        }
        return Optional.of(
                outcome.thenApply(
                        raw -> {
                            Outcome how = explained(raw);
                            change(
                                    now ->
                                            now.with(
                                                    now.invitations()
                                                            .ended(invitation, how, now())));
                            tell(new ChannelEvent.InviteEnded(name, how));
                            return how;
                        }));
    }

    void dismiss(long invitation) {
        change(now -> now.with(now.invitations().dismissed(invitation)));
    }

    Optional<CompletableFuture<Outcome>> remove(Name member) {
        return running.map(session -> remove(session, member));
    }

    private CompletableFuture<Outcome> remove(ModeratedSession session, Name member) {
        Optional<Channel.Member> who =
                snapshot(Optional.empty()).stream()
                        .flatMap(channel -> channel.members().stream())
                        .filter(each -> isCalled(each.participant().name(), member))
                        .filter(each -> !each.leaving())
                        .findFirst();
        who.ifPresent(each -> change(now -> now.leaving(each)));
        return session.remove(member)
                .thenApply(
                        outcome -> {
                            who.map(each -> each.participant().name())
                                    .ifPresent(name -> change(now -> now.settled(name)));
                            return explained(outcome);
                        });
    }

    /// @param given with an instance, or without
    private static boolean isCalled(Name member, Name given) {
        return given.id().isNull() ? member.prefix().equals(given.prefix()) : member.equals(given);
    }

    Optional<CompletableFuture<Outcome>> close() {
        return running.map(
                session -> {
                    change(now -> now.withClosing(true));
                    return session.end().thenApply(this::explained);
                });
    }

    /// A session that was stopped below us has ended for this operation, and not for the channel.
    private Outcome explained(Outcome outcome) {
        return outcome instanceof Outcome.SessionOver && !isOver()
                ? new Outcome.NotPossible(TEXTS.get("why.interrupted"))
                : outcome;
    }

    CompletableFuture<PublishOutcome> publish(Optional<Name> to, Payload payload) {
        Optional<ModeratedSession> session = running;
        if (session.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new PublishOutcome.Refused(PublishOutcome.Reason.ENDED));
        }
        Instant at = now();
        long index = say(i -> new Said.Ours(i, at, to, payload, Optional.empty()));
        CompletableFuture<PublishOutcome> outcome =
                to.isEmpty()
                        ? session.get().publish(payload)
                        : session.get().publishTo(to.get(), payload);
        return outcome.thenApply(
                how -> {
                    settle(index, how);
                    tell(new ChannelEvent.Published(to, payload, how));
                    return how;
                });
    }

    private void settle(long index, PublishOutcome how) {
        writing.lock();
        try {
            conversation.settle(index, how);
            if (!(how instanceof PublishOutcome.Refused)) {
                facts = facts.sent(now());
            }
        } finally {
            writing.unlock();
        }
    }

    // ---- what the window reads

    List<Said> conversation() {
        return conversation.list();
    }

    /// @param notStored why the last change is not on the disk, if it is not
    Optional<Channel> snapshot(Optional<String> notStored) {
        return standing.map(each -> snapshot(each, facts, notStored));
    }

    private Channel snapshot(Standing now, Facts seen, Optional<String> notStored) {
        SessionPlan plan = now.plan();
        boolean encrypted = plan.mls().isPresent();
        Roster roster = now.roster();
        Optional<GroupView> keys = now.keys();
        return new Channel(
                plan.id(),
                nameOf(plan),
                new SessionOptions(
                        encrypted,
                        plan.reliable(),
                        Duration.ofMillis(Integer.toUnsignedLong(plan.timers().interval())),
                        plan.timers().retries(),
                        plan.metadata()),
                now.created(),
                phase(roster, seen),
                encrypted ? now.epoch() : seen.changes(),
                members(now, roster, keys, seen),
                seen.leaving().values().stream()
                        .filter(each -> roster.find(each.participant().name()).isEmpty())
                        .sorted(Comparator.comparing(each -> each.participant().name().toString()))
                        .toList(),
                seen.invitations().list(),
                seen.traffic(),
                keys,
                notStored);
    }

    /// As the operator named it.
    static Name nameOf(SessionPlan plan) {
        Name named =
                plan.channels()
                        .map(channels -> channels.data())
                        .orElseGet(() -> plan.self().name());
        return Name.of(named.organization(), named.namespace(), named.service());
    }

    private static Channel.Phase phase(Roster roster, Facts seen) {
        if (seen.closing()) {
            return Channel.Phase.CLOSING;
        }
        boolean untouched =
                roster.size() == 1 && seen.changes() == 0 && seen.invitations().last() == 0;
        return untouched ? Channel.Phase.NEW : Channel.Phase.OPEN;
    }

    private List<Channel.Member> members(
            Standing now, Roster roster, Optional<GroupView> keys, Facts seen) {
        Shown before = shown;
        boolean sameKeys = before.keys().equals(keys);
        Set<Name> leaving = seen.leaving().keySet();
        if (sameKeys
                && before.roster().equals(roster)
                && before.came().equals(seen.came())
                && before.leaving().equals(leaving)) {
            return before.members();
        }
        Leaves leaves =
                sameKeys
                        ? before.leaves()
                        : keys.map(view -> Leaves.of(view, verifier)).orElse(Leaves.NONE);
        Name self = now.plan().self().name();
        List<Channel.Member> members =
                roster.members().stream()
                        .map(
                                member ->
                                        member.name().equals(self)
                                                ? self(now, member, leaves)
                                                : other(member, leaves, seen))
                        .toList();
        shown = new Shown(roster, keys, seen.came(), leaving, leaves, members);
        return members;
    }

    private static Channel.Member self(Standing now, Participant member, Leaves leaves) {
        return new Channel.Member(
                member,
                true,
                Optional.of(now.created()),
                OptionalLong.of(0),
                leaf(leaves.find(member.name().id())),
                false);
    }

    private static Channel.Member other(Participant member, Leaves leaves, Facts seen) {
        Optional<Leaves.Leaf> leaf = leaves.find(member.name().id());
        Optional<Facts.Came> came = Optional.ofNullable(seen.came().get(member.name()));
        return new Channel.Member(
                member,
                false,
                came.map(Facts.Came::at).or(() -> leaf.flatMap(Leaves.Leaf::joined)),
                leaf.map(Leaves.Leaf::epoch)
                        .orElseGet(
                                () ->
                                        came.map(each -> OptionalLong.of(each.epoch()))
                                                .orElse(OptionalLong.empty())),
                leaf(leaf),
                seen.leaving().containsKey(member.name()));
    }

    private static OptionalInt leaf(Optional<Leaves.Leaf> leaf) {
        return leaf.map(each -> OptionalInt.of(each.index())).orElse(OptionalInt.empty());
    }
}
