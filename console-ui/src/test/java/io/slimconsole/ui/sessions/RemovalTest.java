package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.Application;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What is seen of a member while it is removed.
final class RemovalTest {
    private static final String SECRET = "a secret that all of them share: 0123456789";

    private final InstantSource clock = InstantSource.system();
    private final NodeService nodes = new NodeService(SlimNode::create);
    private final VaultResult vault = new VaultResult.Opened(new InMemoryVault());
    private final ConsoleChannels channels =
            ConsoleChannels.open(nodes, new InMemorySessionStore(), () -> vault, clock);
    private final List<Application> members = new ArrayList<>();

    @AfterEach
    void close() {
        members.forEach(Application::close);
        channels.close();
        nodes.close();
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private int channel(SessionOptions options) {
        get(nodes.start(NodeConfig.loopback(0)));
        var identity = new ConsoleIdentity(Name.parse("org/ns/console"), SECRET);
        assertThat(get(channels.identify(identity))).isEmpty();
        Await.until(
                "the console takes part", () -> channels.state() instanceof ChannelsState.Ready);
        var draft = new ChannelDraft(Name.parse("org/ns/channel"), options);
        return ((Creation.Created) get(channels.create(draft))).sessionId();
    }

    private Application member(int channel, String service) {
        var secret = new SharedSecret(SECRET, clock);
        var identity =
                SharedSecretIdentity.create(
                        service,
                        secret,
                        SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256));
        var joined =
                Application.join(
                        new LocalNetwork(nodes.node().orElseThrow(), service),
                        Name.parse(service),
                        identity,
                        secret,
                        clock,
                        SessionStorage.NONE);
        members.add(joined);
        joined.onInvitation(invitation -> invitation.accept(_ -> {}));
        assertThat(get(channels.invite(channel, Name.parse(service))))
                .isInstanceOf(Outcome.Invited.class);
        return joined;
    }

    private Channel find(int channel) {
        return channels.find(channel).orElseThrow();
    }

    @Test
    void whoIsRemovedIsSeenToLeaveUntilTheOthersHaveAnswered() {
        int channel = channel(SessionOptions.DEFAULT.withTimers(Duration.ofMillis(500), 11));
        Name anna = member(channel, "org/ns/anna").name();
        Application berta = member(channel, "org/ns/berta");
        Channel.Member before = find(channel).members().get(1);
        berta.close(); // it won't answer

        var removal = channels.remove(channel, Name.parse("org/ns/anna"));

        Await.until("anna leaves", () -> !find(channel).leaving().isEmpty());
        assertThat(removal).isNotDone();
        assertThat(find(channel).leaving()).containsExactly(before.withLeaving(true));
        assertThat(find(channel).members())
                .extracting(member -> member.participant().name())
                .doesNotContain(anna);
        assertThat(get(removal)).isEqualTo(new Outcome.Removed(anna, true, Set.of(berta.name())));
        assertThat(find(channel).leaving()).isEmpty();
    }

    @Test
    void whoIsNoMemberDoesNotLeave() {
        int channel = channel(SessionOptions.DEFAULT);

        assertThat(get(channels.remove(channel, Name.parse("org/ns/nobody"))))
                .isInstanceOf(Outcome.NotAMember.class);
        assertThat(find(channel).leaving()).isEmpty();
    }
}
