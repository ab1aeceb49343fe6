package io.slimconsole.ui.ask;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.sessions.Exchange;
import io.slimconsole.ui.sessions.Exchange.Step;
import io.slimconsole.ui.sessions.Question;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A test message, and how far it has come. Belongs to the thread of `ui`.
final class AskViewModel {
    /// Who asks: [io.slimconsole.ui.sessions.Channels#ask].
    @FunctionalInterface
    interface Asker {
        CompletableFuture<Exchange> ask(Question question, Consumer<Exchange> progress);
    }

    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// More of a reply is not shown.
    static final int REPLY_CHARACTERS = 4_000;

    /// How a step stands.
    enum Mark {
        AHEAD,
        UNDER_WAY,
        DONE,
        FAILED
    }

    /// @param words what it is
    /// @param note who it is with, how long it took, or why it failed; may be empty
    record StepLine(Mark mark, String words, String note) {}

    /// @param steps none before the first message
    /// @param reply empty until one is there
    /// @param verdict in a sentence; empty while it is under way
    record Shown(List<StepLine> steps, String verdict, boolean good, Optional<String> reply) {
        static final Shown NOTHING = new Shown(List.of(), "", false, Optional.empty());

        Shown {
            steps = List.copyOf(steps);
        }
    }

    private static final List<Step> ORDER =
            List.of(Step.DISCOVERING, Step.JOINING, Step.WELCOMING, Step.WAITING);

    private final Asker asker;
    private final Texts texts;
    private final Executor ui;
    private final StringProperty to = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final BooleanProperty encrypted = new SimpleBooleanProperty(true);
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
    private long asked;

    AskViewModel(Asker asker, Texts texts, Executor ui) {
        this.asker = asker;
        this.texts = texts;
        this.ui = ui;
        text.set(texts.get("text.first"));
    }

    /// A name, with or without an instance.
    StringProperty to() {
        return to;
    }

    StringProperty text() {
        return text;
    }

    BooleanProperty encrypted() {
        return encrypted;
    }

    ReadOnlyBooleanProperty underWay() {
        return underWay.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Sends the message; does nothing while one is under way.
    void send() {
        if (underWay.get()) {
            return;
        }
        Name name;
        try {
            name = Name.parse(to.get());
        } catch (NameFormatException e) {
            shown.set(
                    new Shown(
                            List.of(),
                            texts.get("wrong-name", VisibleText.of(String.valueOf(e.getMessage()))),
                            false,
                            Optional.empty()));
            return;
        }
        asked++;
        long question = asked;
        underWay.set(true);
        var payload = new Payload("text/plain", ByteString.copyFromUtf8(text.get()), Map.of());
        var _ =
                asker.ask(
                                new Question(name, payload, encrypted.get(), PATIENCE),
                                now -> ui.execute(() -> show(question, now)))
                        .thenAccept(last -> ui.execute(() -> end(question, last)));
    }

    private void end(long question, Exchange last) {
        show(question, last);
        if (question == asked) {
            underWay.set(false);
        }
    }

    private void show(long question, Exchange now) {
        if (question == asked) {
            shown.set(shown(now));
        }
    }

    private Shown shown(Exchange now) {
        var lines = new ArrayList<StepLine>();
        for (int i = 0; i < ORDER.size(); i++) {
            lines.add(line(now, i));
        }
        return new Shown(
                lines,
                now.isOver() ? verdict(now) : "",
                now.step() == Step.REPLIED,
                now.reply().map(AskViewModel::readable));
    }

    private StepLine line(Exchange now, int place) {
        Step step = ORDER.get(place);
        String words = texts.get("step." + step);
        Instant began = now.began().get(step);
        if (began == null) {
            return new StepLine(Mark.AHEAD, words, "");
        }
        Optional<Instant> ended = ended(now, place);
        Mark mark;
        if (ended.isEmpty()) {
            mark = Mark.UNDER_WAY;
        } else if (isLast(now, place) && now.step() != Step.REPLIED) {
            mark = Mark.FAILED;
        } else {
            mark = Mark.DONE;
        }
        var notes = new ArrayList<String>();
        if (step == Step.JOINING) {
            now.instance().ifPresent(instance -> notes.add(called(instance)));
        }
        if (step == Step.WAITING) {
            now.sent().ifPresent(sent -> notes.add(fate(sent)));
        }
        ended.ifPresent(end -> notes.add(took(Duration.between(began, end))));
        return new StepLine(mark, words, String.join(" · ", notes));
    }

    /// Milliseconds below a second: that is where the steps of a healthy network are.
    private static String took(Duration time) {
        return time.toSeconds() == 0 ? time.toMillis() + " ms" : Formats.duration(time);
    }

    private static boolean isLast(Exchange now, int place) {
        return ORDER.stream().skip(place + 1L).noneMatch(now.began()::containsKey);
    }

    /// When the next step began, or all was over.
    private static Optional<Instant> ended(Exchange now, int place) {
        return ORDER.stream()
                .skip(place + 1L)
                .filter(now.began()::containsKey)
                .findFirst()
                .or(() -> now.isOver() ? Optional.of(now.step()) : Optional.empty())
                .map(now.began()::get);
    }

    private String fate(PublishOutcome sent) {
        return switch (sent) {
            case PublishOutcome.Sent _ -> texts.get("sent");
            case PublishOutcome.Answered answered ->
                    texts.get(answered.isComplete() ? "acknowledged" : "not-acknowledged");
            case PublishOutcome.Refused _ -> texts.get("refused");
        };
    }

    private String verdict(Exchange now) {
        String name = called(now.question().to());
        return switch (now.step()) {
            case REPLIED ->
                    texts.get(
                            "verdict.replied", called(now.instance().orElse(now.question().to())));
            case SILENT ->
                    now.sent()
                            .filter(AskViewModel::isLost)
                            .map(
                                    sent ->
                                            sent instanceof PublishOutcome.Refused
                                                    ? texts.get("verdict.too-large")
                                                    : texts.get("verdict.lost", name))
                            .orElseGet(
                                    () ->
                                            texts.get(
                                                    "verdict.silent",
                                                    Formats.duration(now.question().patience())));
            case FAILED -> now.failure().map(why -> failure(why, name)).orElse("");
            case DISCOVERING, JOINING, WELCOMING, WAITING -> "";
        };
    }

    private static boolean isLost(PublishOutcome sent) {
        return switch (sent) {
            case PublishOutcome.Sent _ -> false;
            case PublishOutcome.Answered answered -> !answered.isComplete();
            case PublishOutcome.Refused _ -> true;
        };
    }

    private String failure(Outcome why, String name) {
        return switch (why) {
            case Outcome.NobodyThere(var _, Duration waited) ->
                    texts.get("failure.nobody", name, Formats.duration(waited));
            case Outcome.NoReplyToJoin(Name instance, Duration waited) ->
                    texts.get("failure.no-join", called(instance), Formats.duration(waited));
            case Outcome.JoinRefused(Name instance, String reason) ->
                    texts.get("failure.refused", called(instance), VisibleText.of(reason, 200));
            case Outcome.NoReplyToWelcome(Name instance, Duration waited) ->
                    texts.get("failure.no-welcome", called(instance), Formats.duration(waited));
            case Outcome.NotPossible(String reason) -> texts.get("failure.not-possible", reason);
            case Outcome.SessionOver _ -> texts.get("failure.over");
            case Outcome.Invited _,
                    Outcome.AlreadyMember _,
                    Outcome.Removed _,
                    Outcome.NotAMember _,
                    Outcome.Closed _,
                    Outcome.Left _,
                    Outcome.Offline _,
                    Outcome.Online _,
                    Outcome.NoReplyToRejoin _ ->
                    texts.get("failure.over");
        };
    }

    private static String called(Name name) {
        return VisibleText.of(name.prefix(), 120)
                + (name.id().isNull() ? "" : " · " + Formats.shortId(name.id()));
    }

    /// Text as it is, with its lines; anything else as its size.
    private static String readable(Payload reply) {
        ByteString body = reply.blob();
        if (!body.isValidUtf8()) {
            return Formats.bytes(body.size());
        }
        ByteString start = body.substring(0, Math.min(body.size(), REPLY_CHARACTERS));
        String text =
                start.isValidUtf8()
                        ? start.toStringUtf8()
                        : start.toStringUtf8().replace("\ufffd", "");
        List<String> lines = text.lines().map(VisibleText::of).toList();
        return String.join("\n", lines) + (start.size() < body.size() ? " …" : "");
    }
}
