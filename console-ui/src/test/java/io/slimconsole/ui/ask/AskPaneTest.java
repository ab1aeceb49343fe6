package io.slimconsole.ui.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.Theme;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.routes.RoutesScreen;
import io.slimconsole.ui.sessions.Exchange;
import io.slimconsole.ui.sessions.Exchange.Step;
import io.slimconsole.ui.sessions.Question;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The test message, beside the routes.
final class AskPaneTest extends UiTest {
    private static final Name ECHO = Name.parse("lab/tools/echo");
    private static final Name INSTANCE = FakeChannels.instance(ECHO);
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final FakeChannels channels = new FakeChannels();

    private void fire(String id) {
        robot().interact(() -> find(ButtonBase.class, id).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Exchange exchange(
            Question question,
            Step step,
            Map<Step, Integer> began,
            Optional<Outcome> failure,
            Optional<Payload> reply) {
        var times = new LinkedHashMap<Step, Instant>();
        began.forEach((each, at) -> times.put(each, START.plusMillis(at)));
        Optional<PublishOutcome> sent =
                began.containsKey(Step.WAITING)
                        ? Optional.of(
                                new PublishOutcome.Answered(
                                        1,
                                        new LinkedHashMap<>(
                                                Map.of(INSTANCE, Receipt.ACKNOWLEDGED))))
                        : Optional.empty();
        return new Exchange(
                question,
                step,
                times,
                began.containsKey(Step.JOINING) ? Optional.of(INSTANCE) : Optional.empty(),
                failure,
                sent,
                reply);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aTestMessageShowsItsStepsAndTheReply(Theme theme) {
        String picture = "ask-%s-" + theme.name().toLowerCase(Locale.ROOT);
        setChannels(channels);
        open(theme, context -> List.of(new RoutesScreen(context)));
        fire("routes-test");
        robot().interact(() -> find(TextField.class, "ask-to").setText("lab/tools/echo"));

        fire("ask-send");
        Question question = channels.questions().getLast();
        channels.progress(
                exchange(
                        question,
                        Step.WELCOMING,
                        Map.of(Step.DISCOVERING, 0, Step.JOINING, 12, Step.WELCOMING, 40),
                        Optional.empty(),
                        Optional.empty()));
        WaitForAsyncUtils.waitForFxEvents();
        picture(picture.formatted("under-way"));
        assertThat(question.to()).isEqualTo(ECHO);
        assertThat(shownText("ask-steps"))
                .isEqualTo(
                        "Discovery\n12 ms\nJoin\nlab/tools/echo · "
                                + INSTANCE.id().toString().substring(0, 8)
                                + " · 28 ms\nWelcome\n\nMessage\n");

        channels.answer(
                exchange(
                        question,
                        Step.REPLIED,
                        Map.of(
                                Step.DISCOVERING, 0,
                                Step.JOINING, 12,
                                Step.WELCOMING, 40,
                                Step.WAITING, 46,
                                Step.REPLIED, 53),
                        Optional.empty(),
                        Optional.of(
                                new Payload(
                                        "text/plain",
                                        ByteString.copyFromUtf8("Hello yourself,\nI am well."),
                                        Map.of()))));
        WaitForAsyncUtils.waitForFxEvents();
        picture(picture.formatted("replied"));
        assertThat(textOf("ask-reply")).isEqualTo("Hello yourself,\nI am well.");

        fire("ask-send");
        channels.answer(
                exchange(
                        question,
                        Step.FAILED,
                        Map.of(Step.DISCOVERING, 0, Step.FAILED, 5_000),
                        Optional.of(new Outcome.NobodyThere(ECHO, Duration.ofSeconds(5))),
                        Optional.empty()));
        WaitForAsyncUtils.waitForFxEvents();
        picture(picture.formatted("failed"));
        assertThat(textOf("ask-verdict"))
                .startsWith("Nobody answered under lab/tools/echo within 5 s.");
        assertThat(isShown("ask-reply")).isFalse();
    }
}
