package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Stores one session before anybody hears of a change. Belongs to the session's thread.
///
/// If a change can't be stored it is tried again for a while, and nothing is said to anybody in that time: others must not know
/// more than what is left of us after a crash, and no key may be used that might be used again then.
final class SessionKeeper {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final int sessionId;
    private final SessionStorage storage;
    private final Duration patience;
    private final Predicate<Duration> stopsWithin;
    private final Consumer<SessionEvent> tell;
    private Optional<String> failure = Optional.empty();
    private boolean stored;
    private Optional<Kept> kept = Optional.empty();

    /// What is to be stored.
    ///
    /// @param essence what has to be there after a crash: as long as it is the same, nothing has to be stored. Who is online is
    ///     not part of it: that changes as often as members like, and shows again soon.
    /// @param record made when it has to be
    record Keeping(List<?> essence, Supplier<SessionRecord> record) {}

    /// What was stored last.
    private record Kept(List<?> essence, int sequence, Optional<ByteString> keys) {}

    /// @param stored whether it is in the store already
    /// @param patience how long something is tried
    /// @param stopsWithin waits that long, and says whether the session was stopped: then it is not worth the time any more
    SessionKeeper(
            int sessionId,
            boolean stored,
            SessionStorage storage,
            Duration patience,
            Predicate<Duration> stopsWithin,
            Consumer<SessionEvent> tell) {
        this.sessionId = sessionId;
        this.stored = stored;
        this.storage = storage;
        this.patience = patience.compareTo(MOST_PATIENCE) < 0 ? patience : MOST_PATIENCE;
        this.stopsWithin = stopsWithin;
        this.tell = tell;
    }

    /// Why the last change is not stored; empty if it is.
    Optional<String> failure() {
        return failure;
    }

    /// Does nothing if nothing has changed that matters.
    ///
    /// @param keeping empty if the session is to be forgotten
    /// @param sequence the last id that our data had
    /// @throws NotStoredException if it can't be stored: the session can't go on then
    void keep(Optional<Keeping> keeping, int sequence, Optional<GroupKeys> keys) {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (!tryToKeep(keeping, sequence, keys)) {
            if (System.nanoTime() > end || stopsWithin.test(pause)) {
                throw new NotStoredException(failure.orElseThrow());
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    /// The same, once. That it failed is told, the first time.
    ///
    /// @return whether all is stored
    boolean tryToKeep(Optional<Keeping> keeping, int sequence, Optional<GroupKeys> keys) {
        if (!storage.isKept()) {
            return true;
        }
        try {
            keeping.ifPresentOrElse(each -> store(each, sequence, keys), this::forget);
            failure = Optional.empty();
            return true;
        } catch (RuntimeException e) {
            boolean isFirst = failure.isEmpty();
            failure = Optional.of(String.valueOf(e.getMessage()));
            if (isFirst) {
                log.atError()
                        .addKeyValue("session", Integer.toUnsignedString(sessionId))
                        .setCause(e)
                        .log("a session can't be stored; a restart would find it as it was before");
                tell.accept(new SessionEvent.NotStored(failure.get()));
            }
            return false;
        }
    }

    private void store(Keeping keeping, int sequence, Optional<GroupKeys> keys) {
        var now = new Kept(keeping.essence(), sequence, keys.flatMap(GroupKeys::sealedState));
        if (kept.equals(Optional.of(now))) {
            return;
        }
        ByteString record = keeping.record().get().encode();
        storage.store().save(new StoredSession(sessionId, record, now.keys()));
        stored = true;
        kept = Optional.of(now);
    }

    private void forget() {
        if (stored) {
            storage.store().delete(sessionId);
            stored = false;
            kept = Optional.empty();
        }
    }
}
