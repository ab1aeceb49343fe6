package io.slimconsole.ui.app;

import io.slimconsole.ui.fx.FxThread;
import io.slimconsole.ui.fx.Texts;

import javafx.application.Platform;
import javafx.scene.text.Text;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Starts JavaFX, or says in words why there can be no window.
final class Toolkit {
    private Toolkit() {}

    /// @return why not, for the terminal; empty if a window can be opened
    static Optional<String> start() {
        Texts texts = Texts.of(Toolkit.class);
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(texts.get("start.noToolkit", reason(e)));
        }
        var drawn = new CompletableFuture<Boolean>();
        new FxThread().execute(() -> drawn.complete(drawsText()));
        if (!drawn.join()) {
            Platform.exit();
            return Optional.of(texts.get("start.noText"));
        }
        return Optional.empty();
    }

    /// Without pango or any font JavaFX starts, and fails later in the middle of a layout.
    private static boolean drawsText() {
        try {
            return new Text("SLIM").getLayoutBounds().getWidth() > 0;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
