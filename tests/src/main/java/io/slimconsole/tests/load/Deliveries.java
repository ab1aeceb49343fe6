package io.slimconsole.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.HdrHistogram.Histogram;

import java.util.concurrent.atomic.AtomicLong;

/// Counts and checks the publishes that one link receives; written on its event loop, read by anyone.
///
/// Every message's sequence number is looked at: on one link they only ever rise, and where `gapless` by one. The MAC
/// is verified of every [#MAC_SAMPLE]th, so that the driver stays cheaper than the node.
final class Deliveries {
    static final int MAC_SAMPLE = 4096;

    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private final int payloadBytes;
    private final boolean gapless;
    private final HeaderMac mac;

    private long count;
    private long last = -1;
    private long sinceMacCheck;
    private Histogram latencies = newHistogram();
    private boolean timed;

    private volatile long published;
    private final AtomicLong outOfOrder = new AtomicLong();
    private final AtomicLong badMacs = new AtomicLong();
    private volatile long longestSilenceNanos;
    private volatile long lastArrival;

    /// @param gapless whether one sender's messages all come here
    Deliveries(int payloadBytes, boolean gapless, HeaderMac mac) {
        this.payloadBytes = payloadBytes;
        this.gapless = gapless;
        this.mac = mac;
    }

    void accept(ByteBuf bytes, int offset, int available, int length) {
        int stamp = offset + length - payloadBytes;
        long sequence = bytes.getLong(stamp);
        if (gapless ? sequence != last + 1 : sequence <= last) {
            outOfOrder.incrementAndGet();
        }
        last = sequence;
        count++;
        if (timed) {
            long time = bytes.getLong(stamp + Long.BYTES);
            long micros = Math.max(0, System.nanoTime() - time) / 1000;
            latencies.recordValue(Math.min(micros, HIGHEST_MICROS));
        }
        if (++sinceMacCheck == MAC_SAMPLE || count == 1) {
            sinceMacCheck = 0;
            int front = Math.min(available, MessageDecoder.FRONT);
            if (!Messages.isSigned(ByteBufUtil.getBytes(bytes, offset, front), mac)) {
                badMacs.incrementAndGet();
            }
        }
    }

    /// Makes visible what was counted since.
    void publish() {
        if (published != count) {
            long now = System.nanoTime();
            longestSilenceNanos = Math.max(longestSilenceNanos, now - lastArrival);
            lastArrival = now;
            published = count;
        }
    }

    long count() {
        return published;
    }

    /// Messages that came twice, too late, or after a gap.
    long outOfOrder() {
        return outOfOrder.get();
    }

    long badMacs() {
        return badMacs.get();
    }

    /// The longest time without an arrival since [#resetSilence], one that lasts still included.
    long silenceNanos() {
        return Math.max(longestSilenceNanos, System.nanoTime() - lastArrival);
    }

    /// On the event loop.
    void resetSilence() {
        lastArrival = System.nanoTime();
        longestSilenceNanos = 0;
    }

    /// Begins anew to record latencies in microseconds, and hands out those recorded so far; on the event loop.
    Histogram takeLatencies() {
        Histogram taken = latencies;
        latencies = newHistogram();
        timed = true;
        return taken;
    }

    private static Histogram newHistogram() {
        return new Histogram(HIGHEST_MICROS, DIGITS);
    }
}
