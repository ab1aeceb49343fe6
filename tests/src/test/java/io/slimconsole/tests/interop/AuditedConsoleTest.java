package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.PATIENT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.recording.Actor;
import io.slimconsole.ui.recording.Recorder;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.sessions.Creation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// From what happens in a node and is done with it, over everything in between, to what the log holds afterwards.
@InteropTest
final class AuditedConsoleTest {
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final String ONE = "org/ns/one";
    private static final String TWO = "org/ns/two";
    private static final int ALL = 100_000;

    @TempDir Path folder;

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(90, TimeUnit.SECONDS).join();
    }

    @Test
    void theLogHoldsWhatTheNodeReportedAndWhatWasDone(Scenario scenario) {
        NodeStatus last = workWithAChannel(scenario);

        try (var log = open(new MessageFeed(AuditLog.lastRun(folder)))) {
            checkMessages(all(log.messages().find(MessageFilter.ALL)), last);
            List<ActivityEntry> activity = all(log.activity().find(ActivityFilter.ALL)).reversed();
            checkActivity(activity);
            assertThat(contents(log, activity)).containsExactly("from one", "from us");
            assertThat(activity.toString()).doesNotContain(Scenario.SECRET, "from one", "from us");
        }
    }

    private AuditLog open(MessageFeed feed) {
        var defaults = AuditRules.DEFAULTS;
        var rules =
                new AuditRules(
                        defaults.messages(),
                        defaults.leftOut(),
                        defaults.activity(),
                        Set.of(CHANNEL.prefix()),
                        defaults.keepMessages(),
                        defaults.keepActivity());
        return AuditLog.open(folder, feed, rules, Clock.systemUTC());
    }

    /// @return what the node counted until its end
    private NodeStatus workWithAChannel(Scenario scenario) {
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        var vault = new VaultResult.Opened(new InMemoryVault());
        try (var log = open(feed)) {
            var recorder =
                    new Recorder(
                            log::rules,
                            log::record,
                            log::record,
                            InstantSource.system(),
                            feed::run);
            try (var nodes =
                    new NodeService(config -> recorder.node(SlimNode.create(config, feed)))) {
                recorder.follow(nodes);
                try (var channels =
                        ConsoleChannels.open(
                                nodes,
                                new InMemorySessionStore(),
                                () -> vault,
                                InstantSource.system(),
                                recorder.channelEvents())) {
                    get(nodes.start(NodeConfig.loopback(0)));
                    SlimNode node = nodes.node().orElseThrow();
                    work(scenario, node, recorder.channels(channels, Actor.OPERATOR));
                    get(nodes.stop());
                    return node.status();
                }
            }
        }
    }

    private static void work(Scenario scenario, SlimNode node, Channels channels) {
        assertThat(get(channels.identify(OurConsole.IDENTITY))).isEmpty();
        Await.until("ready", () -> channels.state() instanceof ChannelsState.Ready);
        int channel =
                ((Creation.Created) get(channels.create(new ChannelDraft(CHANNEL, PATIENT))))
                        .sessionId();
        Session one = invite(scenario, node, channels, channel, ONE);
        Session two = invite(scenario, node, channels, channel, TWO);
        one.publish("from one");
        assertThat(two.receive().text()).isEqualTo("from one");
        get(
                channels.publish(
                        channel,
                        new Payload("text", ByteString.copyFromUtf8("from us"), Map.of())));
        assertThat(one.receive().text()).isEqualTo("from us");
        assertThat(get(channels.remove(channel, Name.parse(TWO))))
                .isInstanceOf(Outcome.Removed.class);
        assertThat(get(channels.close(channel))).isInstanceOf(Outcome.Closed.class);
    }

    private static Session invite(
            Scenario scenario, SlimNode node, Channels channels, int channel, String name) {
        Application peer = scenario.process(name);
        peer.start(Scenario.SECRET);
        peer.connect("http://127.0.0.1:" + node.status().address().orElseThrow().getPort());
        peer.subscribe(name);
        var accepted = peer.accept();
        assertThat(get(channels.invite(channel, Name.parse(name))))
                .isInstanceOf(Outcome.Invited.class);
        return peer.await(accepted);
    }

    private static <E extends AuditEntry> List<E> all(Finding<E> found) {
        try (found) {
            Await.until("all is found", () -> found.progress().done());
            return found.page(0, ALL);
        }
    }

    private static void checkMessages(List<MessageEntry> messages, NodeStatus last) {
        long left = messages.stream().mapToLong(AuditedConsoleTest::receivers).sum();
        var drops = new EnumMap<DropReason, Long>(DropReason.class);
        for (MessageEntry message : messages) {
            if (message.outcome() != MessageOutcome.DELIVERED) {
                drops.merge(
                        DropReason.valueOf(message.outcome().name()),
                        (long) message.sampled(),
                        Long::sum);
            }
        }
        assertThat(drops).isEqualTo(last.dropped());
        assertThat(left).isEqualTo(last.total().messagesOut());
        assertThat(messages)
                .filteredOn(message -> message.messageType() == 1)
                .filteredOn(message -> prefix(message).equals(CHANNEL.prefix()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(message -> message.to().size() == 2);
        assertThat(messages)
                .extracting(message -> message.source().map(AuditName::prefix).orElse(""))
                .contains(ONE, TWO, OurConsole.IDENTITY.service().prefix());
    }

    /// Those that were told as delivered, without those of whom it turned out that they were gone.
    private static long receivers(MessageEntry message) {
        return switch (message.outcome()) {
            case DELIVERED -> message.to().size();
            case RECEIVER_GONE -> -message.sampled();
            default -> 0;
        };
    }

    private static String prefix(MessageEntry message) {
        return message.destination().map(AuditName::prefix).orElse("");
    }

    private static void checkActivity(List<ActivityEntry> activity) {
        assertThat(activity)
                .filteredOn(entry -> entry.kind().group() == ActivityKind.Group.OPERATOR)
                .extracting(ActivityEntry::text)
                .containsExactly(
                        "Changes the identity of the console.",
                        "Creates a channel.",
                        "Invites an application.",
                        "Invites an application.",
                        "Sends a message to all members.",
                        "Removes a member.",
                        "Closes the channel for all.");
        assertThat(activity)
                .filteredOn(entry -> entry.kind().group() == ActivityKind.Group.SESSION)
                .filteredOn(entry -> entry.kind() != ActivityKind.EPOCH_CHANGED)
                .filteredOn(entry -> entry.kind() != ActivityKind.PRESENCE_CHANGED)
                .extracting(ActivityEntry::kind)
                .containsExactly(
                        ActivityKind.SESSION_CREATED,
                        ActivityKind.INVITED,
                        ActivityKind.JOINED,
                        ActivityKind.INVITED,
                        ActivityKind.JOINED,
                        ActivityKind.REMOVED,
                        ActivityKind.SESSION_CLOSED);
        assertThat(activity)
                .extracting(ActivityEntry::kind)
                .contains(
                        ActivityKind.NODE_STARTED,
                        ActivityKind.CONNECTED,
                        ActivityKind.ROUTE_ADDED,
                        ActivityKind.ROUTE_REMOVED,
                        ActivityKind.DISCONNECTED,
                        ActivityKind.NODE_STOPPED);
        assertThat(activity)
                .filteredOn(entry -> entry.kind() == ActivityKind.CONNECTED)
                .allMatch(entry -> entry.connection().orElseThrow().run() == 1)
                .hasSize(3);
    }

    private static List<String> contents(AuditLog log, List<ActivityEntry> activity) {
        return activity.stream()
                .filter(entry -> entry.kind() == ActivityKind.CONTENT)
                .map(entry -> new String(log.content(entry).orElseThrow(), UTF_8))
                .toList();
    }
}
