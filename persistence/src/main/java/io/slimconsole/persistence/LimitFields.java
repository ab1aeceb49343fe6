package io.slimconsole.persistence;

import io.slimconsole.node.NodeLimits;

import java.time.Duration;
import java.util.List;

/// The limits of a node as whole numbers with names, so that each is stored, read and checked by itself.
final class LimitFields {
    /// In an order in which each fits the defaults of those after it: the queue's limit depends on the message's.
    static final List<String> NAMES =
            List.of(
                    "node.limit.connections",
                    "node.limit.subscriptions-per-connection",
                    "node.limit.subscriptions",
                    "node.limit.message-bytes",
                    "node.limit.queue-bytes",
                    "node.limit.negotiation-timeout-ms",
                    "node.limit.slow-receiver-ms");

    private LimitFields() {}

    /// The limits in the order of [#NAMES].
    static List<Integer> of(NodeLimits limits) {
        return List.of(
                limits.connections(),
                limits.subscriptionsPerConnection(),
                limits.subscriptions(),
                limits.messageBytes(),
                limits.queueBytes(),
                Math.toIntExact(limits.negotiationTimeout().toMillis()),
                Math.toIntExact(limits.slowReceiver().toMillis()));
    }

    /// @param index in [#NAMES]
    /// @throws IllegalArgumentException if the value is out of range
    static NodeLimits with(NodeLimits limits, int index, int value) {
        int[] v = of(limits).stream().mapToInt(Integer::intValue).toArray();
        v[index] = value;
        return new NodeLimits(
                v[0], v[1], v[2], v[3], Duration.ofMillis(v[5]), v[4], Duration.ofMillis(v[6]));
    }
}
