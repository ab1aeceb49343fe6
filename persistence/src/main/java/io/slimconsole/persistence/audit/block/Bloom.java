package io.slimconsole.persistence.audit.block;

/// Which keys may be in a block: never says no of one that is, and rarely yes of one that isn't.
final class Bloom {
    private static final int BITS_PER_KEY = 10;
    private static final int MOST_WORDS = 128;
    private static final int HASHES = 4;

    private final long[] words;

    private Bloom(long[] words) {
        this.words = words;
    }

    static Bloom of(long[] keys, int count) {
        int wanted = Math.max(1, count * BITS_PER_KEY / Long.SIZE);
        int size = Math.min(MOST_WORDS, Integer.highestOneBit(wanted * 2 - 1));
        var bloom = new Bloom(new long[size]);
        for (int i = 0; i < count; i++) {
            long h = mix(keys[i]);
            for (int n = 0; n < HASHES; n++) {
                int bit = bloom.bit(h, n);
                bloom.words[bit >>> 6] |= 1L << bit;
            }
        }
        return bloom;
    }

    boolean mayContain(long key) {
        long h = mix(key);
        for (int n = 0; n < HASHES; n++) {
            int bit = bit(h, n);
            if ((words[bit >>> 6] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    private int bit(long h, int n) {
        return (int) (h >>> (n * 15)) & (words.length * Long.SIZE - 1);
    }

    static long mix(long key) {
        long h = key * 0x9E3779B97F4A7C15L;
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 29);
    }

    void put(ByteSink out) {
        out.putNumber(words.length);
        for (long word : words) {
            out.putLong(word);
        }
    }

    static Bloom get(ByteSource in) {
        var words = new long[in.getIndex(MOST_WORDS + 1)];
        if (words.length == 0 || Integer.bitCount(words.length) != 1) {
            throw new DamagedBlockException("a summary of %d words".formatted(words.length));
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getLong();
        }
        return new Bloom(words);
    }
}
