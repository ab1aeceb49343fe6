package io.slimconsole.node;

import java.util.function.Supplier;

/// How much goes through the node in a second, measured once a second.
final class Rates {
    /// All four over the same time.
    record PerSecond(double messagesIn, double messagesOut, double bytesIn, double bytesOut) {
        static final PerSecond NONE = new PerSecond(0, 0, 0, 0);
    }

    private final Supplier<Traffic> total;
    private Traffic before;
    private long beforeNanos = System.nanoTime();
    private volatile PerSecond now = PerSecond.NONE;

    Rates(Supplier<Traffic> total) {
        this.total = total;
        before = total.get();
    }

    /// To be called about once a second, always on the same thread.
    void tick() {
        Traffic after = total.get();
        long nanos = System.nanoTime();
        double seconds = (nanos - beforeNanos) / 1e9;
        if (seconds > 0) {
            now =
                    new PerSecond(
                            (after.messagesIn() - before.messagesIn()) / seconds,
                            (after.messagesOut() - before.messagesOut()) / seconds,
                            (after.bytesIn() - before.bytesIn()) / seconds,
                            (after.bytesOut() - before.bytesOut()) / seconds);
        }
        before = after;
        beforeNanos = nanos;
    }

    PerSecond now() {
        return now;
    }
}
