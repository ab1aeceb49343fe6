package io.slimconsole.tests.load;

import java.util.Locale;

/// What can be measured, and how a figure of it is shown.
enum Metric {
    DELIVERED("delivered/s", "%,.0f", true),
    CPU("CPU µs/message", "%.1f", true),
    P50("p50 ms", "%.2f", false),
    P99("p99 ms", "%.2f", false),
    P999("p99.9 ms", "%.2f", false),
    MAX("max ms", "%.1f", false),
    SUBSCRIBED("subscriptions taken", "%,.0f", false),
    SUBSCRIBES("subscribes/s", "%,.0f", false),
    IDLE_MEMORY("idle, MiB", "%.0f", false),
    CLIENTS_MEMORY("1,000 idle clients, MiB", "%.0f", false),
    LOAD_MEMORY("after load, MiB", "%.0f", false),
    OTHERS_BEFORE("others before, delivered/s", "%,.0f", false),
    OTHERS_DURING("others during, delivered/s", "%,.0f", false),
    SILENCE("neighbour's longest silence, ms", "%,.0f", false),
    CLOSED_AFTER("slow one closed after, s", "%.1f", false);

    private final String title;
    private final String format;
    private final boolean compared;

    Metric(String title, String format, boolean compared) {
        this.title = title;
        this.format = format;
        this.compared = compared;
    }

    String title() {
        return title;
    }

    /// Whether a table shows the ratio of two contenders.
    boolean compared() {
        return compared;
    }

    String show(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
