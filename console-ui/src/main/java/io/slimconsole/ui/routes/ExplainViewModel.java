package io.slimconsole.ui.routes;

import io.slimconsole.node.Delivery;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.routes.ExplainSource.Answer;
import io.slimconsole.ui.routes.ExplainSource.Question;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What Explain asks, and the answer as it is now: it stays true while the table changes.
final class ExplainViewModel implements AutoCloseable {
    static final Duration PERIOD = Duration.ofMillis(500);

    private static final Question NOTHING = new Question("", Delivery.ONE, "");

    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Delivery> delivery = new SimpleObjectProperty<>(Delivery.ONE);
    private final StringProperty sender = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Answer> answer =
            new ReadOnlyObjectWrapper<>(
                    new Answer(
                            NOTHING,
                            Explained.plain(Explained.Outcome.WAITING, "", ""),
                            List.of(),
                            List.of(),
                            Optional.empty()));
    private final ExplainSource source;
    private final Sampler<Answer> sampler;
    private volatile Question question = NOTHING;

    ExplainViewModel(Supplier<Optional<SlimNode>> nodes, Executor ui, InstantSource clock) {
        source = new ExplainSource(nodes, () -> question, clock);
        sampler = new Sampler<>("explain", PERIOD, source::read, ui, this::apply);
        name.addListener(_ -> ask());
        delivery.addListener(_ -> ask());
        sender.addListener(_ -> ask());
    }

    void start() {
        sampler.start();
    }

    void stop() {
        sampler.stop();
    }

    @Override
    public void close() {
        sampler.close();
    }

    /// One sample on this thread: what the sampler does in its turn.
    void sampleHere() {
        apply(source.read());
    }

    StringProperty name() {
        return name;
    }

    ObjectProperty<Delivery> delivery() {
        return delivery;
    }

    /// What is typed for the sender: an id, a name or an address; empty for none in particular.
    StringProperty sender() {
        return sender;
    }

    ReadOnlyObjectProperty<Answer> answer() {
        return answer.getReadOnlyProperty();
    }

    private void apply(Answer next) {
        // an answer to what was asked before would flicker
        if (next.question().equals(question)) {
            answer.set(next);
        } else {
            sampler.sampleNow();
        }
    }

    private void ask() {
        question = new Question(text(name.get()), delivery.get(), text(sender.get()));
        sampler.sampleNow();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
