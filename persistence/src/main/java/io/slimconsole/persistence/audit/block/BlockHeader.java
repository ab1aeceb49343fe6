package io.slimconsole.persistence.audit.block;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What is known of a block without reading its entries; all of them stay in memory.
public final class BlockHeader {
    /// Names whose text is longer together are left to the body.
    private static final int MOST_NAME_CHARACTERS = 3_000;

    private static final int VERSION = 1;
    private static final int MOST_OUTCOMES = 64;
    static final int MOST_ENTRIES = 1 << 16;

    private final long first;
    private final int count;
    private final boolean tail;
    private final long from;
    private final long to;
    private final int[] outcomes;
    private final Optional<List<String>> names;
    private final Bloom keys;

    BlockHeader(
            long first,
            int count,
            boolean tail,
            long from,
            long to,
            int[] outcomes,
            Optional<List<String>> names,
            Bloom keys) {
        this.first = first;
        this.count = count;
        this.tail = tail;
        this.from = from;
        this.to = to;
        this.outcomes = outcomes;
        this.names = names;
        this.keys = keys;
    }

    /// The names, unless they are too long for a header.
    static Optional<List<String>> names(List<String> all) {
        return all.stream().mapToInt(String::length).sum() <= MOST_NAME_CHARACTERS
                ? Optional.of(List.copyOf(all))
                : Optional.empty();
    }

    /// Sequence of its first entry.
    public long first() {
        return first;
    }

    /// Sequence of its last entry.
    public long last() {
        return first + count - 1;
    }

    public int count() {
        return count;
    }

    /// Whether it is to be merged with those after it.
    public boolean tail() {
        return tail;
    }

    /// Time of its earliest entry, in microseconds since 1970; entries need not be in the order of time.
    public long from() {
        return from;
    }

    /// Time of its latest entry.
    public long to() {
        return to;
    }

    /// How many entries ended that way.
    public int outcomes(int outcome) {
        return outcome < outcomes.length ? outcomes[outcome] : 0;
    }

    /// The names that its entries tell of; empty if they are too many to say.
    public Optional<List<String>> names() {
        return names;
    }

    /// Whether one of its entries may have a [SearchKey]: false is certain.
    public boolean mayContain(long key) {
        return keys.mayContain(key);
    }

    byte[] encode() {
        var out = new ByteSink(256).putByte(VERSION);
        out.putNumber(first).putNumber(count).putByte(tail ? 1 : 0);
        out.putSigned(from).putSigned(to - from);
        out.putNumber(outcomes.length);
        for (int outcome : outcomes) {
            out.putNumber(outcome);
        }
        out.putByte(names.isPresent() ? 1 : 0);
        names.ifPresent(
                all -> {
                    out.putNumber(all.size());
                    all.forEach(out::putText);
                });
        keys.put(out);
        return out.toByteArray();
    }

    /// @param shared gives one string for equal ones: most blocks tell of the same names
    public static BlockHeader decode(byte[] bytes, UnaryOperator<String> shared) {
        var in = new ByteSource(bytes);
        int version = in.getByte();
        if (version != VERSION) {
            throw new DamagedBlockException(
                    "the block is of version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        long first = in.getNumber();
        int count = in.getIndex(MOST_ENTRIES);
        boolean tail = in.getByte() == 1;
        long from = in.getSigned();
        long to = from + in.getSigned();
        var outcomes = new int[in.getIndex(MOST_OUTCOMES)];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = in.getIndex(MOST_ENTRIES);
        }
        Optional<List<String>> names = Optional.empty();
        if (in.getByte() == 1) {
            var all = new String[in.getIndex(MOST_ENTRIES)];
            for (int i = 0; i < all.length; i++) {
                all[i] = shared.apply(in.getText());
            }
            names = Optional.of(List.of(all));
        }
        if (first < 1 || count < 1) {
            throw new DamagedBlockException("%d entries from %d".formatted(count, first));
        }
        return new BlockHeader(first, count, tail, from, to, outcomes, names, Bloom.get(in));
    }

    @Override
    public String toString() {
        return "%d..%d %s".formatted(first, last(), Arrays.toString(outcomes));
    }
}
