package io.slimconsole.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.slimconsole.persistence.disk.H2;
import io.slimconsole.session.store.SessionStore;

import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The console's database: one H2 file in the operator's data folder.
///
/// Open it once per process, close it at the end; all methods may be called on any thread, those that wait for the
/// disk not on the JavaFX thread.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 3;

    private final PidFile pidFile;
    private final HikariDataSource pool;
    private final StoreThread writer = new StoreThread();
    private final H2Settings settings;
    private final H2UiState uiState;
    private final H2SessionStore sessions;
    private final KeyFile keyFile;
    private final Jdbi jdbi;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(DatabaseFile file) {
        this.pidFile = PidFile.in(file.folder());
        var config = new HikariConfig();
        config.setPoolName("slim-store");
        config.setJdbcUrl(H2.url(file.path()) + ";IFEXISTS=TRUE");
        config.setUsername(H2.USER);
        config.setPassword(H2.PASSWORD);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        // a file that can't be opened now can't be opened in a second either
        config.setInitializationFailTimeout(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
        this.settings = new H2Settings(jdbi, writer);
        this.uiState = new H2UiState(jdbi, writer);
        this.sessions = new H2SessionStore(jdbi, writer);
        this.keyFile = KeyFile.in(file.folder());
    }

    /// Opens the database in `folder`; makes both if they aren't there, and brings an older schema up to date after
    /// a copy of the file was made. Waits for the disk.
    public static OpenResult open(Path folder) {
        return open(folder, Schema.CURRENT);
    }

    static OpenResult open(Path folder, Schema schema) {
        var file = DatabaseFile.in(folder);
        try {
            return open(file, schema);
        } catch (IOException | SQLException | RuntimeException e) {
            OpenResult result = Failures.onOpening(file, e);
            LOG.debug("{} does not open: {}", file.path(), result, e);
            return result;
        }
    }

    private static OpenResult open(DatabaseFile file, Schema schema)
            throws IOException, SQLException {
        if (file.path().toString().contains(H2.NOT_IN_A_PATH)) {
            return new OpenResult.Unwritable(
                    file.folder(), "the name of the folder may not contain a semicolon");
        }
        file.makeFolder();
        file.requireWritable();
        List<Note> notes = new ArrayList<>();
        if (!file.exists()) {
            make(file, schema);
        } else if (file.isEmpty()) {
            return new OpenResult.Damaged(file.path(), "the file is empty");
        } else {
            int version = Schema.versionOf(file);
            if (version > schema.version()) {
                return new OpenResult.Newer(
                        file.path(), Integer.toString(version), Integer.toString(schema.version()));
            }
            if (version < schema.version()) {
                notes.add(migrate(file, version, schema));
            }
        }
        var database = new Database(file);
        try {
            SettingsCodec.Decoded decoded = database.settings.read();
            if (database.settings.isEmpty()) {
                database.close();
                return new OpenResult.Damaged(file.path(), "its settings are gone");
            }
            database.uiState.initialize();
            database.pidFile.write();
            notes.addAll(decoded.notes());
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
        notes.forEach(note -> LOG.warn("{}", note));
        return new OpenResult.Opened(database, notes);
    }

    /// Under another name until it is complete: a crash leaves no database that lacks its settings.
    private static void make(DatabaseFile file, Schema schema) throws IOException {
        file.makeWorkingCopy();
        schema.migrate(H2.url(file.workingCopy()));
        try (var made = new Database(new DatabaseFile(file.folder(), file.workingCopy()))) {
            made.settings.save(ConsoleSettings.defaults());
        }
        file.adoptWorkingCopy();
    }

    private static Note migrate(DatabaseFile file, int version, Schema schema) throws IOException {
        Path backup = file.backUp(version, Instant.now());
        file.copyToWorkingCopy();
        schema.migrate(H2.url(file.workingCopy()));
        file.adoptWorkingCopy();
        return new Note.Migrated(version, schema.version(), backup);
    }

    /// Renames the database in `folder`, for an operator who wants to begin afresh. Nothing is deleted.
    ///
    /// @return where the file is now
    /// @throws PersistenceException if it can't be renamed
    public static Path setAside(Path folder) {
        var file = DatabaseFile.in(folder);
        try {
            Path aside = file.setAside(Instant.now());
            LOG.warn("set aside {} as {}", file.path(), aside);
            return aside;
        } catch (IOException e) {
            throw Failures.onWriting("the new name of " + file.path(), e);
        }
    }

    public SettingsStore settings() {
        return settings;
    }

    public UiStateStore uiState() {
        return uiState;
    }

    public SessionStore sessions() {
        return sessions;
    }

    /// Opens what is sealed; makes a key for a database in which nothing is sealed yet. May be tried again after the operator
    /// has set right what was wrong. Waits for the disk.
    public VaultResult openVault() {
        return H2Vault.open(keyFile, jdbi, writer);
    }

    /// Writes what is still waiting and frees the file. May be called twice.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        writer.close();
        sessions.close();
        pool.close();
        try {
            pidFile.delete();
        } catch (IOException e) {
            LOG.debug("the pid file stays", e);
        }
    }
}
