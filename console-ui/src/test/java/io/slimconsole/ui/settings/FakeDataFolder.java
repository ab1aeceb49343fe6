package io.slimconsole.ui.settings;

import java.nio.file.Path;
import java.util.Optional;

/// A data folder that only remembers its plan.
final class FakeDataFolder implements DataFolderControl {
    private final Path current;
    private Optional<String> option = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Optional<Path> planned = Optional.empty();

    FakeDataFolder(Path current) {
        this.current = current;
    }

    void chooseBy(String commandLineOption) {
        option = Optional.of(commandLineOption);
    }

    void refuse(String why) {
        refusal = Optional.of(why);
    }

    @Override
    public Path current() {
        return current;
    }

    @Override
    public Optional<String> option() {
        return option;
    }

    @Override
    public Optional<Path> planned() {
        return planned;
    }

    @Override
    public Answer planMove(Path target) {
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        planned = Optional.of(target);
        return new Answer.Planned(target);
    }

    @Override
    public void cancelMove() {
        planned = Optional.empty();
    }
}
