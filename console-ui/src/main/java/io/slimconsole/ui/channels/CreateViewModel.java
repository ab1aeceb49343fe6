package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.Creation;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// A channel to be, as it is typed. What is typed stays until it has become a channel.
final class CreateViewModel {
    private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_RETRIES = 1_000;

    /// What there is to say about what is typed.
    ///
    /// @param name what is wrong with the name, or what is still missing; empty if it is good, or nothing is typed
    /// @param nameIsWrong whether going on typing can't make it good
    /// @param existing the channel that has this name already
    /// @param interval what is wrong with it; empty if it is good
    /// @param draft what would be made; empty while something is wrong
    record Check(
            String name,
            boolean nameIsWrong,
            OptionalInt existing,
            String interval,
            String retries,
            Optional<ChannelDraft> draft) {}

    private final Channels channels;
    private final TaskRunner tasks;
    private final IntConsumer open;
    private final Texts texts = Texts.of(CreateViewModel.class);
    private final StringProperty name = new SimpleStringProperty("");
    private final BooleanProperty encrypted = new SimpleBooleanProperty();
    private final BooleanProperty reliable = new SimpleBooleanProperty();
    private final StringProperty interval = new SimpleStringProperty("");
    private final StringProperty retries = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Check> check;
    private final ReadOnlyObjectWrapper<String> failure = new ReadOnlyObjectWrapper<>("");
    private final BooleanProperty busy = new SimpleBooleanProperty();

    /// @param open shows a channel, by its session id
    CreateViewModel(Channels channels, TaskRunner tasks, IntConsumer open) {
        this.channels = channels;
        this.tasks = tasks;
        this.open = open;
        startOver();
        check = new ReadOnlyObjectWrapper<>(checked());
        for (var typed : List.of(name, interval, retries)) {
            typed.addListener((_, _, _) -> look());
        }
        for (var chosen : List.of(encrypted, reliable)) {
            chosen.addListener((_, _, _) -> look());
        }
    }

    StringProperty name() {
        return name;
    }

    BooleanProperty encrypted() {
        return encrypted;
    }

    BooleanProperty reliable() {
        return reliable;
    }

    /// Milliseconds between two attempts.
    StringProperty interval() {
        return interval;
    }

    StringProperty retries() {
        return retries;
    }

    ReadOnlyObjectProperty<Check> check() {
        return check.getReadOnlyProperty();
    }

    /// Why the last attempt came to nothing; empty when there is nothing to say.
    ReadOnlyObjectProperty<String> failure() {
        return failure.getReadOnlyProperty();
    }

    BooleanProperty busy() {
        return busy;
    }

    /// Checks again: there may be other channels by now.
    void look() {
        failure.set("");
        check.set(checked());
    }

    /// Makes the channel and opens it; does nothing while something is wrong.
    void create() {
        look();
        Optional<ChannelDraft> draft = check.get().draft();
        if (draft.isEmpty() || busy.get()) {
            return;
        }
        busy.set(true);
        tasks.run(
                texts.get("create.running", draft.get().name().prefix()),
                _ -> channels.create(draft.get()).get(),
                this::ended,
                problem -> {
                    busy.set(false);
                    failure.set(texts.get("create.failed", String.valueOf(problem.getMessage())));
                });
    }

    void openExisting() {
        check.get().existing().ifPresent(open);
    }

    private void ended(Creation creation) {
        busy.set(false);
        switch (creation) {
            case Creation.Created(int sessionId) -> {
                startOver();
                open.accept(sessionId);
            }
            case Creation.Exists _ -> look();
            case Creation.NotPossible(String why) -> failure.set(texts.get("create.failed", why));
        }
    }

    private void startOver() {
        name.set("");
        encrypted.set(SessionOptions.DEFAULT.encrypted());
        reliable.set(SessionOptions.DEFAULT.reliable());
        interval.set(Long.toString(SessionOptions.DEFAULT.interval().toMillis()));
        retries.set(Integer.toString(SessionOptions.DEFAULT.retries()));
    }

    private Check checked() {
        TypedName typed = TypedName.of(text(name.get()), TypedName.Kind.CHANNEL, texts);
        OptionalInt existing =
                typed.name()
                        .flatMap(
                                wanted ->
                                        channels.list().stream()
                                                .filter(c -> c.name().equals(wanted))
                                                .map(Channel::sessionId)
                                                .findFirst())
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty());
        Optional<Long> millis = number(text(interval.get()), 1, MOST_MILLIS);
        Optional<Long> tries = number(text(retries.get()), 0, MOST_RETRIES);
        Optional<ChannelDraft> draft =
                existing.isEmpty() && millis.isPresent() && tries.isPresent()
                        ? typed.name().map(good -> draft(good, millis.get(), tries.get()))
                        : Optional.empty();
        return new Check(
                existing.isPresent() ? texts.get("create.exists") : typed.problem(),
                typed.isWrong() || existing.isPresent(),
                existing,
                millis.isPresent() ? "" : texts.get("create.interval.wrong"),
                tries.isPresent() ? "" : texts.get("create.retries.wrong"),
                draft);
    }

    private ChannelDraft draft(Name good, long millis, long tries) {
        return new ChannelDraft(
                good,
                new SessionOptions(
                        encrypted.get(),
                        reliable.get(),
                        Duration.ofMillis(millis),
                        Math.toIntExact(tries),
                        Map.of()));
    }

    private static Optional<Long> number(String typed, long least, long most) {
        try {
            long value = Long.parseLong(typed.strip());
            return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
