package io.slimconsole.ui.app;

import io.slimconsole.ui.fx.Texts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/// What no one foresaw, on any thread: into the log, and in words into the window if there is one.
final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

    private final Texts texts = Texts.of(UncaughtErrors.class);
    private volatile Consumer<String> window = text -> {};

    /// @param consumer called on the thread that failed
    void showIn(Consumer<String> consumer) {
        window = consumer;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        LOG.atError()
                .addKeyValue("thread", thread.getName())
                .setCause(failure)
                .log("something went wrong that no one foresaw");
        window.accept(texts.get("error.unexpected", failure.toString()));
    }
}
