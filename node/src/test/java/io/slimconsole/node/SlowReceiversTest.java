package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A receiver that does not keep up: bounded, held back, given up.
final class SlowReceiversTest {
    private static final int QUEUE = 256 * 1024;
    private static final Name SLOW = Name.of("org", "ns", "slow");
    private static final Name QUICK = Name.of("org", "ns", "quick");
    private static final byte[] PAYLOAD = new byte[10_000];

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

    private RunningNode node(Duration patience) {
        return keep(RunningNode.start(RunningNode.limits(100, QUEUE, patience)));
    }

    private static void flood(SlimClient sender, Name to, int messages) {
        var message = sender.signed(SlimClient.publish(QUICK, to, 1, PAYLOAD));
        byte[] bytes = message.toByteArray();
        for (int i = 0; i < messages; i++) {
            sender.raw().send(bytes);
        }
    }

    @Test
    void itsSenderIsHeldBackAndItsQueueIsBounded() {
        var node = node(Duration.ofMinutes(1));
        var slow = keep(node.client().subscribe(SLOW));
        var sender = keep(node.client());
        slow.raw().stopConsuming();

        flood(sender, SLOW, 2_000);

        node.awaitEvent(NodeEvent.Congested.class, _ -> true);
        var connection = node.node().connections().getFirst();
        assertThat(connection.state()).isEqualTo(ConnectionState.CONGESTED);
        assertThat(connection.queuedBytes()).isBetween(QUEUE / 2L, QUEUE + 100_000L);
        assertThat(node.node().connections().getLast().traffic().messagesIn()).isLessThan(500);
    }

    @Test
    void othersAreServedMeanwhile() {
        var node = node(Duration.ofMinutes(1));
        var slow = keep(node.client().subscribe(SLOW));
        var sender = keep(node.client());
        var quick = keep(node.client().subscribe(QUICK));
        var other = keep(node.client());
        slow.raw().stopConsuming();
        flood(sender, SLOW, 2_000);
        node.awaitEvent(NodeEvent.Congested.class, _ -> true);

        for (int i = 0; i < 100; i++) {
            other.sendSigned(SlimClient.publish(SLOW, QUICK, 1, new byte[] {(byte) i}));
            assertThat(quick.receivePayload()).isEqualTo(new byte[] {(byte) i});
        }
    }

    @Test
    void nothingIsLostWhenItRecovers() {
        var node = node(Duration.ofMinutes(1));
        var slow = keep(node.client().subscribe(SLOW));
        var sender = keep(node.client());
        slow.raw().stopReading();
        flood(sender, SLOW, 3_000);
        node.awaitEvent(NodeEvent.Congested.class, _ -> true);

        slow.raw().startReading();

        for (int i = 0; i < 3_000; i++) {
            assertThat(slow.receivePayload()).hasSize(PAYLOAD.length);
        }
        Await.until(
                "nobody is held back any more",
                () ->
                        node.node().connections().stream()
                                .allMatch(c -> c.state() == ConnectionState.OPEN));
    }

    @Test
    void itIsClosedAfterALimitAndItsSendersGoOn() {
        var node = node(Duration.ofMillis(500));
        var slow = keep(node.client().subscribe(SLOW));
        var sender = keep(node.client());
        var quick = keep(node.client().subscribe(QUICK));
        slow.raw().stopConsuming();

        flood(sender, SLOW, 2_000);
        sender.sendSigned(SlimClient.publish(SLOW, QUICK, 1, new byte[] {7}));

        var closed = node.awaitEvent(NodeEvent.Disconnected.class, _ -> true).connection();
        assertThat(closed.reason()).isEqualTo(CloseReason.TOO_SLOW);
        assertThat(slow.raw().goAwayText()).contains("its queue stayed full");
        assertThat(quick.receivePayload()).isEqualTo(new byte[] {7});
        slow.raw().awaitClosed();
    }

    @Test
    void aFanOutGoesOnToTheOthers() {
        var node = node(Duration.ofMillis(500));
        Name all = Name.of("org", "ns", "all");
        var slow = keep(node.client().subscribe(all));
        var quick = keep(node.client().subscribe(all));
        var sender = keep(node.client());
        slow.raw().stopConsuming();
        byte[] bytes = sender.signed(SlimClient.publish(SLOW, all, 256, PAYLOAD)).toByteArray();

        for (int i = 0; i < 1_000; i++) {
            sender.raw().send(bytes);
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(quick.receivePayload()).hasSize(PAYLOAD.length);
        }
    }

    @Test
    void acknowledgementsThatAreNeverTakenCountLikeMessages() {
        var node = node(Duration.ofMillis(500));
        var client = keep(node.client());
        client.raw().stopConsuming();
        byte[] subscribe = client.signed(SlimClient.subscription(SLOW, 5)).toByteArray();
        var thousand = Unpooled.buffer();
        for (int i = 0; i < 1_000; i++) {
            thousand.writeByte(0).writeInt(subscribe.length).writeBytes(subscribe);
        }

        for (int i = 0; i < 100; i++) {
            client.raw().sendBytes(thousand.retainedDuplicate());
        }

        var closed = node.awaitEvent(NodeEvent.Disconnected.class, _ -> true).connection();
        assertThat(closed.reason()).isEqualTo(CloseReason.TOO_SLOW);
        assertThat(closed.last().queuedBytes()).isBetween((long) QUEUE, QUEUE + 100L);
    }

    @Test
    void twoThatFloodEachOtherBothGetThrough() {
        var node = node(Duration.ofMinutes(1));
        var left = keep(node.client().subscribe(SLOW));
        var right = keep(node.client().subscribe(QUICK));
        left.raw().stopReading();
        right.raw().stopReading();

        flood(left, QUICK, 2_000);
        flood(right, SLOW, 2_000);
        node.awaitEvent(NodeEvent.Congested.class, _ -> true);
        left.raw().startReading();
        right.raw().startReading();

        for (int i = 0; i < 2_000; i++) {
            assertThat(left.receivePayload()).hasSize(PAYLOAD.length);
            assertThat(right.receivePayload()).hasSize(PAYLOAD.length);
        }
    }
}
