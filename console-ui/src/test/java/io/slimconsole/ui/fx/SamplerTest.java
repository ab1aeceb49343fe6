package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class SamplerTest {
    private static final Duration NEVER_AGAIN = Duration.ofDays(1);

    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Integer> shown = new CopyOnWriteArrayList<>();
    private final Sampler<Integer> sampler =
            new Sampler<>("test", NEVER_AGAIN, reads::incrementAndGet, ui::add, shown::add);

    @Test
    void nothingIsReadWhileASnapshotWaits() {
        sampler.sample();
        sampler.sample();
        sampler.sample();

        assertThat(reads).hasValue(1);
        assertThat(ui).hasSize(1);
    }

    @Test
    void everySnapshotThatWasReadIsShownInOrder() {
        for (int i = 0; i < 3; i++) {
            sampler.sample();
            ui.remove().run();
        }

        assertThat(shown).containsExactly(1, 2, 3);
    }

    @Test
    void aFailedReadIsFollowedByTheNextOne() {
        List<Integer> seen = new ArrayList<>();
        var failing =
                new Sampler<>(
                        "failing",
                        NEVER_AGAIN,
                        () -> {
                            if (reads.incrementAndGet() == 1) {
                                throw new IllegalStateException("not yet");
                            }
                            return 42;
                        },
                        Runnable::run,
                        seen::add);

        failing.sample();
        failing.sample();

        assertThat(seen).containsExactly(42);
    }

    @Test
    void itReadsAtOnceWhenStartedAndNoMoreWhenStopped() throws InterruptedException {
        var direct =
                new Sampler<>(
                        "direct",
                        Duration.ofMillis(1),
                        reads::incrementAndGet,
                        Runnable::run,
                        shown::add);
        direct.start();
        Await.until("several snapshots", () -> shown.size() > 2);

        direct.stop();
        var quiet = new CountDownLatch(1);
        direct.sampleNow();
        int last = reads.get();
        boolean interrupted = quiet.await(50, TimeUnit.MILLISECONDS);

        assertThat(interrupted).isFalse();
        // the one that was being read while it was stopped
        assertThat(reads.get()).isLessThanOrEqualTo(last + 1);
    }
}
