package io.slimconsole.ui.fx;

import javafx.application.Platform;

import java.util.concurrent.Executor;

/// Runs what it is given on the JavaFX application thread, in order.
///
/// View models take an `Executor` instead, so that a test can hand them `Runnable::run`.
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable command) {
        Platform.runLater(command);
    }
}
