package io.slimconsole.ui.app;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.DataRestore;
import io.slimconsole.persistence.Database;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.Note;
import io.slimconsole.persistence.OpenResult;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.NoAuditLog;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.recording.Recorder;
import io.slimconsole.ui.sessions.ChannelListener;
import io.slimconsole.ui.sessions.ConsoleChannels;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Where this run keeps its settings, window state, sessions and secrets: the database, or memory if the operator goes on without one.
///
/// @param vaults opens where secrets are kept
/// @param audit what is recorded of all that happens
/// @param feed where the nodes of this run report their messages
/// @param saved false if nothing outlasts this run
/// @param notes what the operator should know
record Stores(
        SettingsStore settings,
        UiStateStore uiState,
        SessionStore sessions,
        Supplier<VaultResult> vaults,
        AuditLog audit,
        MessageFeed feed,
        boolean saved,
        List<Note> notes,
        Runnable onClose)
        implements AutoCloseable {
    private static final Texts TEXTS = Texts.of(Stores.class);

    /// Restores a backup, if that was planned, and opens the database; asks as often as it does not open.
    ///
    /// @param ask answers with one of the question's choices; may wait for the operator
    /// @return empty if the operator rather quits
    static Optional<Stores> open(
            Path folder, Function<DatabaseQuestion, DatabaseQuestion.Choice> ask) {
        List<Note> restored = DataRestore.carryOut(folder, Instant.now()).stream().toList();
        while (true) {
            switch (Database.open(folder)) {
                case OpenResult.Opened(Database database, List<Note> opened) -> {
                    List<Note> notes = Stream.concat(restored.stream(), opened.stream()).toList();
                    return Optional.of(audited(folder, database, notes));
                }
                case OpenResult.NotOpened result -> {
                    switch (ask.apply(DatabaseQuestion.about(result))) {
                        case RETRY -> {}
                        case START_AFRESH -> Database.setAside(folder);
                        case WITHOUT_SAVING -> {
                            return Optional.of(inMemory());
                        }
                        case QUIT -> {
                            return Optional.empty();
                        }
                    }
                }
            }
        }
    }

    private static Stores audited(Path folder, Database database, List<Note> notes) {
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        AuditLog audit =
                AuditLog.open(folder, feed, database.settings().load().audit(), Clock.systemUTC());
        return new Stores(
                database.settings(),
                database.uiState(),
                database.sessions(),
                database::openVault,
                audit,
                feed,
                true,
                notes,
                () -> {
                    audit.close();
                    database.close();
                });
    }

    private static Stores inMemory() {
        var vault = new VaultResult.Opened(new InMemoryVault());
        return new Stores(
                new InMemorySettings(ConsoleSettings.defaults()),
                new InMemoryUiState(),
                new InMemorySessionStore(),
                () -> vault,
                new NoAuditLog(TEXTS.get("audit.unsaved"), Instant.now()),
                new MessageFeed(0),
                false,
                List.of(),
                () -> {});
    }

    /// The channels that are kept here, on the nodes of this run.
    ///
    /// @param listener hears what happens on them
    ConsoleChannels channels(NodeService nodes, ChannelListener listener) {
        return ConsoleChannels.open(nodes, sessions, vaults, InstantSource.system(), listener);
    }

    /// Reports to the log, until it is closed.
    Recorder recorder() {
        var recorder =
                new Recorder(
                        audit::rules,
                        audit::record,
                        audit::record,
                        InstantSource.system(),
                        feed::run);
        recorder.start();
        return recorder;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
