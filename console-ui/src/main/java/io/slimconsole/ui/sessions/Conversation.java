package io.slimconsole.ui.sessions;

import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;

/// The newest of what was said on a channel, bounded in number and in bytes. One thread writes at a time; readers take no lock.
final class Conversation {
    /// Of all messages of a channel together; the newest is kept in any case.
    static final long MAX_BYTES = 16L << 20;

    /// About what an entry takes without its content.
    private static final int OVERHEAD = 200;

    /// Each has its index, so that a reader notices one that has been overwritten meanwhile.
    private final AtomicReferenceArray<Said> ring = new AtomicReferenceArray<>(Said.KEPT);

    private volatile long first;
    private volatile long next;
    private long bytes;

    /// @param entry made with the index that it gets
    /// @return that index
    long add(LongFunction<Said> entry) {
        long index = next;
        if (index - first == Said.KEPT) {
            dropFirst();
        }
        Said said = entry.apply(index);
        bytes += size(said);
        ring.set(slot(index), said);
        next = index + 1;
        while (bytes > MAX_BYTES && next - first > 1) {
            dropFirst();
        }
        return index;
    }

    private void dropFirst() {
        long oldest = first;
        bytes -= size(ring.get(slot(oldest)));
        ring.set(slot(oldest), null);
        first = oldest + 1;
    }

    /// Notes how a message of ours ended, if it is still kept.
    void settle(long index, PublishOutcome outcome) {
        if (index >= first
                && ring.get(slot(index))
                        instanceof Said.Ours(long same, var at, var to, var payload, _)) {
            ring.set(slot(index), new Said.Ours(same, at, to, payload, Optional.of(outcome)));
        }
    }

    /// May be called on any thread.
    List<Said> list() {
        var kept = new ArrayList<Said>();
        long end = next;
        for (long i = first; i < end; i++) {
            Said said = ring.get(slot(i));
            if (said != null && said.index() == i) {
                kept.add(said);
            }
        }
        return List.copyOf(kept);
    }

    private static int slot(long index) {
        return (int) (index % Said.KEPT);
    }

    private static long size(Said said) {
        return switch (said) {
            case Said.Heard heard -> size(heard.payload());
            case Said.Ours ours -> size(ours.payload());
            case Said.Gap _ -> OVERHEAD;
        };
    }

    private static long size(Payload payload) {
        long size = (long) OVERHEAD + payload.type().length() + payload.blob().size();
        for (var each : payload.metadata().entrySet()) {
            size += (long) each.getKey().length() + each.getValue().length();
        }
        return size;
    }
}
