package io.slimconsole.ui.kit;

import io.slimconsole.tests.kit.Png;

import javafx.scene.Scene;
import javafx.scene.image.Image;

import org.testfx.util.WaitForAsyncUtils;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pictures of the window in `target/screenshots`, for people to look at.
public final class Screenshots {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int TIMEOUT_MILLIS = 20_000;

    private Screenshots() {}

    /// Called on the test's thread.
    ///
    /// @param name without `.png`, for example `overview-dark`
    /// @return the file
    public static Path take(Scene scene, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Image image = WaitForAsyncUtils.waitForAsyncFx(TIMEOUT_MILLIS, () -> scene.snapshot(null));
        Path file = FOLDER.resolve(name + ".png");
        try {
            Files.createDirectories(FOLDER);
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                Png.write(
                        (int) image.getWidth(),
                        (int) image.getHeight(),
                        image.getPixelReader()::getArgb,
                        out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
