package io.slimconsole.ui.fx;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/// A command that runs in the background, as the status bar shows it.
public final class RunningTask {
    /// The progress of a task that can't tell.
    public static final double UNKNOWN = -1;

    private final String label;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final Runnable cancel;
    private final boolean cancellable;

    RunningTask(String label, boolean cancellable, Runnable cancel) {
        this.label = label;
        this.cancellable = cancellable;
        this.cancel = cancel;
    }

    public String label() {
        return label;
    }

    /// From 0 to 1, or [#UNKNOWN].
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    public boolean cancellable() {
        return cancellable;
    }

    /// Interrupts it, if it can be cancelled.
    public void cancel() {
        if (cancellable) {
            cancel.run();
        }
    }

    void setProgress(double value) {
        progress.set(value);
    }
}
