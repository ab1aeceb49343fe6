package io.slimconsole.ui.shell;

import io.slimconsole.persistence.UiStateStore;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Finds the window again where it was left, if that is still on a screen.
final class WindowState {
    static final double MIN_WIDTH = 760;
    static final double MIN_HEIGHT = 480;
    private static final String KEY = "window.bounds";
    private static final double NORMAL_WIDTH = 1280;
    private static final double NORMAL_HEIGHT = 800;

    private WindowState() {}

    static void restore(Stage stage, UiStateStore store) {
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setWidth(NORMAL_WIDTH);
        stage.setHeight(NORMAL_HEIGHT);
        store.get(KEY)
                .flatMap(WindowState::parse)
                .filter(b -> !Screen.getScreensForRectangle(b).isEmpty())
                .ifPresent(
                        b -> {
                            stage.setX(b.getMinX());
                            stage.setY(b.getMinY());
                            stage.setWidth(Math.max(MIN_WIDTH, b.getWidth()));
                            stage.setHeight(Math.max(MIN_HEIGHT, b.getHeight()));
                        });
    }

    /// Does nothing while the window is minimised or fills the screen: those bounds are not the operator's.
    static void store(Stage stage, UiStateStore store) {
        if (!stage.isIconified() && !stage.isMaximized() && !stage.isFullScreen()) {
            store.put(
                    KEY,
                    String.format(
                            Locale.ROOT,
                            "%.0f,%.0f,%.0f,%.0f",
                            stage.getX(),
                            stage.getY(),
                            stage.getWidth(),
                            stage.getHeight()));
        }
    }

    static Optional<Rectangle2D> parse(String stored) {
        try {
            double[] n =
                    Arrays.stream(stored.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            return n.length == 4
                    ? Optional.of(new Rectangle2D(n[0], n[1], n[2], n[3]))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
