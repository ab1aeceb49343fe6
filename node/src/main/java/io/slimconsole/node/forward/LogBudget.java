package io.slimconsole.node.forward;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps a flood of refused connections from becoming a flood of log lines: so many in each period, no more.
final class LogBudget {
    private static final int LINES = 20;
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong used = new AtomicLong();
    private volatile long periodEnds = System.nanoTime() + PERIOD_NANOS;

    boolean allows() {
        long now = System.nanoTime();
        if (now - periodEnds > 0) {
            periodEnds = now + PERIOD_NANOS;
            used.set(0);
        }
        return used.getAndIncrement() < LINES;
    }
}
