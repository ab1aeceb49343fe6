package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.app.RunningConsole;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.table.LiveRow;

import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What an operator does with a channel, in the real window and with upstream's real applications.
@InteropTest
final class ChannelJourneyTest {
    private static final String CHANNEL = "acme/chat/general";
    private static final List<String> AGENTS =
            List.of("acme/agents/one", "acme/agents/three", "acme/agents/two");
    private static final Duration NOTHING_MORE = Duration.ofSeconds(2);

    /// Members that went with the node count as offline until they have answered again.
    private static final Duration BACK_AGAIN = Duration.ofSeconds(60);

    @TempDir Path folders;

    private int port;
    private RunningConsole console;

    @BeforeEach
    void open() throws IOException {
        port = freePort();
        console = RunningConsole.open(Files.createDirectory(folders.resolve("first")), port);
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void threeApplicationsAreGatheredTheyTalkOneIsRemovedAndTheChannelIsClosed(Scenario scenario) {
        List<Session> sessions = gather(scenario);
        console.picture("journey-channel-members");

        sessions.getFirst().publish("good morning");
        console.robot().clickOn("#channel-tab-conversation");
        console.awaitShown("conversation", "good morning");
        console.picture("journey-channel-conversation");
        console.robot().clickOn("#channel-tab-group");
        console.awaitShown("group-pane", "3");
        console.picture("journey-channel-group");

        console.robot().clickOn("#channel-tab-members");
        select("acme/agents/two");
        console.robot().clickOn("#channel-remove");
        console.awaitShown("confirm", "3 participants will be told and the group moves to epoch 4");
        console.robot().clickOn("#confirm-act");
        // until all others know, they still speak under the keys that it has as well
        console.awaitShown("toasts", "is removed");
        console.awaitShownNoMore("channel-members", "acme/agents/two");
        sessions.getFirst().publish("without two");
        assertThat(sessions.get(1).receive().text()).isEqualTo("good morning");
        assertThat(sessions.get(1).receive().text()).isEqualTo("without two");
        assertThat(sessions.getLast().receive().text()).isEqualTo("good morning");
        assertThat(sessions.getLast().receiveWithin(NOTHING_MORE)).isEmpty();

        console.robot().clickOn("#channel-close");
        console.awaitShown("confirm", "2 participants will be told that it has ended");
        console.robot().clickOn("#confirm-act");
        console.awaitShown("channels", "No channels yet");
    }

    @Test
    void nobodyUnderANameIsToldWithWhatToTryAndRetried(Scenario scenario) {
        identify();
        create();
        console.robot().push(KeyCode.CONTROL, KeyCode.I);
        console.awaitShown("invite-form", "Who");
        console.robot().write("acme/agents/one").push(KeyCode.CONTROL, KeyCode.ENTER);
        Await.until(
                "the invitation has failed",
                BACK_AGAIN,
                () -> console.shown("invitations").contains("Nobody is there"));
        console.picture("journey-channel-nobody");

        Application one = join(scenario, "acme/agents/one");
        var accepted = one.accept();
        console.robot().clickOn(".invitation .button");

        console.awaitShown("channel-members", "acme/agents/one");
        assertThat(one.await(accepted)).isNotNull();
    }

    @Test
    void aChannelIsAliveAfterItsConsoleWasKilled(Scenario scenario) throws IOException {
        List<Session> sessions = gather(scenario);
        kill();

        console = RunningConsole.open(folders.resolve("second"), port);

        console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT4);
        console.awaitShown("channels-table", CHANNEL);
        console.robot().clickOn("#channels-table .table-row-cell").push(KeyCode.ENTER);
        Await.until(
                "all are online",
                BACK_AGAIN,
                () -> console.shown("channel-online").contains("4 of 4 online"));
        console.picture("journey-channel-after-kill");
        console.robot().clickOn("#channel-tab-conversation");
        sessions.getFirst().publish("still here");
        console.awaitShown("conversation", "still here");
    }

    /// What the disk holds at this moment is all that is left.
    private void kill() throws IOException {
        Path first = folders.resolve("first");
        Path second = folders.resolve("second");
        try (Stream<Path> all = Files.walk(first)) {
            for (Path each : all.toList()) {
                Path to = second.resolve(first.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else if (Files.isRegularFile(each)) {
                    Files.copy(each, to);
                }
            }
        }
        console.close();
    }

    /// A channel in the window, with three applications in it.
    private List<Session> gather(Scenario scenario) {
        identify();
        create();
        List<Application> agents = AGENTS.stream().map(name -> join(scenario, name)).toList();
        var accepted = agents.stream().map(Application::accept).toList();
        console.robot().push(KeyCode.CONTROL, KeyCode.I);
        console.awaitShown("invite-form", "Who");
        console.robot().write("acme/agents/");
        AGENTS.forEach(name -> console.awaitShown("invite-candidates", name));
        for (int i = 0; i < AGENTS.size(); i++) {
            console.robot().push(KeyCode.DOWN).push(KeyCode.SPACE);
        }
        console.awaitShown("invite-send", "Invite 3");
        console.picture("journey-channel-invite");
        console.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
        AGENTS.forEach(name -> console.awaitShown("channel-members", name));
        console.awaitShown("channel-epoch", "Epoch 3");
        return Stream.iterate(0, i -> i < agents.size(), i -> i + 1)
                .map(i -> agents.get(i).await(accepted.get(i)))
                .toList();
    }

    private void identify() {
        console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT4);
        console.awaitShown("channels-first", "Shared secret");
        console.robot().clickOn("#identity-secret").write(Scenario.SECRET);
        console.robot().clickOn("#identity-apply");
        console.awaitShown("channels", "No channels yet");
    }

    private void create() {
        console.robot().push(KeyCode.CONTROL, KeyCode.N);
        console.awaitShown("create-form", "Reliable delivery");
        console.robot().write(CHANNEL).push(KeyCode.ENTER);
        console.awaitShown("channel-name", CHANNEL);
    }

    private void select(String member) {
        TableView<?> table = console.robot().lookup("#channel-members").queryAs(TableView.class);
        console.robot()
                .interact(
                        () -> {
                            for (int i = 0; i < table.getItems().size(); i++) {
                                if (table.getItems().get(i) instanceof LiveRow<?> row
                                        && row.value() instanceof Channel.Member one
                                        && one.participant().name().prefix().equals(member)) {
                                    table.getSelectionModel().clearAndSelect(i);
                                }
                            }
                        });
    }

    private Application join(Scenario scenario, String name) {
        Application application = scenario.process(name);
        application.start(Scenario.SECRET);
        application.connect("http://127.0.0.1:" + port);
        application.subscribe(name);
        return application;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
