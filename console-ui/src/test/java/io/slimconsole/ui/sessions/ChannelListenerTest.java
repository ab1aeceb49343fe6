package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What listeners hear of channels, over a real node.
final class ChannelListenerTest {
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Name NOBODY = Name.parse("org/ns/nobody");
    private static final ConsoleIdentity IDENTITY =
            new ConsoleIdentity(
                    Name.parse("org/ns/console"), "a secret that all of them share: 0123456789");

    private record Heard(int sessionId, Optional<Name> channel, ChannelEvent event) {}

    @Test
    void aChannelIsToldFromItsBeginningToItsEnd() {
        List<Heard> heard = new CopyOnWriteArrayList<>();
        var vault = new VaultResult.Opened(new InMemoryVault());
        var options = SessionOptions.DEFAULT.withTimers(Duration.ofMillis(50), 1);
        try (var nodes = new NodeService(SlimNode::create);
                var channels =
                        ConsoleChannels.open(
                                nodes,
                                new InMemorySessionStore(),
                                () -> vault,
                                InstantSource.system(),
                                (id, name, event) -> heard.add(new Heard(id, name, event)))) {
            nodes.start(NodeConfig.loopback(0)).join();
            channels.identify(IDENTITY).join();
            Await.until("ready", () -> channels.state() instanceof ChannelsState.Ready);

            int id =
                    ((Creation.Created) channels.create(new ChannelDraft(CHANNEL, options)).join())
                            .sessionId();
            Outcome invited = channels.invite(id, NOBODY).join();
            nodes.start(NodeConfig.loopback(0)).join();
            Await.until("it goes on", () -> isResumed(heard));
            Await.until(
                    "it can be closed", () -> channels.close(id).join() instanceof Outcome.Closed);

            assertThat(heard)
                    .allMatch(each -> each.sessionId() == id)
                    .allMatch(each -> each.channel().equals(Optional.of(CHANNEL)));
            assertThat(heard)
                    .extracting(Heard::event)
                    .filteredOn(event -> !(event instanceof ChannelEvent.OfSession))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("members")
                    .containsExactly(
                            new ChannelEvent.Created(options),
                            new ChannelEvent.Inviting(NOBODY),
                            new ChannelEvent.InviteEnded(NOBODY, invited),
                            new ChannelEvent.Resumed(List.of()),
                            new ChannelEvent.Closed());
        }
    }

    private static boolean isResumed(List<Heard> heard) {
        return heard.stream().anyMatch(each -> each.event() instanceof ChannelEvent.Resumed);
    }
}
