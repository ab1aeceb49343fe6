package io.slimconsole.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class InboxTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Inbox inbox = new Inbox();
    private final List<String> done = new ArrayList<>();

    private boolean offer(String place, long bytes, String what, Instant at) {
        return inbox.offer(place, bytes, () -> done.add(what), at);
    }

    private List<String> takeAll() throws InterruptedException {
        for (Runnable next = inbox.take(Duration.ZERO);
                next != null;
                next = inbox.take(Duration.ZERO)) {
            next.run();
        }
        return done;
    }

    @Test
    void sendersTakeTurnsAndEachKeepsItsOrder() throws InterruptedException {
        for (int i = 1; i <= 3; i++) {
            offer("a", 0, "a" + i, NOW);
        }
        offer("b", 0, "b1", NOW);
        offer("c", 0, "c1", NOW);
        offer("c", 0, "c2", NOW);

        assertThat(takeAll()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
    }

    @Test
    void whoSendsTooMuchLosesThatAndNobodyElseDoes() throws InterruptedException {
        for (int i = 0; i < Inbox.COUNT_EACH; i++) {
            assertThat(offer("a", 0, "a", NOW)).isTrue();
        }

        assertThat(offer("a", 0, "one too many", NOW)).isFalse();
        assertThat(offer("b", 0, "b", NOW)).isTrue();
        assertThat(takeAll()).hasSize(Inbox.COUNT_EACH + 1).doesNotContain("one too many");
        assertThat(offer("a", 0, "again", NOW)).isTrue();
    }

    @Test
    void whatWaitsIsLimitedInBytesOfEachAndOfAll() throws InterruptedException {
        long half = Inbox.BYTES_EACH / 2;
        int places = (int) (Inbox.BYTES / Inbox.BYTES_EACH);
        for (int i = 0; i < places; i++) {
            assertThat(offer("place " + i, half, "first", NOW)).isTrue();
            assertThat(offer("place " + i, half, "second", NOW)).isTrue();
            assertThat(offer("place " + i, 0, "third", NOW)).isFalse();
        }

        assertThat(offer("another", 0, "too much", NOW)).isFalse();
        assertThat(takeAll()).hasSize(2 * places);
        assertThat(offer("another", 0, "room again", NOW)).isTrue();
    }

    @Test
    void itKnowsSinceWhenTheOldestThingWaits() throws InterruptedException {
        assertThat(inbox.oldest()).isEmpty();
        offer("a", 0, "a1", NOW);
        offer("a", 0, "a2", NOW.plusSeconds(1));
        offer("b", 0, "b1", NOW.plusSeconds(2));

        assertThat(inbox.oldest()).contains(NOW);
        inbox.take(Duration.ZERO);
        assertThat(inbox.oldest()).contains(NOW.plusSeconds(1));
        inbox.take(Duration.ZERO);
        assertThat(inbox.oldest()).contains(NOW.plusSeconds(1));
        inbox.take(Duration.ZERO);
        assertThat(inbox.oldest()).isEmpty();
    }

    @Test
    void whatWaitsWhenItIsClosedIsLeftAndNothingIsTakenIn() throws InterruptedException {
        offer("a", 0, "a1", NOW);
        inbox.close();

        assertThat(offer("a", 0, "a2", NOW)).isFalse();
        assertThat(inbox.take(Duration.ofDays(1))).isNotNull();
        assertThat(inbox.take(Duration.ofDays(1))).isNull();
    }
}
