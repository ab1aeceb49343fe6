package io.slimconsole.ui.shell;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.Channels;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/// All that a screen needs from the rest of the console.
///
/// @param run the number of the newest run of the node, as the log names its connections
/// @param ui runs commands on the JavaFX application thread
/// @param actions where a screen registers what can be done on it
/// @param dataFolder where the database is
/// @param clock for ages; its zone is the operator's
public record ConsoleContext(
        NodeService nodes,
        Channels channels,
        AuditLog audit,
        IntSupplier run,
        CurrentSettings settings,
        UiStateStore uiState,
        Path dataFolder,
        Executor ui,
        TaskRunner tasks,
        Dialogs dialogs,
        Toasts toasts,
        Copier copier,
        Actions actions,
        Navigation navigation,
        Clock clock) {}
