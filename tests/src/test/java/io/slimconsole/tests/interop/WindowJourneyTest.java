package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.app.RunningConsole;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// What an operator does with the console, in its real window and with upstream's real applications.
@InteropTest
final class WindowJourneyTest {
    private static final String AGENT = "acme/support/agent";
    private static final String DESK = "acme/support/desk";

    @TempDir Path dataFolder;

    private RunningConsole console;

    @BeforeEach
    void open() throws IOException {
        console = RunningConsole.open(dataFolder, freePort());
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void theFirstStartSaysHowToConnectAndTheSamplesShowItMove() {
        console.awaitShown("client-address", "127.0.0.1:" + console.port());
        console.awaitShown("connect-card", "JavaScript");

        console.robot().clickOn("#sample-traffic");

        go(KeyCode.DIGIT2);
        console.awaitShown("clients-screen", "sample/weather/station");
        console.picture("journey-samples-clients");
        go(KeyCode.DIGIT3);
        console.awaitShown("routes-screen", "weather");
        console.picture("journey-samples-routes");
        go(KeyCode.DIGIT1);
        console.robot().clickOn("#sample-traffic");
        go(KeyCode.DIGIT2);
        console.awaitShownNoMore("clients-screen", "sample/weather/station");
    }

    @Test
    void aRealClientAppearsWithItsTrafficAndDisappears(Scenario scenario) {
        Application agent = join(scenario, AGENT);
        Application desk = join(scenario, DESK);
        go(KeyCode.DIGIT2);
        console.awaitShown("clients-screen", AGENT);
        console.awaitShown("clients-screen", DESK);

        desk.route(AGENT);
        var accepted = agent.accept();
        desk.open(AGENT, Application.SessionKind.PLAIN).publish("hello");
        assertThat(agent.await(accepted).receive().text()).isEqualTo("hello");
        console.picture("journey-clients");

        agent.close();
        console.awaitShownNoMore("clients-screen", AGENT);
        console.awaitShown("clients-screen", DESK);
    }

    @Test
    void aRouteIsFilteredAndExplained(Scenario scenario) {
        join(scenario, AGENT);
        join(scenario, DESK);
        go(KeyCode.DIGIT3);
        console.awaitShown("routes-screen", "agent");
        console.awaitShown("routes-screen", "desk");

        console.robot().push(KeyCode.SLASH);
        console.robot().write("acme/*/desk");
        console.awaitShownNoMore("routes-screen", "agent");
        console.awaitShown("routes-screen", "desk");
        console.robot().push(KeyCode.ESCAPE);
        console.awaitShown("routes-screen", "agent");

        console.robot().push(KeyCode.CONTROL, KeyCode.T);
        console.robot().write(AGENT);
        console.awaitShown("explain-sentence", AGENT);
        console.awaitShown("explain-sentence", "receives it");
        console.picture("journey-explain");
        console.robot().push(KeyCode.CONTROL, KeyCode.A);
        console.robot().write("acme/support/nobody");
        console.awaitShown("explain-sentence", "Nobody receives it");
    }

    @Test
    void theNodeMovesToAnotherPortAndServesThere(Scenario scenario) throws IOException {
        int before = console.port();
        int after = freePort();
        go(KeyCode.COMMA);
        console.awaitShown("settings", "Port");

        TextInputControl port =
                console.robot().lookup("#setting-port").queryAs(TextInputControl.class);
        console.robot().interact(() -> port.setText("70000"));
        console.awaitShown("settings", "65535");
        assertThat(console.port()).isEqualTo(before);
        console.robot().interact(() -> port.setText(Integer.toString(after)));
        console.robot().push(KeyCode.CONTROL, KeyCode.S);

        Await.until("it listens on the other port", () -> console.port() == after);
        join(scenario, AGENT);
        go(KeyCode.DIGIT2);
        console.awaitShown("clients-screen", AGENT);
    }

    @Test
    void bothThemesAreOneClickAway() {
        go(KeyCode.COMMA);
        console.awaitShown("settings", "Dark");

        console.robot().clickOn("#theme-dark");
        Await.until("it is dark", () -> console.brightness() < 0.4);
        console.picture("journey-settings-dark");
        console.robot().clickOn("#theme-light");
        Await.until("it is light", () -> console.brightness() > 0.6);
        console.picture("journey-settings-light");
    }

    private void go(KeyCode key) {
        console.robot().push(KeyCode.CONTROL, key);
    }

    private Application join(Scenario scenario, String name) {
        Application application = scenario.process(name);
        application.start(Scenario.SECRET);
        application.connect("http://127.0.0.1:" + console.port());
        application.subscribe(name);
        return application;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
