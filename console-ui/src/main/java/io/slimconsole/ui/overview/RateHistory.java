package io.slimconsole.ui.overview;

import java.util.Arrays;

/// Message rates of the last five minutes, one pair a second. Written and read under its own lock, by any thread.
final class RateHistory {
    static final int SECONDS = 300;

    /// The rates at one moment, oldest first. The arrays are the reader's own.
    static final class Series {
        static final Series EMPTY = new Series(new double[0], new double[0]);

        private final double[] in;
        private final double[] out;

        Series(double[] in, double[] out) {
            this.in = in;
            this.out = out;
        }

        double[] in() {
            return in;
        }

        double[] out() {
            return out;
        }

        /// The largest value of both.
        double max() {
            return Math.max(Arrays.stream(in).max().orElse(0), Arrays.stream(out).max().orElse(0));
        }
    }

    private final double[] in = new double[SECONDS];
    private final double[] out = new double[SECONDS];
    private int size;
    private int next;

    synchronized void add(double inPerSecond, double outPerSecond) {
        in[next] = inPerSecond;
        out[next] = outPerSecond;
        next = (next + 1) % SECONDS;
        size = Math.min(size + 1, SECONDS);
    }

    synchronized Series series() {
        double[] ins = new double[size];
        double[] outs = new double[size];
        for (int i = 0; i < size; i++) {
            int from = Math.floorMod(next - size + i, SECONDS);
            ins[i] = in[from];
            outs[i] = out[from];
        }
        return new Series(ins, outs);
    }
}
