package io.slimconsole.ui.app;

import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.DataFolderControl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// The data folder as the settings see it.
///
/// @param current the folder in use
/// @param option how the command line chose it, if it did
record PlannedFolder(DataFolder folders, Path current, Optional<String> option)
        implements DataFolderControl {
    private static final Logger LOG = LoggerFactory.getLogger(PlannedFolder.class);
    private static final Texts TEXTS = Texts.of(PlannedFolder.class);

    @Override
    public Optional<Path> planned() {
        try {
            return folders.planned();
        } catch (IOException e) {
            LOG.warn("what is planned for the data folder can't be read", e);
            return Optional.empty();
        }
    }

    @Override
    public Answer planMove(Path target) {
        if (target.toAbsolutePath().normalize().equals(current)) {
            return new Answer.Refused(TEXTS.get("folder.same"));
        }
        if (target.toString().contains(";")) {
            return new Answer.Refused(TEXTS.get("folder.semicolon"));
        }
        try {
            folders.plan(target);
            return new Answer.Planned(target);
        } catch (IOException e) {
            return new Answer.Refused(
                    TEXTS.get("folder.unwritable", target.toString(), e.toString()));
        }
    }

    @Override
    public void cancelMove() {
        try {
            folders.cancel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
