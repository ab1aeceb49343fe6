package io.slimconsole.tests.kit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for something that another thread or process brings about, with a deadline.
///
/// Looks again after two milliseconds, which costs a test nothing worth measuring and gives the machine to whoever
/// does the work.
public final class Await {
    /// Long enough for a loaded machine; a test that passes never waits for it.
    public static final Duration DEADLINE = Duration.ofSeconds(45);

    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /// @throws AssertionError if `condition` does not hold within [#DEADLINE]
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEADLINE, condition);
    }

    /// @throws AssertionError if `condition` does not hold within `deadline`
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within %s: %s".formatted(deadline, what));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Repeats `assertion` until it passes; its last failure is thrown if it doesn't within [#DEADLINE].
    public static void untilAsserted(Runnable assertion) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /// The first value that is there.
    ///
    /// @throws AssertionError if there is none within [#DEADLINE]
    public static <T> T value(String what, Supplier<Optional<T>> supplier) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            var value = supplier.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within %s: %s".formatted(DEADLINE, what));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
