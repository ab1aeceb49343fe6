package io.slimconsole.node.table;

import java.security.SecureRandom;

/// The hash of the table's keys: SipHash-1-3 (J.-P. Aumasson, D. J. Bernstein, 2012) under a random key.
///
/// A peer chooses the numbers of the names that it subscribes. With a hash that it could compute it would choose such as
/// collide, and make the table slow for everyone.
final class KeyHash {
    private static final int WORDS = 3;
    private static final int FINAL_ROUNDS = 3;

    /// How SipHash ends a message of 24 bytes: with its length in the upper byte.
    private static final long END = (long) (WORDS * Long.BYTES) << 56;

    private final long key0;
    private final long key1;

    KeyHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    static KeyHash random() {
        var random = new SecureRandom();
        return new KeyHash(random.nextLong(), random.nextLong());
    }

    long of(long word0, long word1, long word2) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        for (int i = 0; i < WORDS + 1 + FINAL_ROUNDS; i++) {
            long word =
                    switch (i) {
                        case 0 -> word0;
                        case 1 -> word1;
                        case 2 -> word2;
                        case WORDS -> END;
                        default -> 0;
                    };
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
            if (i == WORDS) {
                v2 ^= 0xFF;
            }
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// Of a connection's number, which nobody else chooses; different numbers never collide.
    static long ofConnection(long id) {
        long mixed = id * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 32;
    }
}
