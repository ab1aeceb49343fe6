package io.slimconsole.mls.kit;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/// Counts what this thread allocates, and fails where it is more than is fair for the bytes that came in.
public final class Allocation {
    /// Each byte is copied on the way in, hashed for signature and tags, and may stand for an object, as in a tree of blanks.
    private static final long FOR_A_BYTE = 128;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// It was more than is fair.
    public static final class ExceededError extends AssertionError {
        private static final long serialVersionUID = 1L;

        ExceededError(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /// @param what for who reads that it was too much
    /// @param base for anything, however short it is
    /// @param bytes that came in
    public static <T, E extends Exception> T bounded(
            String what, long base, int bytes, Work<T, E> work) throws E {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = work.run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > base + FOR_A_BYTE * bytes) {
            throw new ExceededError(
                    "%s: %,d bytes allocated for %,d".formatted(what, allocated, bytes));
        }
        return result;
    }
}
