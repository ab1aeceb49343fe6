package io.slimconsole.mls.crypto;

import java.security.SecureRandom;

/// The operating system's random numbers.
final class Randomness {
    /// Safe for all threads, and seeded by the platform alone.
    private static final SecureRandom SOURCE = new SecureRandom();

    private Randomness() {}

    static byte[] bytes(int count) {
        byte[] result = new byte[count];
        SOURCE.nextBytes(result);
        return result;
    }
}
