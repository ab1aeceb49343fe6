package io.slimconsole.node.table;

import java.util.concurrent.atomic.AtomicInteger;

/// Whose turn it is among equally preferred candidates; shared by all event loops.
final class Turn {
    private final AtomicInteger next = new AtomicInteger();

    /// A place from 0, less than `count`.
    int take(int count) {
        // who is alone needs no turn, and most are
        return count == 1 ? 0 : Integer.remainderUnsigned(next.getAndIncrement(), count);
    }

    /// What [#take] would give.
    int peek(int count) {
        return Integer.remainderUnsigned(next.get(), count);
    }
}
