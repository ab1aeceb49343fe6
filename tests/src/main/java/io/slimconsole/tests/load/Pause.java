package io.slimconsole.tests.load;

import java.time.Duration;

/// Lets time pass: a measurement takes as long as it was asked to.
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    static void millis(long millis) {
        of(Duration.ofMillis(millis));
    }
}
