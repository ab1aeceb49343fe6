package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.Application;
import io.slimconsole.session.ParticipantSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.Exchange.Step;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Questions to an application on the same node.
final class AskingTest {
    private static final String SECRET = "a secret that all of them share: 0123456789";
    private static final Name ECHO = Name.parse("org/ns/echo");
    private static final Payload HELLO =
            new Payload("text/plain", ByteString.copyFromUtf8("hello"), Map.of());

    private final InstantSource clock = InstantSource.system();
    private final NodeService nodes = new NodeService(SlimNode::create);
    private final VaultResult vault = new VaultResult.Opened(new InMemoryVault());
    private final ConsoleChannels channels =
            ConsoleChannels.open(nodes, new InMemorySessionStore(), () -> vault, clock);
    private final List<Exchange> heard = new CopyOnWriteArrayList<>();
    private Optional<Application> application = Optional.empty();

    @BeforeEach
    void takePart() {
        get(nodes.start(NodeConfig.loopback(0)));
        assertThat(
                        get(
                                channels.identify(
                                        new ConsoleIdentity(Name.parse("org/ns/console"), SECRET))))
                .isEmpty();
        Await.until(
                "the console takes part", () -> channels.state() instanceof ChannelsState.Ready);
    }

    @AfterEach
    void close() {
        application.ifPresent(Application::close);
        channels.close();
        nodes.close();
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /// An application that answers what it is told with the same, or with nothing.
    private Name start(boolean answers) {
        var secret = new SharedSecret(SECRET, clock);
        var identity =
                SharedSecretIdentity.create(
                        ECHO.prefix(),
                        secret,
                        SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256));
        var joined =
                Application.join(
                        new LocalNetwork(nodes.node().orElseThrow(), "echo"),
                        ECHO,
                        identity,
                        secret,
                        clock,
                        SessionStorage.NONE);
        joined.onInvitation(
                invitation -> {
                    var session = new AtomicReference<Optional<ParticipantSession>>();
                    session.set(
                            invitation.accept(
                                    event -> {
                                        if (answers
                                                && event
                                                        instanceof
                                                        SessionEvent.Message(
                                                                var _,
                                                                Payload payload,
                                                                boolean _)) {
                                            var _ = session.get().orElseThrow().publish(payload);
                                        }
                                    }));
                });
        application = Optional.of(joined);
        return joined.name();
    }

    private Exchange ask(boolean encrypted, Duration patience) {
        return get(channels.ask(new Question(ECHO, HELLO, encrypted, patience), heard::add));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyComesBack(boolean encrypted) {
        Name echo = start(true);

        Exchange last = ask(encrypted, Duration.ofSeconds(30));

        assertThat(last.step()).isEqualTo(Step.REPLIED);
        assertThat(last.reply()).contains(HELLO);
        assertThat(last.instance()).contains(echo);
        assertThat(heard)
                .extracting(Exchange::step)
                .startsWith(Step.DISCOVERING, Step.JOINING, Step.WELCOMING, Step.WAITING)
                .endsWith(Step.REPLIED);
        assertThat(heard.getLast()).isEqualTo(last);
        assertThat(channels.list()).isEmpty();
    }

    @Test
    void silenceEndsAfterAWhile() {
        start(false);

        Exchange last = ask(true, Duration.ofSeconds(3));

        assertThat(last.step()).isEqualTo(Step.SILENT);
        assertThat(last.sent().orElseThrow())
                .isInstanceOfSatisfying(
                        PublishOutcome.Answered.class,
                        answered -> assertThat(answered.isComplete()).isTrue());
    }

    @Test
    void aNodeThatStopsEndsIt() {
        start(false);
        var asked =
                channels.ask(new Question(ECHO, HELLO, true, Duration.ofMinutes(5)), heard::add);
        Await.until("it waits", () -> !heard.isEmpty() && heard.getLast().step() == Step.WAITING);

        get(nodes.stop());

        assertThat(get(asked).failure()).contains(new Outcome.SessionOver());
    }

    @Test
    void withoutANodeItSaysSo() {
        get(nodes.stop());

        Exchange last = ask(true, Duration.ofSeconds(1));

        assertThat(last.step()).isEqualTo(Step.FAILED);
        assertThat(last.failure().orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.NotPossible.class, why -> assertThat(why.why()).contains("node"));
    }
}
