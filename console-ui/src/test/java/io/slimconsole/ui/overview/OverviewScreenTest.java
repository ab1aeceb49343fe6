package io.slimconsole.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.Samples;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

final class OverviewScreenTest extends UiTest {
    /// Remembers only whether it runs.
    private static final class FakeSamples implements SampleTraffic {
        private final AtomicBoolean running = new AtomicBoolean();

        @Override
        public boolean running() {
            return running.get();
        }

        @Override
        public void start() {
            running.set(true);
        }

        @Override
        public void stop() {
            running.set(false);
        }
    }

    private final FakeSamples samples = new FakeSamples();
    private OverviewScreen screen;

    private List<Screen> screens(ConsoleContext context) {
        screen = new OverviewScreen(context, samples);
        return List.of(screen);
    }

    @AfterEach
    void closeScreen() {
        if (screen != null) {
            screen.close();
        }
    }

    private void makeBusy() {
        Instant now = Instant.now();
        node().setStatus(Samples.busyStatus(now.minus(Duration.ofMinutes(192))));
        var worker = Samples.connection(3, "acme/prod/worker", ConnectionState.OPEN, now);
        var slow = Samples.connection(7, "acme/prod/archive", ConnectionState.CONGESTED, now);
        node().setConnections(List.of(worker, slow));
        node().emit(new NodeEvent.Connected(now.minusSeconds(95), worker));
        node().emit(new NodeEvent.Connected(now.minusSeconds(61), slow));
        node().emit(new NodeEvent.Congested(now.minusSeconds(7), slow.id(), 8_388_608));
        node().emit(
                        new NodeEvent.Disconnected(
                                now.minusSeconds(4),
                                new ClosedConnection(
                                        Samples.connection(
                                                2, "acme/prod/planner", ConnectionState.OPEN, now),
                                        CloseReason.BY_PEER,
                                        "the other end closed the stream",
                                        now)));
        node().emit(
                        new NodeEvent.Refused(
                                now.minusSeconds(2),
                                "10.1.4.7:55120",
                                CloseReason.NEGOTIATION_FAILED,
                                "no link negotiation within 5 s"));
        for (int i = 0; i < RateHistory.SECONDS; i++) {
            screen.record(1_200 + 300 * Math.sin(i / 19.0), 4_700 + 900 * Math.cos(i / 31.0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aBusyNodeIsShownAsItIs(Theme theme) {
        open(theme, this::screens);
        makeBusy();
        robot().interact(screen::refresh);

        Await.until("tile", () -> shownText("tile-in").contains("1\u202f204"));
        picture("overview-" + theme.name().toLowerCase(Locale.ROOT));
        resize(900, 600);
        picture("overview-small-" + theme.name().toLowerCase(Locale.ROOT));

        assertThat(textOf("headline")).isEqualTo("2 problems to look at");
        assertThat(shownText("events"))
                .contains("10.1.4.7:55120 refused: no link negotiation within 5 s");
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aFirstStartExplainsItself(Theme theme) {
        open(theme, this::screens);

        Await.until("headline", () -> textOf("headline").equals("All is well"));
        picture("overview-first-" + theme.name().toLowerCase(Locale.ROOT));

        assertThat(shownText("connect-card")).contains("Nothing is connected yet");
        assertThat(textOf("client-address")).isEqualTo("127.0.0.1:46357");
    }

    @Test
    void theAddressAndTheExamplesAreCopied() {
        open(Theme.LIGHT, this::screens);
        Await.until("address", () -> textOf("client-address").equals("127.0.0.1:46357"));

        robot().clickOn("#copy-client-address");
        String address = clipboard();
        robot().clickOn("#snippet-javascript").clickOn("#copy-snippet");

        assertThat(address).isEqualTo("127.0.0.1:46357");
        assertThat(clipboard())
                .isEqualTo(find(TextArea.class, "snippet").getText())
                .contains("newInsecureClientConfig('http://127.0.0.1:46357')");
    }

    @Test
    void theSampleTrafficIsOffUntilItIsSwitchedOn() {
        open(Theme.LIGHT, this::screens);
        boolean before = samples.running();

        robot().interact(() -> find(ToggleSwitch.class, "sample-traffic").setSelected(true));
        Await.until("running", samples::running);
        Await.until("enabled", () -> !find("sample-traffic").isDisabled());
        robot().interact(() -> find(ToggleSwitch.class, "sample-traffic").setSelected(false));
        Await.until("stopped", () -> !samples.running());

        assertThat(before).isFalse();
    }

    @Test
    void aNodeThatDoesNotStartSaysWhyAndIsStartedAgainFromHere() {
        var problem =
                new NodeException(
                        NodeException.Reason.ADDRESS_IN_USE,
                        "127.0.0.1:46357 is taken by another program. Stop that program, or choose"
                                + " another port in the settings.");
        var blocked = new AtomicBoolean(true);
        open(
                ConsoleSettings.defaults().withTheme(Theme.LIGHT),
                config -> startable(config, problem, blocked),
                this::screens);
        Await.until("headline", () -> textOf("headline").equals("The node did not start"));
        picture("overview-failed-light");
        String shown = shownText("problems");

        blocked.set(false);
        robot().clickOn("#start-node");

        assertThat(shown).contains("is taken by another program");
        Await.until("headline", () -> textOf("headline").equals("All is well"));
    }

    private static FakeNode startable(
            NodeConfig config, NodeException problem, AtomicBoolean blocked) {
        var node = new FakeNode(config);
        if (blocked.get()) {
            node.failStart(problem);
        }
        return node;
    }

    private static String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> Clipboard.getSystemClipboard().getString());
    }
}
