package io.slimconsole.node.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Words on their way from one event loop to one reader, in the form of batches of records.
///
/// A batch is `BATCH`, time in, time out, and its records up to the next batch. A record is its shape and bytes, types,
/// ids, connection, receivers and count, then names as far as it has them or they are others than those of the record before in
/// the batch, then its receivers:
///
/// ```
/// shape (8 bits: 1) | reason + 1 (8) | flags (16) | bytes (32)
/// session type (32) | message type (32)
/// session id (32) | message id (32)
/// from (64)
/// receivers (32) | messages or sampled (32)
/// [ component 0, 1, 2, id high, id low ]  source
/// [ component 0, 1, 2, id high, id low ]  destination
/// receiver (64) …
/// ```
///
/// The array is made when the first word is put. Positions count all words ever put.
final class RecordRing {
    static final int BATCH = 2;
    static final int RECORD = 1;
    static final int BATCH_WORDS = 3;
    static final int RECORD_WORDS = 5;
    static final int NAME_WORDS = 5;
    static final int NAMES_WORDS = 2 * NAME_WORDS;

    // flags
    static final int SOURCE = 1;
    static final int DESTINATION = 2;
    static final int SAME_NAMES = 4;

    /// A record of one receiver and new names has so many.
    private static final int USUAL_WORDS = 16;

    private static final long[] NONE = new long[0];

    private static final VarHandle VISIBLE;
    private static final VarHandle FREE;

    static {
        try {
            var lookup = MethodHandles.lookup();
            VISIBLE = lookup.findVarHandle(RecordRing.class, "visible", long.class);
            FREE = lookup.findVarHandle(RecordRing.class, "free", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int capacity;
    private final int mask;
    private long[] words = NONE;

    // the event loop's
    private long end;
    private long freeSeen;

    // shared: up to where the reader may read, and the event loop may write a lap later
    private long visible;
    private long free;

    RecordRing(int records) {
        capacity = Integer.highestOneBit(2 * records * USUAL_WORDS - 1);
        mask = capacity - 1;
    }

    // ---- for the event loop

    boolean hasRoom(int count) {
        if (end + count - freeSeen <= capacity) {
            return true;
        }
        freeSeen = (long) FREE.getAcquire(this);
        return end + count - freeSeen <= capacity;
    }

    long end() {
        return end;
    }

    /// There has to be room.
    void put(long word) {
        if (words.length == 0) {
            words = new long[capacity];
        }
        words[(int) end & mask] = word;
        end++;
    }

    /// Changes a word that is not visible yet.
    void set(long at, long word) {
        words[(int) at & mask] = word;
    }

    void show() {
        VISIBLE.setRelease(this, end);
    }

    // ---- for the reader

    long visible() {
        return (long) VISIBLE.getAcquire(this);
    }

    /// @param at what was visible, and not freed
    long get(long at) {
        return words[(int) at & mask];
    }

    /// What is in front of it was read.
    void free(long upTo) {
        FREE.setRelease(this, upTo);
    }
}
