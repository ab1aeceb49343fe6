package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.feed.FeedLevel;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.kit.Told;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SessionInfo;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SessionMessageType;
import io.slimconsole.node.wire.proto.SessionType;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What a node counts and what it tells is the same.
final class FeedOfANodeTest {
    private static final int INSTANCES = 20;
    private static final Name SERVICE = Name.of("org", "ns", "service");
    private static final Name ALICE = new Name("org", "ns", "alice", new NameId(1, 1));
    private static final byte[] CUT_OFF = {0x1a, 50};

    private final MessageFeed feed = new MessageFeed(0);
    private final Told told = new Told();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private RunningNode start() {
        feed.level(new FeedLevel.All());
        return keep(RunningNode.start(NodeConfig.loopback(0), feed));
    }

    private static Name instance(int number) {
        return SERVICE.withId(new NameId(0, number));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void whatItCountsIsWhatItTells(long seed) {
        var random = new Random(seed);
        var node = start();
        var clients = new ArrayList<SlimClient>();
        int subscribed = 0;
        var local = node.node().attach("local", instance(INSTANCES), (self, message) -> {});

        for (int i = 0; i < 300; i++) {
            if (clients.size() < 6) {
                clients.add(keep(node.client()).subscribe(instance(random.nextInt(INSTANCES))));
                subscribed++;
            }
            int chosen = random.nextInt(clients.size());
            SlimClient client = clients.get(chosen);
            switch (random.nextInt(40)) {
                case 0 -> {
                    client.raw().send(CUT_OFF);
                    client.raw().status();
                    clients.remove(chosen);
                }
                case 1 -> {
                    client.raw().cut();
                    clients.remove(chosen);
                }
                case 2 -> client.raw().send(Message.getDefaultInstance().toByteArray());
                case 3 -> client.raw().send(publish(random).toByteArray());
                case 4, 5 ->
                        local.send(
                                SlimMessage.publish(ALICE, instance(random.nextInt(INSTANCES + 2)))
                                        .payload("text", ByteString.copyFromUtf8("local"))
                                        .build());
                default -> client.sendSigned(publish(random));
            }
        }
        node.node().close(Duration.ofMillis(300));
        feed.drain(told);

        var status = node.node().status();
        long gone = status.dropped().getOrDefault(DropReason.RECEIVER_GONE, 0L);
        long delivered = told.entries().stream().filter(it -> it.dropped().isEmpty()).count();
        long left =
                told.entries().stream()
                        .filter(it -> it.dropped().isEmpty())
                        .mapToLong(it -> it.to().size())
                        .sum();
        assertThat(feed.lost()).isZero();
        assertThat(drops()).isEqualTo(status.dropped());
        assertThat(drops())
                .containsKeys(
                        DropReason.MALFORMED,
                        DropReason.MAC_MISSING,
                        DropReason.TTL_EXPIRED,
                        DropReason.NO_ROUTE);
        assertThat(left - gone).isEqualTo(status.total().messagesOut());
        assertThat(delivered + status.droppedTotal() - gone)
                .isEqualTo(status.total().messagesIn() - subscribed);
        assertThat(delivered).isPositive();
    }

    private Map<DropReason, Long> drops() {
        var drops = new EnumMap<DropReason, Long>(DropReason.class);
        for (Told.Entry entry : told.entries()) {
            entry.dropped().ifPresent(why -> drops.merge(why, (long) entry.messages(), Long::sum));
        }
        return drops;
    }

    private static Message publish(Random random) {
        var header =
                SlimClient.header(
                                ALICE,
                                random.nextBoolean()
                                        ? SERVICE
                                        : instance(random.nextInt(INSTANCES + 2)))
                        .setFanout(random.nextInt(3))
                        .setTtl(1 + random.nextInt(10));
        var message = SlimClient.publish(header, new byte[random.nextInt(20_000)]).toBuilder();
        if (random.nextInt(20) == 0) {
            message.getPublishBuilder().clearSession();
        }
        return message.build();
    }

    @Test
    void aMessageOfTheNetworkIsToldAsItCame() {
        var node = start();
        var bob = keep(node.client()).subscribe(instance(1));
        var alice = keep(node.client());
        long bobs = node.node().connections().getFirst().id().value();
        long alices = node.node().connections().getLast().id().value();
        var message = SlimClient.publish(ALICE, instance(1), 1, new byte[100]).toBuilder();
        message.getPublishBuilder()
                .getSessionBuilder()
                .setSessionType(SessionType.SESSION_TYPE_MULTICAST)
                .setSessionMessageType(SessionMessageType.SESSION_MESSAGE_TYPE_MSG)
                .setSessionId(-1)
                .setMessageId(42);

        alice.sendSigned(message.build());
        bob.receive();

        Await.until("it is told", () -> feed.drain(told) > 0);
        assertThat(told.entries())
                .containsExactly(
                        new Told.Entry(
                                1,
                                Optional.of(ALICE.encoded()),
                                Optional.of(instance(1).encoded()),
                                new SessionInfo(2, 1, -1, 42),
                                alice.signed(message.build()).getSerializedSize(),
                                alices,
                                List.of(bobs),
                                Optional.empty(),
                                1,
                                1));
        assertThat(told.names()).containsExactly(ALICE.withId(NameId.NULL_COMPONENT), SERVICE);
    }

    @Test
    void aMessageBetweenApplicationsOfThisProcessIsToldAlike() {
        var node = start();
        var alice = node.node().attach("alice", ALICE, (self, message) -> {});
        var bob = node.node().attach("bob", instance(1), (self, message) -> {});

        alice.send(SlimMessage.publish(ALICE, instance(1)).build());
        alice.send(SlimMessage.publish(ALICE, instance(2)).build());

        Await.untilAsserted(
                () -> {
                    feed.drain(told);
                    assertThat(told.entries())
                            .extracting(Told.Entry::from)
                            .containsExactly(
                                    alice.connection().value(), alice.connection().value());
                });
        assertThat(told.entries().getFirst().to()).containsExactly(bob.connection().value());
        assertThat(told.entries().getLast().dropped()).contains(DropReason.NO_ROUTE);
    }

    @Test
    void aRestartedNodeIsANewRun() {
        var first = start();
        first.node()
                .attach("alice", ALICE, (self, message) -> {})
                .send(SlimMessage.publish(ALICE, SERVICE).build());
        first.node().close();
        var second = start();
        second.node()
                .attach("alice", ALICE, (self, message) -> {})
                .send(SlimMessage.publish(ALICE, SERVICE).build());
        second.node().close();

        feed.drain(told);

        assertThat(told.entries()).extracting(Told.Entry::run).containsExactly(1, 2);
    }
}
