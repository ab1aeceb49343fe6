package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.persistence.audit.Timeline;
import io.slimconsole.ui.audit.TimelineSum.Scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

final class TimelineSumTest {
    private static final Instant START = Instant.parse("2026-11-27T16:30:00Z");

    private static TimeRange range(Instant from, Duration length) {
        return new TimeRange(from, from.plus(length));
    }

    private static long all(TimelineSum sum) {
        long all = 0;
        for (int i = 0; i < sum.scale().buckets(); i++) {
            all += sum.succeeded(i) + sum.failed(i);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.5S,PT1S",
        "PT2M,PT1S",
        "PT4M,PT5S",
        "PT1H,PT30S",
        "PT24H,PT10M",
        "P30D,PT6H",
        "P365D,P7D"
    })
    void columnsAreAsNarrowAsFewEnoughCanBe(Duration length, Duration width) {
        Scale scale = Scale.of(range(START.plusMillis(300), length));

        assertThat(scale.width()).isEqualTo(width);
        assertThat(scale.buckets()).isBetween(1, 180);
    }

    @Test
    void columnsBeginAtFullTimesAndCoverTheWholeRange() {
        TimeRange asked = range(START.plusMillis(1_300), Duration.ofMinutes(4));

        Scale scale = Scale.of(asked);

        assertThat(scale.start()).isEqualTo(START);
        assertThat(scale.end()).isAfterOrEqualTo(asked.to());
        assertThat(scale.startOf(1)).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void aSecondLaterTheColumnsAreTheSame() {
        Scale before = Scale.of(range(START, Duration.ofMinutes(10)));
        Scale later = Scale.of(range(START, Duration.ofMinutes(10).plusSeconds(1)));

        assertThat(later.start()).isEqualTo(before.start());
        assertThat(later.width()).isEqualTo(before.width());
    }

    @Test
    void aRangeBeforeTheEpochHasColumnsToo() {
        Instant early = Instant.parse("1969-12-31T23:59:57.500Z");

        Scale scale = Scale.of(range(early, Duration.ofSeconds(1)));

        assertThat(scale.start()).isEqualTo(Instant.parse("1969-12-31T23:59:57Z"));
        assertThat(scale.end()).isAfterOrEqualTo(early.plusSeconds(1));
    }

    @Test
    void partsAddUpAndNothingIsLostBetweenThem() {
        var sum = new TimelineSum(Scale.of(range(START, Duration.ofSeconds(10))));

        sum.add(
                new Timeline(
                        sum.scale().range(),
                        Collections.nCopies(sum.scale().buckets(), new Timeline.Bucket(3, 1))));
        sum.add(
                new Timeline(
                        range(START.plusSeconds(2), Duration.ofSeconds(2)),
                        List.of(new Timeline.Bucket(10, 0), new Timeline.Bucket(0, 5))));

        assertThat(sum.succeeded(2)).isEqualTo(13);
        assertThat(sum.failed(3)).isEqualTo(6);
        assertThat(sum.highest()).isEqualTo(14);
        assertThat(all(sum)).isEqualTo(4L * sum.scale().buckets() + 15);
    }

    @Test
    void whatLiesOutsideIsCountedAtTheEdge() {
        var sum = new TimelineSum(Scale.of(range(START, Duration.ofSeconds(10))));
        int last = sum.scale().buckets() - 1;

        sum.add(
                new Timeline(
                        range(START.minusSeconds(60), Duration.ofSeconds(1)),
                        List.of(new Timeline.Bucket(2, 0))));
        sum.add(
                new Timeline(
                        range(START.plusSeconds(600), Duration.ofSeconds(1)),
                        List.of(new Timeline.Bucket(0, 7))));

        assertThat(sum.succeeded(0)).isEqualTo(2);
        assertThat(sum.failed(last)).isEqualTo(7);
    }

    @Test
    void aPartWithoutTimeOrColumnsAddsNothing() {
        var sum = new TimelineSum(Scale.of(range(START, Duration.ofSeconds(10))));

        sum.add(new Timeline(sum.scale().range(), List.of()));
        sum.add(new Timeline(new TimeRange(START, START), List.of(new Timeline.Bucket(9, 9))));

        assertThat(all(sum)).isZero();
        assertThat(sum.highest()).isZero();
    }

    @Test
    void twoOfTheSameVolumeAreEqual() {
        Scale scale = Scale.of(range(START, Duration.ofSeconds(3)));
        var part = new Timeline(scale.range(), List.of(new Timeline.Bucket(4, 2)));
        var first = new TimelineSum(scale);
        var second = new TimelineSum(scale);
        first.add(part);

        assertThat(second).isNotEqualTo(first);
        second.add(part);

        assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
    }
}
