package io.slimconsole.node.feed;

import io.slimconsole.node.DropReason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a [RecordRing], and is itself each record that it finds.
///
/// Used by one thread at a time.
final class RingReader implements MessageRecord {
    /// As the ring has them: none first, then by reason.
    private static final List<Optional<DropReason>> REASONS = reasons();

    private final RecordRing ring;
    private final int run;
    private final ReadName source = new ReadName();
    private final ReadName destination = new ReadName();

    private long timeIn;
    private long timeOut;
    private long shape;
    private long types;
    private long ids;
    private long from;
    private long counts;
    private long receiversAt;

    /// The next word.
    private long at;

    RingReader(RecordRing ring, int run) {
        this.ring = ring;
        this.run = run;
    }

    private static List<Optional<DropReason>> reasons() {
        var reasons = new ArrayList<Optional<DropReason>>();
        reasons.add(Optional.empty());
        for (DropReason reason : DropReason.values()) {
            reasons.add(Optional.of(reason));
        }
        return List.copyOf(reasons);
    }

    /// Tells records up to a position that is visible.
    ///
    /// @return how many
    int drain(long end, MessageSink sink) {
        int told = 0;
        while (at < end) {
            if ((int) ring.get(at) == RecordRing.BATCH) {
                timeIn = ring.get(at + 1);
                timeOut = ring.get(at + 2);
                at += RecordRing.BATCH_WORDS;
            } else {
                read();
                try {
                    sink.record(this);
                } finally {
                    ring.free(at);
                }
                told++;
            }
        }
        ring.free(at);
        return told;
    }

    private void read() {
        shape = ring.get(at);
        types = ring.get(at + 1);
        ids = ring.get(at + 2);
        from = ring.get(at + 3);
        counts = ring.get(at + 4);
        at += RecordRing.RECORD_WORDS;
        if (!flag(RecordRing.SAME_NAMES)) {
            at = source.read(flag(RecordRing.SOURCE), ring, at);
            at = destination.read(flag(RecordRing.DESTINATION), ring, at);
        }
        receiversAt = at;
        at += receivers();
    }

    private boolean flag(int flag) {
        return (shape >>> 16 & flag) != 0;
    }

    @Override
    public int run() {
        return run;
    }

    @Override
    public long timeIn() {
        return timeIn;
    }

    @Override
    public long timeOut() {
        return timeOut;
    }

    @Override
    public RecordedName source() {
        return source;
    }

    @Override
    public RecordedName destination() {
        return destination;
    }

    @Override
    public int sessionType() {
        return (int) types;
    }

    @Override
    public int messageType() {
        return (int) (types >>> 32);
    }

    @Override
    public int sessionId() {
        return (int) ids;
    }

    @Override
    public int messageId() {
        return (int) (ids >>> 32);
    }

    @Override
    public int bytes() {
        return (int) (shape >>> 32);
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public int receivers() {
        return (int) counts;
    }

    @Override
    public long receiver(int index) {
        if (index < 0 || index >= receivers()) {
            throw new IndexOutOfBoundsException("receiver %d of %d".formatted(index, receivers()));
        }
        return ring.get(receiversAt + index);
    }

    @Override
    public Optional<DropReason> dropped() {
        return REASONS.get((int) (shape >>> 8 & 0xFF));
    }

    @Override
    public int messages() {
        return gone() ? (int) (counts >>> 32) : 1;
    }

    @Override
    public int sampled() {
        return gone() ? 1 : (int) (counts >>> 32);
    }

    private boolean gone() {
        return dropped().orElse(null) == DropReason.RECEIVER_GONE;
    }

    private static final class ReadName implements RecordedName {
        private boolean present;
        private long component0;
        private long component1;
        private long component2;
        private long idHigh;
        private long idLow;

        /// @return the position behind it
        long read(boolean isPresent, RecordRing ring, long at) {
            present = isPresent;
            component0 = isPresent ? ring.get(at) : 0;
            component1 = isPresent ? ring.get(at + 1) : 0;
            component2 = isPresent ? ring.get(at + 2) : 0;
            idHigh = isPresent ? ring.get(at + 3) : 0;
            idLow = isPresent ? ring.get(at + 4) : 0;
            return isPresent ? at + RecordRing.NAME_WORDS : at;
        }

        @Override
        public boolean present() {
            return present;
        }

        @Override
        public long component0() {
            return component0;
        }

        @Override
        public long component1() {
            return component1;
        }

        @Override
        public long component2() {
            return component2;
        }

        @Override
        public long idHigh() {
            return idHigh;
        }

        @Override
        public long idLow() {
            return idLow;
        }
    }
}
