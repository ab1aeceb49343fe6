package io.slimconsole.session.delivery;

import java.util.random.RandomGenerator;

/// Ids of data messages: a sequence that wraps at 2^31, and above it the random ids of messages for one member.
///
/// As they are unsigned on the wire and signed here, those of the sequence are the ones that are not negative.
///
/// @see "session.md 1.5"
final class MessageIds {
    private static final int LAST = Integer.MAX_VALUE;
    private static final int HALF = 1 << 30;

    private MessageIds() {}

    static boolean isSequenced(int id) {
        return id >= 0;
    }

    /// The id that follows; 0 follows on the last one.
    static int after(int id) {
        return plus(id, 1);
    }

    static int plus(int id, int steps) {
        return (id + steps) & LAST;
    }

    /// How many steps lead forward from one id to another; 0 to 2^31 - 1.
    static int distance(int from, int to) {
        return (to - from) & LAST;
    }

    /// Whether `id` comes after `other`: nearer ahead than behind.
    static boolean isAfter(int id, int other) {
        int distance = distance(other, id);
        return distance > 0 && distance <= HALF;
    }

    /// An id for a message to one member; 2^32 - 1 is none.
    static int directed(RandomGenerator random) {
        return random.nextInt(Integer.MIN_VALUE, -1);
    }
}
