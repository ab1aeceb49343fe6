package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.table.PagedRow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

final class TrailViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-27T16:30:00Z");

    private final FakeAuditLog audit = new FakeAuditLog(NOW, Duration.ofSeconds(2), 1_000, 0);
    private final TrailViewModel<MessageEntry, MessageFilter> model =
            new TrailViewModel<>(
                    new TrailKind<>(
                            "messages",
                            Feather.MAIL,
                            Texts.of(TrailViewModel.class).part("messages"),
                            AuditLog::messages,
                            AuditStatus::messages,
                            rules -> rules.messages() instanceof Recording.Off,
                            new MessageQuery(),
                            "outcome:failed",
                            List.of(MessageColumn.values()),
                            EntryJson::of),
                    audit,
                    Runnable::run,
                    Runnable::run,
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        model.close();
        assertThat(audit.messages().openFindings()).isZero();
    }

    private void sample() {
        model.feed().sampleHere();
    }

    private List<Long> first(int count) {
        return model.list().get().stream()
                .limit(count)
                .map(PagedRow::entry)
                .map(e -> e.map(MessageEntry::sequence).orElse(-1L))
                .toList();
    }

    @Test
    void showsWhatIsThereAndThenWhatComes() {
        sample();
        assertThat(model.list().get()).hasSize(1_000);
        assertThat(first(3)).containsExactly(1_000L, 999L, 998L);

        audit.messages().grow(1_002);
        sample();

        assertThat(model.list().get()).hasSize(1_002);
        assertThat(first(3)).containsExactly(1_002L, 1_001L, 1_000L);
        assertThat(model.results().get().found()).isEqualTo(1_002);
    }

    @Test
    void whilePausedItOnlyCountsWhatComes() {
        sample();
        model.feed().paused().set(true);
        audit.messages().grow(1_300);
        sample();

        assertThat(first(2)).containsExactly(1_000L, 999L);
        assertThat(model.list().get()).hasSize(1_000);
        assertThat(model.results().get().missed()).isEqualTo(300);

        model.feed().paused().set(false);
        sample();

        assertThat(first(2)).containsExactly(1_300L, 1_299L);
        assertThat(model.results().get().missed()).isZero();
    }

    @Test
    void whatIsShownIsWhatAnExportHas() {
        model.feed().filter().set("outcome:failed");
        sample();
        model.feed().paused().set(true);
        audit.messages().grow(1_300);
        sample();

        TrailViewModel.Shown<MessageEntry, MessageFilter> shown = model.shown();
        assertThat(shown.count()).isEqualTo(111);
        try (var found = shown.find()) {
            assertThat(found.page(0, 200)).hasSize(111);
        }

        model.feed().paused().set(false);
        sample();
        TrailViewModel.Shown<MessageEntry, MessageFilter> more = model.shown();
        audit.messages().grow(1_600);
        assertThat(more.count()).isEqualTo(144);
        try (var found = more.find()) {
            assertThat(found.page(0, 200)).hasSize(144);
        }
    }

    @Test
    void scrollingAwayPausesAndComingBackGoesOn() {
        sample();

        model.scrolled(false);
        assertThat(model.feed().paused().get()).isTrue();
        model.scrolled(true);
        assertThat(model.feed().paused().get()).isFalse();

        model.feed().paused().set(true);
        model.scrolled(true);
        assertThat(model.feed().paused().get()).as("the operator paused it").isTrue();
    }

    @Test
    void aFilterShowsWhatMatchesNowAndLater() {
        model.feed().filter().set("outcome:failed");
        sample();
        assertThat(model.list().get()).hasSize(111);
        assertThat(first(2)).containsExactly(999L, 990L);

        audit.messages().grow(1_010);
        sample();

        assertThat(first(2)).containsExactly(1_008L, 999L);
        assertThat(audit.messages().openFindings()).isEqualTo(2);
    }

    @Test
    void aFilterThatCantBeUnderstoodLeavesTheRowsAsTheyAre() {
        model.feed().filter().set("outcome:failed");
        sample();

        model.feed().filter().set("outcome:failed siez:>3");
        sample();

        assertThat(model.problems().get()).hasSize(1);
        assertThat(model.list().get()).hasSize(111);
        model.feed().filter().set("");
        sample();
        assertThat(model.problems().get()).isEmpty();
        assertThat(model.list().get()).hasSize(1_000);
    }

    @Test
    void aSearchThatTakesLongSaysHowFarItIs() {
        audit.messages().hold();
        model.feed().filter().set("outcome:failed");
        sample();
        assertThat(model.results().get().done()).isFalse();
        assertThat(model.results().get().searched()).isEqualTo(0.25);
        assertThat(model.list().get()).isEmpty();

        audit.messages().release();
        sample();

        assertThat(model.results().get().done()).isTrue();
        assertThat(model.list().get()).hasSize(111);
    }

    @Test
    void millionsThatComeInSmallPortionsAreAllThere() {
        sample();
        for (long newest = 1_000; newest <= 3_000_000; newest += 60_000) {
            audit.messages().grow(newest);
            sample();
        }

        assertThat(model.results().get().found()).isEqualTo(audit.messages().newest());
        assertThat(first(1)).containsExactly(audit.messages().newest());
        assertThat(model.list().get().get(700_000).entry())
                .hasValueSatisfying(
                        e ->
                                assertThat(e.sequence())
                                        .isEqualTo(audit.messages().newest() - 700_000));
        assertThat(audit.messages().openFindings()).isLessThan(30);
    }

    @Test
    void aTimeShowsWhatIsOfThatTimeAndItsVolume() {
        model.period()
                .set(new Period.Between(new TimeRange(NOW.minusSeconds(20), NOW.minusSeconds(10))));
        sample();

        assertThat(first(9)).containsExactly(994L, 993L, 992L, 991L, 990L);
        TimelineSum volume = model.timeline().get().orElseThrow();
        assertThat(volume.scale().width()).isEqualTo(Duration.ofSeconds(1));
        long all = 0;
        for (int i = 0; i < volume.scale().buckets(); i++) {
            all += volume.succeeded(i) + volume.failed(i);
        }
        assertThat(all).isEqualTo(5);
    }

    @Test
    void knowsTheRowOfAnEntryWhereNothingIsLeftOut() {
        sample();
        assertThat(model.placeOf(990)).isEqualTo(OptionalLong.of(10));
        assertThat(model.placeOf(2_000)).isEmpty();

        model.feed().filter().set("outcome:failed");
        sample();
        assertThat(model.placeOf(990)).isEqualTo(OptionalLong.of(1));
        assertThat(model.placeOf(991)).isEmpty();
    }

    @Test
    void ofVeryManyTheNewestAreListedAndAnOlderOneIsShownAtItsMoment() {
        audit.messages().grow(3_000_000);
        sample();

        assertThat(model.list().get()).hasSize(1_000_000);
        assertThat(model.results().get().found()).isEqualTo(3_000_000);
        assertThat(model.placeOf(500)).isEmpty();
        assertThat(model.placeOf(2_500_000)).isEqualTo(OptionalLong.of(500_000));

        model.showMomentOf(500, () -> {});
        sample();
        assertThat(model.placeOf(500)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void olderOnesAreReachedPartByPart() {
        audit.messages().grow(2_500_000);
        sample();
        assertThat(model.hasOlder()).isTrue();
        assertThat(model.hasNewer()).isFalse();

        model.showOlder();
        sample();
        assertThat(model.feed().paused().get()).isTrue();
        assertThat(first(2)).containsExactly(1_500_000L, 1_499_999L);
        assertThat(model.list().get()).hasSize(1_000_000);
        assertThat(model.results().get().skipped()).isEqualTo(1_000_000);

        audit.messages().grow(2_500_100);
        sample();
        assertThat(first(1)).as("nothing moves").containsExactly(1_500_000L);
        assertThat(model.placeOf(1_499_990)).isEqualTo(OptionalLong.of(10));

        model.showOlder();
        sample();
        assertThat(model.list().get()).hasSize(500_000);
        assertThat(model.list().get().get(499_999).entry().orElseThrow().sequence()).isOne();
        assertThat(model.hasOlder()).isFalse();

        model.showNewer();
        sample();
        assertThat(first(1)).containsExactly(1_500_000L);

        model.feed().paused().set(false);
        sample();
        assertThat(first(1)).containsExactly(2_500_100L);
        assertThat(model.hasNewer()).isFalse();
    }

    @Test
    void anotherQuestionBeginsWithTheNewest() {
        audit.messages().grow(2_500_000);
        sample();
        model.showOlder();
        sample();

        model.feed().filter().set("outcome:failed");
        sample();

        assertThat(model.results().get().skipped()).isZero();
        assertThat(first(1)).containsExactly(2_499_993L);
    }

    @Test
    void aFilterThatIsTypedWhileAnotherIsSearchedTakesItsPlace() {
        audit.messages().hold();
        model.feed().filter().set("outcome:failed");
        sample();
        model.feed().filter().set("outcome:failed type:msg");
        sample();
        assertThat(audit.messages().openFindings()).as("the first search is ended").isOne();

        audit.messages().release();
        sample();

        assertThat(model.results().get().done()).isTrue();
        assertThat(model.list().get()).isNotEmpty().hasSizeLessThan(111);
        assertThat(model.list().get().get(0).entry().orElseThrow().messageType()).isOne();
    }

    @Test
    void aFilterThatIsTypedWhilePausedIsAnsweredAndStaysPaused() {
        sample();
        model.feed().paused().set(true);
        audit.messages().grow(1_010);

        model.feed().filter().set("outcome:failed");
        sample();

        assertThat(first(1)).containsExactly(1_008L);
        assertThat(model.results().get().missed()).isZero();
        assertThat(model.feed().paused().get()).isTrue();
        audit.messages().grow(1_020);
        sample();
        assertThat(first(1)).containsExactly(1_008L);
        assertThat(model.results().get().missed()).isOne();
    }

    @Test
    void whoReadsOneRowIsNotTakenAlongByGoingBackToTheTop() {
        sample();
        model.scrolled(false);
        model.reading();

        model.scrolled(true);

        assertThat(model.feed().paused().get()).isTrue();
        model.feed().pauseOrGoOn();
        assertThat(model.feed().paused().get()).isFalse();
    }

    @Test
    void aSearchThatFailsLeavesTheRowsAndIsTriedAgain() {
        sample();
        audit.messages().setFailing(true);
        model.feed().filter().set("outcome:failed");
        assertThatThrownBy(this::sample).hasMessageContaining("does not answer");
        assertThat(model.list().get()).hasSize(1_000);

        audit.messages().setFailing(false);
        sample();

        assertThat(model.list().get()).hasSize(111);
        assertThat(first(1)).containsExactly(999L);
    }

    @Test
    void troubleOfTheLogIsSaidForAsLongAsItLasts() {
        var trouble = new AuditStatus.Trouble("the disk is full", NOW);
        audit.setTrouble(Optional.of(trouble));
        sample();
        assertThat(model.results().get().status().trouble()).contains(trouble);
        assertThat(model.list().get()).as("what is there stays readable").hasSize(1_000);

        audit.setTrouble(Optional.empty());
        sample();

        assertThat(model.results().get().status().trouble()).isEmpty();
    }
}
