package io.slimconsole.ui.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.ask.AskViewModel.Mark;
import io.slimconsole.ui.ask.AskViewModel.StepLine;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Exchange;
import io.slimconsole.ui.sessions.Exchange.Step;
import io.slimconsole.ui.sessions.Question;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

final class AskViewModelTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final Name ANNA = Name.parse("lab/a/anna");
    private static final Name INSTANCE =
            Name.parse("lab/a/anna/3f2a91bc-0000-4000-8000-000000000001");

    private final List<Question> questions = new ArrayList<>();
    private Consumer<Exchange> progress = _ -> {};
    private CompletableFuture<Exchange> result = new CompletableFuture<>();
    private final AskViewModel model =
            new AskViewModel(this::asked, Texts.of(AskViewModel.class), Runnable::run);

    private CompletableFuture<Exchange> asked(Question question, Consumer<Exchange> hears) {
        questions.add(question);
        progress = hears;
        result = new CompletableFuture<>();
        return result;
    }

    private void ask() {
        model.to().set("lab/a/anna");
        model.text().set("hello");
        model.send();
    }

    private static Payload text(String text) {
        return new Payload("text/plain", ByteString.copyFromUtf8(text), Map.of());
    }

    /// A step at so many milliseconds.
    private Exchange exchange(Step step, Map<Step, Long> began) {
        var times = new LinkedHashMap<Step, Instant>();
        began.forEach((each, at) -> times.put(each, START.plusMillis(at)));
        return new Exchange(
                questions.getLast(),
                step,
                times,
                began.containsKey(Step.JOINING) ? Optional.of(INSTANCE) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Exchange with(
            Exchange of,
            Optional<Outcome> failure,
            Optional<PublishOutcome> sent,
            Optional<Payload> reply) {
        return new Exchange(
                of.question(), of.step(), of.began(), of.instance(), failure, sent, reply);
    }

    private static PublishOutcome answered(Receipt receipt) {
        return new PublishOutcome.Answered(1, new LinkedHashMap<>(Map.of(INSTANCE, receipt)));
    }

    @Test
    void theQuestionIsWhatWasTyped() {
        model.encrypted().set(false);

        ask();

        assertThat(questions)
                .containsExactly(new Question(ANNA, text("hello"), false, AskViewModel.PATIENCE));
        assertThat(model.underWay().get()).isTrue();
    }

    @Test
    void eachStepIsShownAsItHappens() {
        ask();
        progress.accept(
                exchange(
                        Step.WELCOMING,
                        Map.of(Step.DISCOVERING, 0L, Step.JOINING, 12L, Step.WELCOMING, 40L)));

        assertThat(model.shown().get().steps())
                .containsExactly(
                        new StepLine(Mark.DONE, "Discovery", "12 ms"),
                        new StepLine(Mark.DONE, "Join", "lab/a/anna · 3f2a91bc · 28 ms"),
                        new StepLine(Mark.UNDER_WAY, "Welcome", ""),
                        new StepLine(Mark.AHEAD, "Message", ""));
        assertThat(model.shown().get().verdict()).isEmpty();
    }

    @Test
    void aReplyIsShown() {
        ask();
        Map<Step, Long> began =
                Map.of(
                        Step.DISCOVERING, 0L,
                        Step.JOINING, 12L,
                        Step.WELCOMING, 40L,
                        Step.WAITING, 50L,
                        Step.REPLIED, 57L);
        result.complete(
                with(
                        exchange(Step.REPLIED, began),
                        Optional.empty(),
                        Optional.of(answered(Receipt.ACKNOWLEDGED)),
                        Optional.of(text("hello\nyourself\u202e"))));

        assertThat(model.shown().get().steps().getLast())
                .isEqualTo(new StepLine(Mark.DONE, "Message", "acknowledged · 7 ms"));
        assertThat(model.shown().get().verdict()).isEqualTo("lab/a/anna · 3f2a91bc has replied.");
        assertThat(model.shown().get().good()).isTrue();
        assertThat(model.shown().get().reply()).contains("hello\nyourself⟨U+202E⟩");
        assertThat(model.underWay().get()).isFalse();
    }

    @Test
    void silenceSaysWhetherTheMessageArrived() {
        Map<Step, Long> began =
                Map.of(Step.DISCOVERING, 0L, Step.WAITING, 50L, Step.SILENT, 10_050L);
        ask();
        result.complete(
                with(
                        exchange(Step.SILENT, began),
                        Optional.empty(),
                        Optional.of(answered(Receipt.ACKNOWLEDGED)),
                        Optional.empty()));
        assertThat(model.shown().get().verdict())
                .startsWith("The message has arrived, and no reply came within 10 s.");
        assertThat(model.shown().get().steps().getLast().mark()).isEqualTo(Mark.FAILED);

        ask();
        result.complete(
                with(
                        exchange(Step.SILENT, began),
                        Optional.empty(),
                        Optional.of(answered(Receipt.UNREACHABLE)),
                        Optional.empty()));
        assertThat(model.shown().get().verdict())
                .startsWith("lab/a/anna did not acknowledge the message.");
    }

    @Test
    void aFailureNamesItsStepAndWhatToTry() {
        ask();
        result.complete(
                with(
                        exchange(Step.FAILED, Map.of(Step.DISCOVERING, 0L, Step.FAILED, 5_000L)),
                        Optional.of(new Outcome.NobodyThere(ANNA, Duration.ofSeconds(5))),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(model.shown().get().steps().getFirst())
                .isEqualTo(new StepLine(Mark.FAILED, "Discovery", "5 s"));
        assertThat(model.shown().get().verdict())
                .startsWith("Nobody answered under lab/a/anna within 5 s.");
        assertThat(model.shown().get().good()).isFalse();
    }

    @Test
    void whatIsNoNameIsNotAsked() {
        model.to().set("lab/anna");

        model.send();

        assertThat(questions).isEmpty();
        assertThat(model.shown().get().verdict())
                .startsWith("This is not a name: \"lab/anna\" has 2 parts");
        assertThat(model.underWay().get()).isFalse();
    }

    @Test
    void oneQuestionIsAskedAtATime() {
        ask();
        ask();

        assertThat(questions).hasSize(1);
    }
}
