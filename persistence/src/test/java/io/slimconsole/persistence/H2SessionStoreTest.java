package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;

import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;

final class H2SessionStoreTest extends SessionStoreContract {
    @TempDir Path folder;
    private Database database;

    @BeforeEach
    void open() {
        database = Opens.database(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    SessionStore store() {
        return database.sessions();
    }

    private void reopen(String sql) throws SQLException {
        database.close();
        Opens.execute(folder, sql);
        database = Opens.database(folder);
    }

    @Test
    void sessionsAreThereAgainAfterARestart() {
        store().save(PLAIN);
        store().save(SEALED);

        database.close();
        database = Opens.database(folder);

        assertThat(store().load()).containsExactlyInAnyOrder(PLAIN, SEALED);
    }

    @Test
    void aDamagedRowLosesItsRecordAndTheOthersHold() throws SQLException {
        store().save(PLAIN);
        store().save(SEALED);

        reopen("UPDATE session SET record = X'7b7d' WHERE id = 7");

        assertThat(store().load())
                .containsExactlyInAnyOrder(
                        new StoredSession(7, ByteString.EMPTY, PLAIN.keys()), SEALED);
    }

    @Test
    void aByteThatChangedInTheKeysIsNoticed() throws SQLException {
        store().save(SEALED);

        reopen("UPDATE session SET group_keys = X'00'");

        assertThat(store().load())
                .extracting(StoredSession::record)
                .containsExactly(ByteString.EMPTY);
    }

    @Test
    void anInterruptedThreadStillGetsItsAnswer() {
        Thread.currentThread().interrupt();

        store().save(PLAIN);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store().load()).containsExactly(PLAIN);
    }

    @Test
    void oneThatTheDatabaseRefusesDoesNotKeepTheOthersFromBeingSaved() throws SQLException {
        reopen("ALTER TABLE session ADD CONSTRAINT not_seven CHECK (id <> 7)");

        assertThatThrownBy(() -> store().save(PLAIN))
                .isInstanceOf(PersistenceException.class)
                .hasMessageStartingWith("session 7 could not be written: ");
        store().save(SEALED);

        assertThat(store().load()).containsExactly(SEALED);
    }

    @Test
    void savingAfterTheEndIsRefused() {
        SessionStore store = store();
        database.close();

        assertThatThrownBy(() -> store.save(PLAIN))
                .isInstanceOfSatisfying(
                        PersistenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(PersistenceException.Reason.CLOSED));
    }
}
