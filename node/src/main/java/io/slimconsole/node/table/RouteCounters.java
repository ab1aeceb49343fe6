package io.slimconsole.node.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What went by one route; outlives the copies of the route. Any number of event loops may count at the same time.
final class RouteCounters {
    private static final VarHandle MESSAGES = field("messages", long.class);
    private static final VarHandle BYTES = field("bytes", long.class);
    private static final VarHandle LAST_MILLIS = field("lastMillis", long.class);

    private volatile long messages;
    private volatile long bytes;
    private volatile long lastMillis;

    final Turn turn = new Turn();

    void count(int messageBytes, long nowMillis) {
        BYTES.getAndAddRelease(this, (long) messageBytes);
        // most messages come within the same millisecond as the one before
        if ((long) LAST_MILLIS.getOpaque(this) != nowMillis) {
            LAST_MILLIS.setOpaque(this, nowMillis);
        }
        // last: who reads the number first never keeps a picture that lacks the rest of a counted
        // message
        MESSAGES.getAndAddRelease(this, 1L);
    }

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /// Zero before the first message.
    long lastMillis() {
        return lastMillis;
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(RouteCounters.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no field " + name, e);
        }
    }
}
