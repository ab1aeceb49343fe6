package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.IMPATIENT;
import static io.slimconsole.tests.interop.OurModerator.PATIENT;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.sessions.Creation;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.sessions.Said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// What the window works with, over a real node and a real database; all participants are upstream's.
@InteropTest
final class OurConsoleChannelsTest {
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Duration HEARTBEATS = Duration.ofSeconds(60);
    private static final Duration NOTHING_MORE = Duration.ofSeconds(1);

    @TempDir Path folder;

    private static <T> T get(CompletableFuture<T> result) {
        try {
            return result.get(90, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static OurConsole closedAtEnd(OurConsole console, Scenario scenario) {
        scenario.atEnd(console::close);
        return console;
    }

    private static List<Application> peers(Scenario scenario, OurConsole console, String... names) {
        return Stream.of(names).map(name -> console.peer(scenario, name)).toList();
    }

    private static int create(OurConsole console, SessionOptions options) {
        assertThat(get(console.channels().identify(OurConsole.IDENTITY))).isEmpty();
        console.awaitReady();
        return ((Creation.Created)
                        get(console.channels().create(new ChannelDraft(CHANNEL, options))))
                .sessionId();
    }

    /// Invites them all at once; they come one after the other.
    private static List<Session> gather(
            ConsoleChannels channels, int channel, List<Application> peers) {
        var accepted = peers.stream().map(Application::accept).toList();
        var outcomes =
                peers.stream()
                        .map(peer -> channels.invite(channel, Name.parse(peer.name())))
                        .toList();
        outcomes.forEach(outcome -> assertThat(get(outcome)).isInstanceOf(Outcome.Invited.class));
        var sessions = new ArrayList<Session>();
        for (int i = 0; i < peers.size(); i++) {
            sessions.add(peers.get(i).await(accepted.get(i)));
        }
        return sessions;
    }

    private static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    private static List<Name> acknowledged(CompletableFuture<PublishOutcome> outcome) {
        return ((PublishOutcome.Answered) get(outcome)).acknowledged();
    }

    private static Channel find(OurConsole console, int channel) {
        return console.channels().find(channel).orElseThrow();
    }

    /// Who was not there when the console came back counts as offline until it answers a heartbeat.
    private static void awaitOnline(OurConsole console, int channel) {
        Await.until(
                "all members are back",
                HEARTBEATS,
                () ->
                        find(console, channel).members().stream()
                                .allMatch(member -> member.participant().online()));
    }

    private static List<String> members(OurConsole console, int channel) {
        return find(console, channel).members().stream()
                .map(member -> member.participant().name().prefix())
                .toList();
    }

    private static List<String> heard(OurConsole console, int channel) {
        return console.channels().conversation(channel).stream()
                .filter(Said.Heard.class::isInstance)
                .map(said -> ((Said.Heard) said).payload().blob().toStringUtf8())
                .toList();
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void aKilledConsoleGoesOnWithItsChannel(boolean encrypted, Scenario scenario) {
        var first = OurConsole.in(folder).start(0);
        int port = first.port();
        int channel = create(first, PATIENT.withEncrypted(encrypted));
        assertThat(find(first, channel).phase()).isEqualTo(Channel.Phase.NEW);
        var peers = peers(scenario, first, "org/ns/one", "org/ns/two", "org/ns/three");
        List<Session> sessions = gather(first.channels(), channel, peers);
        sessions.getFirst().publish("before");
        assertThat(sessions.get(1).receive().text()).isEqualTo("before");
        assertThat(acknowledged(first.channels().publish(channel, text("from us")))).hasSize(3);
        Await.until("we have read it", () -> heard(first, channel).equals(List.of("before")));
        Await.until(
                "all three have come in",
                () ->
                        find(first, channel).invitations().stream()
                                .map(Invitation::succeeded)
                                .toList()
                                .equals(List.of(true, true, true)));
        Channel before = find(first, channel);
        first.kill();

        var second = closedAtEnd(OurConsole.in(folder), scenario);
        assertThat(find(second, channel).members()).hasSize(4);
        assertThat(get(second.channels().invite(channel, Name.parse("org/ns/four"))))
                .isInstanceOf(Outcome.NotPossible.class);
        second.start(port);
        second.awaitReady();
        peers.forEach(Application::awaitReconnected);
        awaitOnline(second, channel);

        Channel after = find(second, channel);
        assertThat(after.name()).isEqualTo(CHANNEL);
        assertThat(after.created()).isEqualTo(before.created().truncatedTo(ChronoUnit.MILLIS));
        assertThat(after.options()).isEqualTo(before.options());
        assertThat(after.epoch()).isEqualTo(before.epoch()).isEqualTo(3);
        assertThat(after.phase()).isEqualTo(Channel.Phase.OPEN);
        assertThat(after.notStored()).isEmpty();
        assertThat(members(second, channel))
                .containsExactly("org/ns/console", "org/ns/one", "org/ns/two", "org/ns/three");
        if (encrypted) {
            assertThat(after.members())
                    .extracting(member -> member.leaf().orElseThrow())
                    .containsExactly(0, 1, 2, 3);
            assertThat(after.members())
                    .extracting(member -> member.joinedEpoch().orElseThrow())
                    .containsExactly(0L, 1L, 2L, 3L);
            assertThat(after.members()).allMatch(member -> member.joined().isPresent());
        }
        sessions.addAll(gather(second.channels(), channel, peers(scenario, second, "org/ns/four")));
        sessions.getLast().publish("from four");
        assertThat(sessions.get(1).receive().text()).isEqualTo("from us");
        assertThat(sessions.get(1).receive().text()).isEqualTo("from four");
        assertThat(acknowledged(second.channels().publish(channel, text("back")))).hasSize(4);
        Await.until("we have read it", () -> heard(second, channel).equals(List.of("from four")));
        assertThat(get(second.channels().remove(channel, Name.parse("org/ns/three"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        assertThat(members(second, channel)).doesNotContain("org/ns/three");
        assertThat(get(second.channels().close(channel))).isInstanceOf(Outcome.Closed.class);
        assertThat(second.channels().list()).isEmpty();
        assertThat(sessions.get(1).receive().text()).isEqualTo("back");
        assertThat(sessions.get(1).receiveWithin(NOTHING_MORE)).isEmpty();
    }

    @ParameterizedTest(name = "on the disk {0}")
    @ValueSource(booleans = {true, false})
    void channelsGoOnWhenTheNodeIsStartedAgain(boolean onDisk, Scenario scenario) {
        var console =
                closedAtEnd(
                                onDisk
                                        ? OurConsole.in(folder)
                                        : OurConsole.inMemory(
                                                new InMemorySessionStore(),
                                                new VaultResult.Opened(new InMemoryVault())),
                                scenario)
                        .start(0);
        int port = console.port();
        int channel = create(console, PATIENT);
        var peers = peers(scenario, console, "org/ns/one", "org/ns/two");
        List<Session> sessions = gather(console.channels(), channel, peers);
        var stranger = scenario.process("org/ns/stranger");
        stranger.start("another secret, which nobody shares: 0123456789");
        stranger.connect(console.url());
        stranger.subscribe(stranger.name());
        var unanswered = console.channels().invite(channel, Name.parse("org/ns/stranger"));

        console.stopNode();
        assertThat(get(unanswered)).isInstanceOf(Outcome.NotPossible.class);
        assertThat(members(console, channel)).hasSize(3);
        assertThat(get(console.channels().publish(channel, text("lost"))))
                .isInstanceOf(PublishOutcome.Refused.class);
        console.start(port);
        console.awaitReady();
        peers.forEach(Application::awaitReconnected);
        awaitOnline(console, channel);

        assertThat(acknowledged(console.channels().publish(channel, text("again")))).hasSize(2);
        for (Session session : sessions) {
            assertThat(session.receive().text()).isEqualTo("again");
        }
        sessions.getFirst().publish("here too");
        assertThat(sessions.getLast().receive().text()).isEqualTo("here too");
        Await.until("we have read it", () -> heard(console, channel).equals(List.of("here too")));
        sessions.addAll(
                gather(console.channels(), channel, peers(scenario, console, "org/ns/three")));
        assertThat(acknowledged(console.channels().publish(channel, text("to all")))).hasSize(3);
        assertThat(get(console.channels().close(channel))).isInstanceOf(Outcome.Closed.class);
    }

    @Test
    void anInvitationThatFailsSaysAtWhichStep(Scenario scenario) {
        var console = closedAtEnd(OurConsole.in(folder), scenario).start(0);
        int channel = create(console, IMPATIENT);

        Outcome outcome = get(console.channels().invite(channel, Name.parse("org/ns/nobody")));

        assertThat(outcome).isInstanceOf(Outcome.NobodyThere.class);
        Await.until(
                "the invitation has ended",
                () ->
                        find(console, channel).invitations().stream()
                                .allMatch(each -> each.step() == Invitation.Step.ENDED));
        Channel now = find(console, channel);
        assertThat(now.invitations())
                .singleElement()
                .satisfies(
                        invitation -> {
                            assertThat(invitation.step()).isEqualTo(Invitation.Step.ENDED);
                            assertThat(invitation.outcome()).contains(outcome);
                        });
        console.channels().dismiss(channel, now.invitations().getFirst().id());
        assertThat(find(console, channel).invitations()).isEmpty();
    }
}
