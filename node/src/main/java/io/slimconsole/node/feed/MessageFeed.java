package io.slimconsole.node.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// Records of the messages that nodes handle, from their event loops to one reader.
///
/// It outlives the nodes that it is given to, one after the other; each start of one is a new run. At first it is off,
/// which costs a node one read of a field for each message, and no memory.
///
/// Each event loop has a ring of its own, which the reader empties: at 500,000 messages a second one of 32,768 records
/// is full after 65 ms. A record that finds no room is dropped and counted; traffic never waits. What a loop records
/// while it reads becomes visible when it hands that over to the receivers.
///
/// May be used on any thread.
public final class MessageFeed {
    public static final int RECORDS_PER_LANE = 32 * 1024;

    private static final int FEWEST_RECORDS = 64;
    private static final int MOST_RECORDS = 1024 * 1024;

    /// How many runs may wait for a reader. What is left of those before them is lost: the memory is bounded even if
    /// nobody reads.
    private static final int RUNS_WAITING = 3;

    private static final VarHandle MODE;

    static {
        try {
            MODE = MethodHandles.lookup().findVarHandle(MessageFeed.class, "mode", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int recordsPerLane;
    private final AtomicInteger run;
    private final List<LaneFeed> lanes = new CopyOnWriteArrayList<>();
    private final LongAdder lost = new LongAdder();

    /// Held by whoever reads the rings.
    private final ReentrantLock reading = new ReentrantLock();

    private volatile FeedLevel level = new FeedLevel.Off();

    /// The level as the event loops read it.
    private int mode = LaneFeed.OFF;

    /// @param lastRun the number of the last run before; the next one counts on from there
    public MessageFeed(int lastRun) {
        this(lastRun, RECORDS_PER_LANE);
    }

    /// @param recordsPerLane bounds the memory, at 128 bytes each: records of usual size that wait for the reader of
    ///     one event loop; rounded up to a power of two
    public MessageFeed(int lastRun, int recordsPerLane) {
        if (recordsPerLane < FEWEST_RECORDS || recordsPerLane > MOST_RECORDS) {
            throw new IllegalArgumentException(
                    "the records of each event loop must be from %d to %d, not %d"
                            .formatted(FEWEST_RECORDS, MOST_RECORDS, recordsPerLane));
        }
        this.run = new AtomicInteger(lastRun);
        this.recordsPerLane = recordsPerLane;
    }

    public FeedLevel level() {
        return level;
    }

    /// Holds for messages that are read from now on.
    public void level(FeedLevel wanted) {
        level = wanted;
        int told =
                switch (wanted) {
                    case FeedLevel.Off _ -> LaneFeed.OFF;
                    case FeedLevel.ControlOnly _ -> LaneFeed.CONTROL_ONLY;
                    case FeedLevel.Sampled(int n) -> n;
                    case FeedLevel.All _ -> LaneFeed.ALL;
                };
        MODE.setOpaque(this, told);
    }

    /// The number of the newest run; that of the last one before until a node was started.
    public int run() {
        return run.get();
    }

    /// How many records found no room, since the feed was made.
    public long lost() {
        return lost.sum();
    }

    /// Tells all that has become visible since the last time. One thread at a time; others wait.
    ///
    /// What `sink` throws ends the reading, and the record or name it was told is not told again.
    ///
    /// @return how many records
    public int drain(MessageSink sink) {
        reading.lock();
        try {
            int told = 0;
            var over = new ArrayList<LaneFeed>();
            for (LaneFeed lane : lanes) {
                // asked first: what came after that would be overlooked
                if (lane.ended()) {
                    over.add(lane);
                }
                told += lane.drain(sink);
            }
            lanes.removeAll(over);
            return told;
        } finally {
            reading.unlock();
        }
    }

    /// Begins a run; for nodes.
    ///
    /// @return one for each event loop
    public List<LaneFeed> begin(int eventLoops) {
        int number = run.incrementAndGet();
        forget(number - RUNS_WAITING);
        var begun = new ArrayList<LaneFeed>();
        for (int i = 0; i < eventLoops; i++) {
            begun.add(new LaneFeed(this, number, recordsPerLane));
        }
        lanes.addAll(begun);
        return List.copyOf(begun);
    }

    private void forget(int newest) {
        // while someone reads, nothing needs to be forgotten
        if (reading.tryLock()) {
            try {
                var forgotten =
                        lanes.stream()
                                .filter(lane -> lane.ended() && lane.run() <= newest)
                                .toList();
                forgotten.forEach(lane -> lost.add(lane.discard()));
                lanes.removeAll(forgotten);
            } finally {
                reading.unlock();
            }
        }
    }

    int mode() {
        return (int) MODE.getOpaque(this);
    }

    void countLost() {
        lost.increment();
    }
}
