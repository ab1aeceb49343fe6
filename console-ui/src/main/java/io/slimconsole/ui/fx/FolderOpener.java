package io.slimconsole.ui.fx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Shows a folder in the desktop's file manager.
public final class FolderOpener {
    private static final Logger LOG = LoggerFactory.getLogger(FolderOpener.class);

    private FolderOpener() {}

    /// Returns at once; a desktop without a file manager shows nothing.
    public static void open(Path folder) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String program =
                system.contains("windows")
                        ? "explorer"
                        : system.contains("mac") ? "open" : "xdg-open";
        Thread.ofVirtual()
                .name("show folder")
                .start(
                        () -> {
                            try {
                                new ProcessBuilder(List.of(program, folder.toString()))
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor();
                            } catch (IOException e) {
                                LOG.warn("{} can't be shown", folder, e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
