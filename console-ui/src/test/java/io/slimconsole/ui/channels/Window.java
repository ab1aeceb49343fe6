package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Toasts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a window lends a view model: it answers yes, and remembers what it was asked and told.
final class Window implements Dialogs, Toasts, Copier {
    final List<Confirmation> questions = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    final List<Integer> opened = new ArrayList<>();
    final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run);
    boolean agrees = true;
    boolean inSight = true;

    ChannelViewModel.Commands commands() {
        return new ChannelViewModel.Commands(
                tasks, this, this, this, _ -> inSight, opened::add, () -> {});
    }

    @Override
    public void confirm(Confirmation question, Runnable confirmed) {
        questions.add(question);
        if (agrees) {
            confirmed.run();
        }
    }

    @Override
    public Optional<Path> chooseFile(String title, Optional<Path> start) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFolder(String title, Optional<Path> start) {
        return Optional.empty();
    }

    @Override
    public void show(Kind kind, String text, Optional<Link> link) {
        told.add(kind + ": " + text);
        link.ifPresent(l -> l.open().run());
    }

    @Override
    public void copy(String text, String what) {
        copied.add(text);
    }
}
