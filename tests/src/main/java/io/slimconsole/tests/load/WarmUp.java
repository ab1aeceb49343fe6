package io.slimconsole.tests.load;

import java.time.Duration;

/// Lets a node reach its pace before it is measured.
///
/// What a just-in-time compiler needs is work done, not time passed: so the node gets that much CPU time, however busy
/// the machine is, within a bound. A node whose CPU time we can't see gets that long on the clock.
final class WarmUp {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// As many times the wanted CPU time may pass on the clock.
    private static final int PATIENCE = 4;

    private WarmUp() {}

    /// Waits while `node` works.
    static void await(RunningNode node, Duration wanted) {
        var before = node.cpu();
        if (before.isEmpty()) {
            Pause.of(wanted);
            return;
        }
        Duration enough = before.get().plus(wanted);
        long end = System.nanoTime() + wanted.multipliedBy(PATIENCE).toNanos();
        while (System.nanoTime() < end
                && node.cpu().map(cpu -> cpu.compareTo(enough) < 0).orElse(false)) {
            Pause.of(LOOK_AGAIN);
        }
    }
}
