package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.fx.Toasts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class NoticesTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final Notices notices = new Notices(clock.inUtc(), Runnable::run);

    private void add(Toasts.Kind kind, String text) {
        notices.add(kind, text, Optional.empty());
    }

    private static Notice notice(
            Toasts.Kind kind, String text, Instant at, int times, boolean unread) {
        return new Notice(kind, text, at, times, unread, Optional.empty());
    }

    @Test
    void theNewestComesFirstAndOnlyTroubleIsUnread() {
        add(Toasts.Kind.ERROR, "stopped");
        clock.advance(Duration.ofSeconds(5));
        add(Toasts.Kind.INFO, "listens elsewhere");

        assertThat(notices.shown().get())
                .containsExactly(
                        notice(
                                Toasts.Kind.INFO,
                                "listens elsewhere",
                                START.plusSeconds(5),
                                1,
                                false),
                        notice(Toasts.Kind.ERROR, "stopped", START, 1, true));
    }

    @Test
    void theSameAgainIsCountedAndComesToTheTop() {
        add(Toasts.Kind.WARNING, "refused");
        add(Toasts.Kind.WARNING, "congested");
        clock.advance(Duration.ofMinutes(1));
        add(Toasts.Kind.WARNING, "refused");

        assertThat(notices.shown().get())
                .containsExactly(
                        notice(Toasts.Kind.WARNING, "refused", START.plusSeconds(60), 2, true),
                        notice(Toasts.Kind.WARNING, "congested", START, 1, true));
    }

    @Test
    void whatWasReadIsUnreadAgainWhenItHappensAgain() {
        add(Toasts.Kind.WARNING, "refused");

        notices.markRead();
        List<Notice> read = notices.shown().get();
        add(Toasts.Kind.WARNING, "refused");

        assertThat(read).containsExactly(notice(Toasts.Kind.WARNING, "refused", START, 1, false));
        assertThat(notices.shown().get())
                .containsExactly(notice(Toasts.Kind.WARNING, "refused", START, 2, true));
    }

    @Test
    void theWayOfTheLastOneCounts() {
        List<String> opened = new ArrayList<>();
        notices.add(Toasts.Kind.WARNING, "refused", Optional.of(() -> opened.add("first")));
        notices.add(Toasts.Kind.WARNING, "refused", Optional.of(() -> opened.add("second")));

        notices.shown().get().getFirst().open().orElseThrow().run();

        assertThat(opened).containsExactly("second");
    }

    @Test
    void onlyTheLastHundredAreKept() {
        for (int i = 0; i < Notices.CAPACITY + 20; i++) {
            add(Toasts.Kind.WARNING, "refused " + i);
        }

        assertThat(notices.shown().get())
                .hasSize(Notices.CAPACITY)
                .startsWith(notice(Toasts.Kind.WARNING, "refused 119", START, 1, true))
                .endsWith(notice(Toasts.Kind.WARNING, "refused 20", START, 1, true));
    }

    @Test
    void theOldestOfAFullListIsCountedRatherThanLost() {
        for (int i = 0; i < Notices.CAPACITY; i++) {
            add(Toasts.Kind.WARNING, "refused " + i);
        }

        add(Toasts.Kind.WARNING, "refused 0");

        assertThat(notices.shown().get())
                .hasSize(Notices.CAPACITY)
                .startsWith(notice(Toasts.Kind.WARNING, "refused 0", START, 2, true))
                .endsWith(notice(Toasts.Kind.WARNING, "refused 1", START, 1, true));
    }

    @Test
    void clearedMeansGone() {
        add(Toasts.Kind.WARNING, "refused");

        notices.clear();

        assertThat(notices.shown().get()).isEmpty();
    }

    @Test
    void aFloodIsShownAsOneChange() {
        List<Runnable> waiting = new ArrayList<>();
        var flooded = new Notices(clock.inUtc(), waiting::add);
        for (int i = 0; i < 1_000; i++) {
            flooded.add(Toasts.Kind.WARNING, "refused " + i, Optional.empty());
        }
        int asked = waiting.size();

        waiting.removeFirst().run();
        flooded.add(Toasts.Kind.WARNING, "one more", Optional.empty());

        assertThat(asked).isEqualTo(1);
        assertThat(flooded.shown().get()).hasSize(Notices.CAPACITY);
        assertThat(waiting).hasSize(1);
    }
}
