package io.slimconsole.persistence;

import com.google.protobuf.ByteString;

import io.slimconsole.persistence.PersistenceException.Reason;
import io.slimconsole.persistence.disk.H2;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sessions in the table `session`.
///
/// Many sessions change at the same time, and each waits until its change is on the disk: what has gathered while the
/// disk was busy goes there in one transaction.
final class H2SessionStore implements SessionStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(H2SessionStore.class);

    private static final String ALL =
            """
            SELECT id, record, group_keys, checksum
            FROM session
            """;

    private static final String STORE =
            """
            MERGE INTO session (id, record, group_keys, checksum)
            KEY (id)
            VALUES (:id, :record, :group_keys, :checksum)
            """;

    private static final String DELETE =
            """
            DELETE FROM session
            WHERE id = :id
            """;

    private final Jdbi jdbi;
    private final StoreThread writer;
    private final ConcurrentLinkedQueue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    private record Change(String what, Work work, CompletableFuture<Void> done) {}

    @FunctionalInterface
    private interface Work {
        void on(Handle handle);
    }

    H2SessionStore(Jdbi jdbi, StoreThread writer) {
        this.jdbi = jdbi;
        this.writer = writer;
    }

    @Override
    public void save(StoredSession session) {
        SessionRow row = SessionRow.of(session);
        write(name(session.sessionId()), handle -> store(handle, row));
    }

    @Override
    public void delete(int sessionId) {
        write(
                name(sessionId),
                handle ->
                        handle.createUpdate(DELETE)
                                .bind("id", Integer.toUnsignedLong(sessionId))
                                .execute());
    }

    @Override
    public List<StoredSession> load() {
        try {
            List<SessionRow> rows =
                    jdbi.withHandle(
                            handle -> handle.createQuery(ALL).map((row, _) -> row(row)).list());
            rows.stream()
                    .filter(row -> !row.intact())
                    .forEach(
                            row ->
                                    LOG.atError()
                                            .addKeyValue("session", row.id())
                                            .log("a stored session is damaged"));
            return rows.stream().map(SessionRow::session).toList();
        } catch (JdbiException e) {
            throw Failures.onReading("the stored sessions", e);
        }
    }

    private static SessionRow row(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getLong("id"),
                ByteString.copyFrom(row.getBytes("record")),
                Optional.ofNullable(row.getBytes("group_keys")).map(ByteString::copyFrom),
                row.getLong("checksum"));
    }

    private static void store(Handle handle, SessionRow row) {
        handle.createUpdate(STORE)
                .bind("id", row.id())
                .bind("record", row.record().toByteArray())
                .bind("group_keys", row.keys().map(ByteString::toByteArray).orElse(null))
                .bind("checksum", row.checksum())
                .execute();
    }

    private static String name(int sessionId) {
        return "session " + Integer.toUnsignedString(sessionId);
    }

    /// Waits whatever happens: an interrupted session must not take a change for lost that is stored.
    private void write(String what, Work work) {
        var change = new Change(what, work, new CompletableFuture<>());
        waiting.add(change);
        if (asked.compareAndSet(false, true)) {
            writer.submit("the sessions", this::writeAll, this::fail);
        }
        try {
            change.done().join();
        } catch (CompletionException e) {
            throw Failures.onWriting(what, e.getCause() == null ? e : e.getCause());
        }
    }

    private void writeAll() {
        // before they are taken: whoever comes from now on asks for another turn
        asked.set(false);
        List<Change> batch = take();
        if (batch.isEmpty()) {
            return; // the turn before has taken them
        }
        try {
            jdbi.useTransaction(handle -> batch.forEach(change -> change.work().on(handle)));
            H2.reachTheDisk(jdbi);
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                batch.forEach(this::writeAlone);
            } else {
                batch.forEach(change -> change.done().completeExceptionally(e));
            }
            return;
        }
        batch.forEach(change -> change.done().complete(null));
    }

    /// One that can't be written must not keep the others from it.
    private void writeAlone(Change change) {
        try {
            jdbi.useTransaction(change.work()::on);
            H2.reachTheDisk(jdbi);
            change.done().complete(null);
        } catch (RuntimeException e) {
            change.done().completeExceptionally(e);
        }
    }

    private List<Change> take() {
        var batch = new ArrayList<Change>();
        for (Change next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        return batch;
    }

    private void fail(PersistenceException why) {
        asked.set(false);
        take().forEach(change -> change.done().completeExceptionally(why));
    }

    /// Answers whoever waits still, after the last write.
    @Override
    public void close() {
        fail(
                new PersistenceException(
                        Reason.CLOSED, "it could not be written: the database is closed"));
    }
}
