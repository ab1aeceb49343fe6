package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ShutdownTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void whatCameLastIsClosedFirstAndAFailureKeepsNothingOpen() {
        var shutdown = new Shutdown(() -> closed.add("log"));
        shutdown.add("database", () -> closed.add("database"));
        shutdown.add(
                "node",
                () -> {
                    closed.add("node");
                    throw new IllegalStateException("busy");
                });
        shutdown.add("window", () -> closed.add("window"));

        assertThat(shutdown.run()).isTrue();

        assertThat(closed).containsExactly("window", "node", "database", "log");
    }

    @Test
    void itHappensOnce() {
        var shutdown = new Shutdown(() -> {});
        shutdown.add("database", () -> closed.add("database"));

        assertThat(shutdown.run()).isTrue();
        assertThat(shutdown.run()).isFalse();

        assertThat(closed).containsExactly("database");
    }
}
