package io.slimconsole.node.forward;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.Traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;

/// What went through one lane. Written on its event loop only, read from anywhere.
///
/// Opaque writes cost no more than plain ones; a reader sees each number whole and soon.
@SuppressWarnings("EnumOrdinal") // an index into an array that lives no longer than this run
final class LaneCounters {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int MESSAGES_IN = 0;
    private static final int BYTES_IN = 1;
    private static final int MESSAGES_OUT = 2;
    private static final int BYTES_OUT = 3;
    private static final int DROPS = 4;
    private static final DropReason[] REASONS = DropReason.values();

    private final long[] counts = new long[DROPS + REASONS.length];

    void in(int bytes) {
        add(MESSAGES_IN, 1);
        add(BYTES_IN, bytes);
    }

    void out(int messages, int bytes) {
        add(MESSAGES_OUT, messages);
        add(BYTES_OUT, bytes);
    }

    void dropped(DropReason reason, int messages) {
        add(DROPS + reason.ordinal(), messages);
    }

    private void add(int index, long count) {
        COUNT.setOpaque(counts, index, counts[index] + count);
    }

    private long get(int index) {
        return (long) COUNT.getOpaque(counts, index);
    }

    Traffic traffic() {
        return new Traffic(get(MESSAGES_IN), get(BYTES_IN), get(MESSAGES_OUT), get(BYTES_OUT));
    }

    Map<DropReason, Long> dropped() {
        var dropped = new EnumMap<DropReason, Long>(DropReason.class);
        for (DropReason reason : REASONS) {
            long count = get(DROPS + reason.ordinal());
            if (count > 0) {
                dropped.put(reason, count);
            }
        }
        return dropped;
    }
}
