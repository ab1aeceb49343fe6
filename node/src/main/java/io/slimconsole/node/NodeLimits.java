package io.slimconsole.node;

import java.time.Duration;

/// What a node allows others; every limit has a default and may be set.
///
/// @param connections open at once, those still negotiating included
/// @param subscriptionsPerConnection names that one connection may subscribe
/// @param subscriptions names that all connections together may subscribe
/// @param messageBytes largest SLIM message accepted; more than 4 MiB breaks receiving upstream clients
/// @param negotiationTimeout from the opened connection to the end of the link negotiation, TLS included
/// @param queueBytes waiting for one receiver before its senders are held back; at least `messageBytes`
/// @param slowReceiver how long a receiver's queue may stay full before the receiver is closed
public record NodeLimits(
        int connections,
        int subscriptionsPerConnection,
        int subscriptions,
        int messageBytes,
        Duration negotiationTimeout,
        int queueBytes,
        Duration slowReceiver) {

    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    public static final NodeLimits DEFAULTS =
            new NodeLimits(
                    10_000,
                    100_000,
                    2_000_000,
                    MAX_MESSAGE_BYTES,
                    Duration.ofSeconds(5),
                    8 * 1024 * 1024,
                    Duration.ofSeconds(5));

    public NodeLimits {
        requireRange("connections", connections, 1, 1_000_000);
        requireRange("subscriptions per connection", subscriptionsPerConnection, 1, 10_000_000);
        requireRange("subscriptions", subscriptions, 1, 100_000_000);
        requireRange("message size in bytes", messageBytes, 1024, MAX_MESSAGE_BYTES);
        requireRange("queue size in bytes", queueBytes, messageBytes, 1024 * 1024 * 1024);
        requireRange(
                "negotiation timeout in milliseconds", negotiationTimeout.toMillis(), 100, 60_000);
        requireRange("slow receiver limit in milliseconds", slowReceiver.toMillis(), 100, 600_000);
    }

    private static void requireRange(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, not %d".formatted(what, least, most, value));
        }
    }
}
