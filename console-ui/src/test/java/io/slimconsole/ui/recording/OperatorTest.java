package io.slimconsole.ui.recording;

import static io.slimconsole.ui.recording.Notebook.by;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.persistence.PersistenceException;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.persistence.Theme;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.overview.SampleTraffic;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ConsoleIdentity;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.settings.DataFolderControl;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the operator and programs do, through the ports that the window and the API have.
final class OperatorTest {
    private static final String SECRET = "a secret that nobody may read in a log: 0123456789";
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Name BOB = Name.parse("org/ns/bob");

    private final Notebook notebook = new Notebook();
    private final Recorder recorder = notebook.recorder();
    private final FakeChannels fake = new FakeChannels();
    private final Channels channels = recorder.channels(fake, Actor.OPERATOR);

    @Test
    void eachSettingThatIsChangedHasItsBeforeAndAfter() {
        var before = ConsoleSettings.defaults();
        var store = recorder.settings(new InMemorySettings(before));
        var node = before.node();

        store.save(
                before.withTheme(Theme.DARK)
                        .withNode(
                                new NodeConfig(
                                        node.nodeId(),
                                        "0.0.0.0",
                                        node.port(),
                                        node.tls(),
                                        node.domainName(),
                                        node.requireHeaderMac(),
                                        node.limits()))
                        .withManager(
                                new ManagerSettings(
                                        true, "::1", 10_356, Optional.of(Path.of("token")))));

        assertThat(notebook.entries())
                .containsExactly(
                        changed("node.host", "127.0.0.1", "0.0.0.0"),
                        changed("manager.on", "false", "true"),
                        changed("manager.host", "127.0.0.1", "::1"),
                        changed("theme", "SYSTEM", "DARK"),
                        changed("manager.tokenFile", "none", "token"));
        assertThat(store.load().theme()).isEqualTo(Theme.DARK);
    }

    private static Activity changed(String setting, String before, String after) {
        return by(Actor.OPERATOR, setting, "Changes a setting.")
                .with("before", before)
                .with("after", after);
    }

    @Test
    void settingsThatAreSavedAgainAreNoChange() {
        var settings = ConsoleSettings.defaults();
        var store = recorder.settings(new InMemorySettings(settings));

        store.save(settings.withFontPercent(100));

        assertThat(notebook.entries()).isEmpty();
    }

    @Test
    void aChangeThatIsNotSavedHasFailed() {
        var settings = ConsoleSettings.defaults();
        var full =
                new SettingsStore() {
                    @Override
                    public ConsoleSettings load() {
                        return settings;
                    }

                    @Override
                    public void save(ConsoleSettings other) {
                        throw new PersistenceException(
                                PersistenceException.Reason.DISK_FULL, "the disk is full");
                    }
                };

        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> recorder.settings(full).save(settings.withFontPercent(150)));

        assertThat(notebook.entries())
                .containsExactly(
                        changed("fontPercent", "100", "150")
                                .with("reason", "the disk is full")
                                .failed());
    }

    @Test
    void clientsThatAreDisconnectedKeptOutAndLetIn() {
        var node = FakeNode.running();
        node.setKeptOut(List.of(new KeptOut("link-1", "10.0.0.1:5", "org/ns/app", Notebook.NOW)));
        var recorded = recorder.node(node);

        recorded.disconnect(new ConnectionId(3), DisconnectMode.KEEP_OUT);
        recorded.letIn("link-1");

        assertThat(node.disconnects())
                .containsExactly(
                        new FakeNode.Disconnect(new ConnectionId(3), DisconnectMode.KEEP_OUT));
        assertThat(node.lettingIn()).containsExactly("link-1");
        assertThat(notebook.entries())
                .containsExactly(
                        by(Actor.OPERATOR, "connection 3", "Disconnects a client and keeps it out.")
                                .withConnection(
                                        new ConnectionRef(Notebook.RUN, new ConnectionId(3)))
                                .with("reason", "it was gone already")
                                .failed(),
                        by(Actor.OPERATOR, "org/ns/app", "Lets a client in again.")
                                .with("link", "link-1"));
    }

    @Test
    void theNodeIsStartedRestartedAndStopped() {
        try (var nodes = new NodeService(FakeNode::new)) {
            nodes.start(NodeConfig.loopback(1)).join();
            recorder.followCommands(nodes);

            nodes.start(NodeConfig.loopback(2)).join();
            nodes.stop().join();
            nodes.retry().join();
        }

        assertThat(notebook.entries())
                .containsExactly(
                        by(Actor.OPERATOR, "node", "Restarts the node.")
                                .with("before", "127.0.0.1:1")
                                .with("after", "127.0.0.1:2"),
                        by(Actor.OPERATOR, "node", "Stops the node."),
                        by(Actor.OPERATOR, "node", "Starts the node again."));
    }

    @Test
    void channelsAreMadeAndEnded() {
        var draft = new ChannelDraft(CHANNEL, SessionOptions.DEFAULT.withEncrypted(false));

        channels.create(draft).join();
        int id = fake.list().getFirst().sessionId();
        channels.create(draft).join();
        channels.close(id).join();
        channels.close(id).join();

        var made =
                by(Actor.OPERATOR, "org/ns/channel", "Creates a channel.")
                        .with("encrypted", "false")
                        .with("reliable", "true");
        var closes = "Closes the channel for all.";
        assertThat(notebook.entries())
                .containsExactly(
                        made.withSession(id),
                        made.with("reason", "it exists already").failed().withSession(id),
                        by(Actor.OPERATOR, "org/ns/channel", closes).withSession(id),
                        by(Actor.OPERATOR, "session " + id, closes)
                                .withSession(id)
                                .with("reason", "the channel has ended")
                                .failed());
    }

    @Test
    void anInvitationIsRecordedWhenItHasEnded() {
        int id = fake.add("org/ns/channel", true);

        var outcome = channels.invite(id, BOB);
        int before = notebook.entries().size();
        fake.end(id, BOB, new Outcome.NobodyThere(BOB, Duration.ofMillis(70)));
        outcome.join();

        assertThat(before).isZero();
        assertThat(notebook.entries())
                .containsExactly(
                        by(Actor.OPERATOR, "org/ns/channel", "Invites an application.")
                                .withSession(id)
                                .with("member", "org/ns/bob")
                                .with("waited", "70 ms")
                                .with("reason", "nobody answers under org/ns/bob")
                                .failed());
    }

    @Test
    void whatAProgramDoesIsToldApart() {
        int id = fake.add("org/ns/channel", true);

        recorder.channels(fake, Actor.API).remove(id, BOB).join();

        assertThat(notebook.entries())
                .containsExactly(
                        Activity.of(
                                        Notebook.NOW,
                                        ActivityKind.API,
                                        "api",
                                        "org/ns/channel",
                                        "Removes a member.")
                                .withSession(id)
                                .with("member", "org/ns/bob")
                                .with("reason", "org/ns/bob is no member")
                                .failed());
    }

    @Test
    void aNewIdentityIsRecordedWithoutItsSecret() {
        channels.identify(new ConsoleIdentity(BOB, SECRET)).join();
        fake.refuseIdentity("the secret is too short");
        channels.identify(new ConsoleIdentity(CHANNEL, SECRET)).join();

        var changes = by(Actor.OPERATOR, "identity", "Changes the identity of the console.");
        assertThat(notebook.entries())
                .containsExactly(
                        changes.with("before", "slim-console/default/console")
                                .with("after", "org/ns/bob"),
                        changes.with("before", "org/ns/bob")
                                .with("after", "org/ns/channel")
                                .with("reason", "the secret is too short")
                                .failed());
        assertThat(notebook.entries().toString()).doesNotContain(SECRET);
    }

    @Test
    void aMessageIsRecordedWithoutItsContent() {
        int id = fake.add("org/ns/channel", true);
        var payload =
                new Payload("text/plain", ByteString.copyFromUtf8("top secret"), Map.of("k", "v"));

        channels.publish(id, payload).join();

        assertThat(notebook.entries())
                .containsExactly(
                        by(Actor.OPERATOR, "org/ns/channel", "Sends a message to all members.")
                                .withSession(id)
                                .with("type", "text/plain")
                                .with("bytes", "10")
                                .with("message", "0")
                                .with("acknowledged", ""));
        assertThat(notebook.entries().toString()).doesNotContain("top secret");
    }

    @Test
    void aLostChannelIsForgotten() {
        channels.forget(new LostChannel(-1, "its record is of a newer version"));

        assertThat(notebook.entries())
                .containsExactly(
                        by(
                                        Actor.OPERATOR,
                                        "session 4294967295",
                                        "Deletes a stored channel that can't be gone on with.")
                                .withSession(-1)
                                .with("reason", "its record is of a newer version"));
    }

    @Test
    void theDataFolderIsToBeMoved() {
        var folder =
                recorder.dataFolder(
                        new DataFolderControl() {
                            @Override
                            public Path current() {
                                return Path.of("old");
                            }

                            @Override
                            public Optional<String> option() {
                                return Optional.empty();
                            }

                            @Override
                            public Optional<Path> planned() {
                                return Optional.empty();
                            }

                            @Override
                            public Answer planMove(Path target) {
                                return new Answer.Planned(target);
                            }

                            @Override
                            public void cancelMove() {}
                        });

        folder.planMove(Path.of("new"));
        folder.cancelMove();

        assertThat(notebook.entries())
                .containsExactly(
                        by(
                                        Actor.OPERATOR,
                                        "data folder",
                                        "Has the data moved when the console starts the next"
                                                + " time.")
                                .with("before", "old")
                                .with("after", "new"),
                        by(Actor.OPERATOR, "data folder", "Leaves the data where it is."));
    }

    @Test
    void sampleTrafficIsStartedAndStopped() {
        SampleTraffic samples =
                recorder.samples(
                        new SampleTraffic() {
                            @Override
                            public boolean running() {
                                return false;
                            }

                            @Override
                            public void start() {}

                            @Override
                            public void stop() {}
                        });

        samples.start();
        samples.stop();

        assertThat(notebook.entries())
                .containsExactly(
                        by(Actor.OPERATOR, "sample traffic", "Starts sample traffic."),
                        by(Actor.OPERATOR, "sample traffic", "Stops sample traffic."));
    }

    @Test
    void aCallThatIsNotLetInIsRefusedWithPeerAndMethod() {
        recorder.refusedCalls()
                .refused("10.0.0.1:5000", "manager/List", "a bearer token is needed");

        assertThat(notebook.entries())
                .containsExactly(
                        Activity.of(
                                        Notebook.NOW,
                                        ActivityKind.REFUSED,
                                        "10.0.0.1:5000",
                                        "channel manager",
                                        "Refused a call: a bearer token is needed.")
                                .with("method", "manager/List")
                                .failed());
    }

    @Test
    void aGroupThatIsLeftOutIsNotRecorded() {
        notebook.only(ActivityKind.Group.SESSION);

        channels.retry();

        assertThat(fake.retries()).isOne();
        assertThat(notebook.entries()).isEmpty();
    }
}
