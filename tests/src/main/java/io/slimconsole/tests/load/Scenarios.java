package io.slimconsole.tests.load;

import java.util.ArrayList;
import java.util.List;

/// All that a full comparison measures.
final class Scenarios {
    private static final int SMALL = 100;
    private static final int KIB = 1024;
    private static final int LARGE = 64 * KIB;
    private static final int RATE = 1000;

    private Scenarios() {}

    static List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        for (int size : new int[] {SMALL, KIB, LARGE}) {
            for (int pairs : new int[] {1, 4, 16}) {
                String title =
                        pairs == 1
                                ? "1 pair, %s".formatted(bytes(size))
                                : "%d pairs, %s".formatted(pairs, bytes(size));
                all.add(new Throughput(title, Traffic.pairs(pairs, size)));
            }
            all.add(
                    new Throughput(
                            "fan-out 1 to 8, %s".formatted(bytes(size)), Traffic.fanOut(8, size)));
        }
        all.addAll(crowded());
        all.addAll(timed());
        all.add(new SlowReceiver("a receiver stops, 1 KiB", KIB));
        all.add(new Memory("resident", 1000, Traffic.pairs(16, KIB)));
        return all;
    }

    private static List<Scenario> crowded() {
        var crowded = new ArrayList<Scenario>();
        for (var spread : Crowd.Spread.values()) {
            for (int subscriptions : new int[] {1_000, 100_000}) {
                var title =
                        switch (spread) {
                            case NAMES -> "1 pair, 100 B, %,d other names";
                            case INSTANCES -> "1 pair, 100 B, %,d other instances";
                        };
                crowded.add(
                        new Throughput(
                                title.formatted(subscriptions),
                                Traffic.pairs(1, SMALL).among(new Crowd(subscriptions, spread))));
            }
        }
        crowded.add(
                new Throughput(
                        "anycast over 100,000 instances of 4 clients, 100 B",
                        Traffic.anycast(4, SMALL, new Crowd(100_000, Crowd.Spread.INSTANCES))));
        return crowded;
    }

    private static List<Scenario> timed() {
        var timed = new ArrayList<Scenario>();
        timed.add(new Floor("no node: 1 KiB, 1,000/s through a bare TCP relay", KIB, RATE));
        timed.add(new Latency("1 pair, 1 KiB, 1,000/s", Traffic.pairs(1, KIB), RATE, Crowd.NONE));
        timed.add(
                new Latency(
                        "fan-out 1 to 8, 1 KiB, 1,000/s",
                        Traffic.fanOut(8, KIB),
                        RATE,
                        Crowd.NONE));
        timed.add(
                new Latency(
                        "the same pair while a link with 10,000 names drops",
                        Traffic.pairs(1, KIB),
                        RATE,
                        new Crowd(10_000, Crowd.Spread.NAMES)));
        timed.add(
                new Latency(
                        "the same pair while a link with 10,000 instances of one name drops",
                        Traffic.pairs(1, KIB),
                        RATE,
                        new Crowd(10_000, Crowd.Spread.INSTANCES)));
        return timed;
    }

    private static String bytes(int size) {
        return size < KIB ? size + " B" : size / KIB + " KiB";
    }
}
