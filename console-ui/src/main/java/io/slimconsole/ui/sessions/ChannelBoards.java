package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionListener;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.StoredSession;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.ui.fx.Texts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// All channels that we know of, and those that are stored and can't be gone on with.
///
/// Read on any thread without a lock; changed by one thread at a time.
final class ChannelBoards {
    private static final Logger log = LoggerFactory.getLogger(ChannelBoards.class);
    private static final Texts TEXTS = Texts.of(ChannelBoards.class);

    /// For sessions to come to the end of what they are doing; they wait for the disk at most.
    static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final WatchedStore store;
    private final InstantSource clock;
    private final Consumer<ChannelBoard> onEnd;
    private final ChannelListener listener;
    private final Map<Integer, ChannelBoard> boards = new ConcurrentHashMap<>();
    private volatile List<LostChannel> lost = List.of();

    /// @param onEnd hears on the session's thread that one has ended
    ChannelBoards(
            WatchedStore store,
            InstantSource clock,
            Consumer<ChannelBoard> onEnd,
            ChannelListener listener) {
        this.store = store;
        this.clock = clock;
        this.onEnd = onEnd;
        this.listener = listener;
    }

    // ---- as sessions come and go

    /// Shows what is stored, until it runs.
    void load(SharedSecret secret) {
        store.load().forEach(each -> show(each, secret));
    }

    private void show(StoredSession stored, SharedSecret secret) {
        try {
            SessionRecord record = SessionRecord.decode(stored.record(), clock.instant());
            // one with a single peer is a question, which ends with the next node; others' are none
            // of ours
            if (record instanceof SessionRecord.Moderated ours
                    && ours.plan().kind() == SessionKind.GROUP) {
                boards.computeIfAbsent(stored.sessionId(), _ -> create(secret))
                        .show(new Standing.Stored(ours));
            }
        } catch (SessionRecord.UnreadableException e) {
            lose(stored.sessionId(), String.valueOf(e.getMessage()));
        }
    }

    /// One that is not among them yet.
    ChannelBoard create(SharedSecret secret) {
        return new ChannelBoard(clock, secret, onEnd, listener);
    }

    void add(int sessionId, ChannelBoard board) {
        boards.put(sessionId, board);
    }

    /// The session is about to go on.
    ///
    /// @return what hears it
    SessionListener begin(int sessionId, SharedSecret secret) {
        return boards.computeIfAbsent(sessionId, _ -> create(secret)).begin();
    }

    /// These go on, and nothing else does. A question that was under way when we stopped is not waited for any more.
    void follow(Collection<ModeratedSession> sessions, List<LostChannel> notHadBack) {
        lost = List.of();
        notHadBack.forEach(each -> lose(each.sessionId(), each.why()));
        var running = new ConcurrentHashMap<Integer, ModeratedSession>();
        for (ModeratedSession session : sessions) {
            if (session.plan().kind() == SessionKind.POINT_TO_POINT) {
                var _ = session.end();
            } else {
                running.put(session.plan().id(), session);
            }
        }
        boards.forEach(
                (id, board) ->
                        Optional.ofNullable(running.get(id))
                                .ifPresentOrElse(
                                        session -> resume(board, session),
                                        () -> boards.remove(id)));
    }

    private static void resume(ChannelBoard board, ModeratedSession session) {
        board.follow(session);
        board.tell(new ChannelEvent.Resumed(session.roster().members()));
    }

    /// Their sessions are about to be stopped, and go on later.
    void suspend() {
        boards.values().forEach(ChannelBoard::suspend);
    }

    /// Until the sessions that were stopped have stored what they were about.
    void awaitEnd() {
        var all =
                CompletableFuture.allOf(
                        boards.values().stream()
                                .filter(ChannelBoard::isSuspended)
                                .map(ChannelBoard::ended)
                                .toArray(CompletableFuture<?>[]::new));
        try {
            all.get(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.error("sessions did not come to their end within {}", TIME_TO_END, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes a channel off whose session has ended, unless it goes on later.
    void ended(ChannelBoard board) {
        if (board.isOver()) {
            boards.values().remove(board);
        } else if (!board.isSuspended() && boards.values().remove(board)) {
            board.plan().ifPresent(plan -> lose(plan.id(), TEXTS.get("lost.ended")));
        }
    }

    private void lose(int sessionId, String why) {
        var more = new ArrayList<>(lost);
        more.removeIf(each -> each.sessionId() == sessionId);
        more.add(new LostChannel(sessionId, why));
        lost = List.copyOf(more);
        Optional<Name> name = find(sessionId).flatMap(ChannelBoard::plan).map(ChannelBoard::nameOf);
        listener.on(sessionId, name, new ChannelEvent.Lost(why));
        log.atWarn()
                .addKeyValue("session", Integer.toUnsignedString(sessionId))
                .log("a stored channel can't be gone on with: {}", why);
    }

    void forget(LostChannel channel) {
        lost = lost.stream().filter(each -> !each.equals(channel)).toList();
        store.delete(channel.sessionId());
    }

    /// What was begun under another identity: members would take us for a stranger.
    void forgetAll() {
        boards.clear();
        lost = List.of();
        store.load().forEach(session -> store.delete(session.sessionId()));
    }

    // ---- what there is

    Optional<ChannelBoard> find(int sessionId) {
        return Optional.ofNullable(boards.get(sessionId));
    }

    /// @param name as the operator gives it
    Optional<Integer> named(Name name) {
        return boards.entrySet().stream()
                .filter(
                        each ->
                                each.getValue()
                                        .plan()
                                        .map(ChannelBoard::nameOf)
                                        .filter(name::equals)
                                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Optional<Channel> snapshot(int sessionId) {
        return find(sessionId).flatMap(board -> board.snapshot(store.problem(sessionId)));
    }

    /// By name.
    List<Channel> snapshots() {
        return boards.keySet().stream()
                .map(this::snapshot)
                .flatMap(Optional::stream)
                .sorted(
                        Comparator.comparing((Channel channel) -> channel.name().prefix())
                                .thenComparing(Channel::sessionId, Integer::compareUnsigned))
                .toList();
    }

    List<LostChannel> lost() {
        return lost;
    }
}
