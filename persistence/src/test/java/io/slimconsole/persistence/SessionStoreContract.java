package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// What every [SessionStore] does.
abstract class SessionStoreContract {
    static final StoredSession PLAIN =
            new StoredSession(7, ByteString.copyFromUtf8("{\"plain\"}"), Optional.empty());

    /// An id that is negative as an `int`, and more than a page of the file.
    static final StoredSession SEALED =
            new StoredSession(
                    -2,
                    ByteString.copyFromUtf8("{\"encrypted\"}".repeat(1_000)),
                    Optional.of(ByteString.copyFromUtf8("sealed ü".repeat(40_000))));

    abstract SessionStore store();

    @Test
    void thereAreNoneAtFirst() {
        assertThat(store().load()).isEmpty();
    }

    @Test
    void whatWasSavedIsLoaded() {
        store().save(PLAIN);
        store().save(SEALED);

        assertThat(store().load()).containsExactlyInAnyOrder(PLAIN, SEALED);
    }

    @Test
    void theLastSaveCounts() {
        var later =
                new StoredSession(
                        PLAIN.sessionId(),
                        ByteString.copyFromUtf8("{\"later\"}"),
                        Optional.of(ByteString.copyFromUtf8("keys")));
        store().save(PLAIN);

        store().save(later);

        assertThat(store().load()).containsExactly(later);
    }

    @Test
    void aDeletedOneIsGoneAndDeletingNothingDoesNoHarm() {
        store().save(PLAIN);
        store().save(SEALED);

        store().delete(PLAIN.sessionId());
        store().delete(PLAIN.sessionId());

        assertThat(store().load()).containsExactly(SEALED);
    }

    @Test
    void manySessionsAtOnceAreAllSaved() throws Exception {
        List<StoredSession> sessions =
                IntStream.range(0, 200)
                        .mapToObj(
                                id ->
                                        new StoredSession(
                                                id,
                                                ByteString.copyFromUtf8("{%d}".formatted(id)),
                                                Optional.empty()))
                        .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var saved = new ArrayList<Future<?>>();
            sessions.forEach(session -> saved.add(threads.submit(() -> store().save(session))));
            for (var each : saved) {
                each.get();
            }
        }

        assertThat(store().load()).containsExactlyInAnyOrderElementsOf(sessions);
    }
}
