package io.slimconsole.ui.conversation;

import static io.slimconsole.ui.conversation.FakeConversation.ANNA;
import static io.slimconsole.ui.conversation.FakeConversation.BERT;
import static io.slimconsole.ui.conversation.FakeConversation.ENCRYPTED;
import static io.slimconsole.ui.conversation.FakeConversation.PLAIN;
import static io.slimconsole.ui.conversation.FakeConversation.answered;
import static io.slimconsole.ui.conversation.FakeConversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.Theme;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.PaneScreen;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.sessions.Said;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class ConversationPaneTest extends UiTest {
    private final FakeConversation channels = new FakeConversation();
    private ConversationPane pane;
    private int shown;

    @BeforeEach
    void itIsNow() {
        channels.setNow(Instant.now());
    }

    private void open(Theme theme, int channel) {
        open(
                theme,
                context -> {
                    pane = new ConversationPane(context, channels);
                    return List.of(new PaneScreen(pane.content()));
                });
        show(channel);
    }

    private void show(int channel) {
        robot().interact(() -> pane.open(channel));
        shown = channel;
        refresh();
    }

    /// Until a row is there for everything that was said.
    private void refresh() {
        robot().interact(() -> pane.refresh());
        Await.until(
                "rows",
                () ->
                        WaitForAsyncUtils.waitForAsyncFx(
                                5_000, () -> list().getItems().size() == saidThere()));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int saidThere() {
        return channels.conversation(shown).size();
    }

    private ListView<?> list() {
        return find(ListView.class, "conversation-messages");
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    private void fire(String id) {
        robot().interact(() -> find(ButtonBase.class, id).fire());
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void picturesOfEmptyShortAndLongOnes(Theme theme) {
        String name = "conversation-%s-" + theme.name().toLowerCase(Locale.ROOT);
        open(theme, PLAIN);
        picture(name.formatted("0"));

        saySomeThings();
        show(ENCRYPTED);
        picture(name.formatted("few"));
        fire("conversation-form-hex");
        refresh();
        picture(name.formatted("few-hex"));
        fire("conversation-form-json");
        refresh();
        robot().clickOn("#conversation-text").write("{\"speed\": 12,}");
        fire("conversation-json");
        robot().clickOn("#conversation-text").type(KeyCode.ENTER);
        resize(760, 620);
        picture(name.formatted("small"));
        resize(1280, 800);

        for (int i = 0; i < Said.KEPT; i++) {
            channels.hear(
                    PLAIN,
                    i % 3 == 0 ? ANNA : BERT,
                    text("%s of press %d: %.2f bar".formatted("Pressure", i, i * 0.37)));
        }
        show(PLAIN);
        picture(name.formatted("1000"));
        robot().interact(() -> list().requestFocus());
        robot().type(KeyCode.HOME);
        WaitForAsyncUtils.waitForFxEvents();
        channels.hear(PLAIN, ANNA, text("One more"));
        robot().interact(() -> pane.refresh());
        Await.until("one more", () -> list().getItems().size() == Said.KEPT + 1);
        WaitForAsyncUtils.waitForFxEvents();
        picture(name.formatted("1000-up"));

        assertThat(textOf("conversation-newest")).isEqualTo("1 new — go to the newest");
    }

    private void saySomeThings() {
        channels.setNow(Instant.now().minus(Duration.ofMinutes(6)));
        channels.hear(ENCRYPTED, ANNA, text("Press 3 runs hot, 84 °C. Shall I slow it down?"));
        channels.setNow(Instant.now().minus(Duration.ofMinutes(5)));
        var _ = channels.publish(ENCRYPTED, text("Yes, to 60 %."));
        channels.settle(answered(Map.of(ANNA, Receipt.ACKNOWLEDGED, BERT, Receipt.ACKNOWLEDGED)));
        channels.hear(
                ENCRYPTED,
                BERT,
                new Payload(
                        "application/json",
                        ByteString.copyFromUtf8(
                                "{\"press\":3,\"speed\":60,\"alarms\":[{\"code\":\"E14\",\"since\":\"2026-11-27T09:58:12Z\"}],\"ok\":false}"),
                        Map.of("trace", "00-4bf92f3577b34da6", "line", "2")));
        channels.miss(ENCRYPTED, BERT, 3);
        channels.hearAlone(ENCRYPTED, ANNA, text("Only for you: the spare part is in hall 4."));
        channels.setNow(Instant.now().minus(Duration.ofSeconds(40)));
        var _ = channels.publishTo(ENCRYPTED, BERT, text("Bert, are you there?"));
        channels.settle(answered(Map.of(BERT, Receipt.UNREACHABLE)));
        var _ = channels.publish(ENCRYPTED, text("To all: hall 4 in ten minutes."));
        var receipts = new LinkedHashMap<Name, Receipt>();
        receipts.put(ANNA, Receipt.ACKNOWLEDGED);
        receipts.put(BERT, Receipt.UNREACHABLE);
        channels.settle(answered(receipts));
        var _ = channels.publish(ENCRYPTED, text("This one could not leave"));
        channels.settle(new PublishOutcome.Refused(PublishOutcome.Reason.FULL));
        channels.hear(
                ENCRYPTED,
                ANNA,
                new Payload(
                        "application/octet-stream",
                        ByteString.copyFrom(new byte[300_000]),
                        Map.of()));
        channels.hear(
                ENCRYPTED,
                BERT,
                text(
                        "evil\u202egnp.exe \u001b[31m\u0007"
                                + " Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307lgo"));
        var _ = channels.publish(ENCRYPTED, text("Under way"));
    }

    @Test
    void whatIsTypedIsSentWithEnterAndKeptWithShiftEnter() {
        open(Theme.LIGHT, ENCRYPTED);

        robot().clickOn("#conversation-text").write("first");
        robot().press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        robot().write("second").type(KeyCode.ENTER);
        refresh();

        assertThat(find(TextArea.class, "conversation-text").getText()).isEmpty();
        assertThat(shownText("conversation-messages"))
                .contains("You", "first\nsecond", "on its way");
    }

    @Test
    void itStaysAtTheNewestUntilSomebodyScrollsUp() {
        for (int i = 0; i < 200; i++) {
            channels.hear(ENCRYPTED, ANNA, text("message " + i));
        }
        open(Theme.LIGHT, ENCRYPTED);
        channels.hear(ENCRYPTED, ANNA, text("message 200"));
        refresh();
        assertThat(shownText("conversation-messages")).contains("message 200");
        assertThat(isShown("conversation-newest")).isFalse();

        robot().interact(() -> list().requestFocus());
        robot().type(KeyCode.HOME);
        WaitForAsyncUtils.waitForFxEvents();
        IndexedCell<?> top = flow().getFirstVisibleCell();
        int before = top.getIndex();
        channels.hear(ENCRYPTED, ANNA, text("message 201"));
        refresh();

        assertThat(flow().getFirstVisibleCell().getIndex()).isEqualTo(before);
        assertThat(textOf("conversation-newest")).isEqualTo("1 new — go to the newest");

        fire("conversation-newest");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shownText("conversation-messages")).contains("message 201");
        assertThat(isShown("conversation-newest")).isFalse();
    }

    @Test
    void aHugeBodyOpensInAReaderOfItsOwn() {
        channels.hear(ENCRYPTED, ANNA, text("line of the log\n".repeat(200_000)));
        open(Theme.LIGHT, ENCRYPTED);

        robot().clickOn("Show all 3.1 MiB");
        Await.until(
                "lines",
                () ->
                        WaitForAsyncUtils.waitForAsyncFx(
                                5_000,
                                () ->
                                        find(ListView.class, "conversation-lines").getItems().size()
                                                > 200_000));

        picture("conversation-reader");
        assertThat(isShown("conversation-reader")).isTrue();
        robot().interact(() -> assertThat(pane.escape()).isTrue());
        assertThat(isShown("conversation-reader")).isFalse();
    }
}
