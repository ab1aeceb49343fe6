package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class BoardTest {
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    record Thing(String name, Long value) {}

    private static final RowFilter<Thing> ALL = _ -> true;
    private static final RowOrder<Thing> BY_NAME = new RowOrder<>("name", Thing::name, false);
    private static final RowOrder<Thing> BY_VALUE_DOWN =
            new RowOrder<>("value", t -> t.value() < 0 ? null : t.value(), true);

    private final Board<String, Thing, Thing> board =
            new Board<>(
                    new Board.Lines<String, Thing, Thing>() {
                        @Override
                        public String key(Thing thing) {
                            return thing.name();
                        }

                        @Override
                        public Thing line(Thing thing, @Nullable Thing before) {
                            return thing.equals(before) ? before : thing;
                        }
                    });

    @Test
    void aRowStaysTheSameObjectWhateverItsValues() {
        board.put(List.of(new Thing("a", 1L)), START);
        var before = board.show(ALL, BY_NAME, START, true);

        board.put(List.of(new Thing("a", 2L), new Thing("b", 1L)), START.plusSeconds(1));
        var after = board.show(ALL, BY_NAME, START.plusSeconds(1), true);

        assertThat(after.getFirst()).isSameAs(before.getFirst());
        assertThat(after.getFirst().value()).isEqualTo(new Thing("a", 2L));
    }

    @Test
    void rowsChangePlacesAtACalmPaceOnly() {
        board.put(List.of(new Thing("a", 1L), new Thing("b", 2L)), START);
        assertThat(names(BY_VALUE_DOWN, START, true)).containsExactly("b", "a");
        board.put(List.of(new Thing("a", 9L), new Thing("b", 2L)), START.plusMillis(250));

        assertThat(names(BY_VALUE_DOWN, START.plusMillis(250), true)).containsExactly("b", "a");
        assertThat(names(BY_VALUE_DOWN, START.plus(Board.PACE), true)).containsExactly("a", "b");
    }

    @Test
    void rowsChangePlacesAtOnceWhenAskedTo() {
        board.put(List.of(new Thing("a", 1L), new Thing("b", 2L)), START);
        names(BY_VALUE_DOWN, START, true);
        board.put(List.of(new Thing("a", 9L), new Thing("b", 2L)), START.plusMillis(250));

        assertThat(names(BY_VALUE_DOWN, START.plusMillis(250), false)).containsExactly("a", "b");
    }

    @Test
    void newRowsComeInWhereTheyBelongAndGoneRowsGo() {
        board.put(List.of(new Thing("svc-2", 1L), new Thing("svc-20", 1L)), START);
        names(BY_NAME, START, true);

        board.put(List.of(new Thing("svc-20", 1L), new Thing("svc-3", 1L)), START.plusMillis(250));

        assertThat(names(BY_NAME, START.plusMillis(250), true)).containsExactly("svc-3", "svc-20");
        assertThat(board.size()).isEqualTo(2);
    }

    @Test
    void whatHasNoValueSortsLastEitherWay() {
        board.put(List.of(new Thing("a", -1L), new Thing("b", 2L), new Thing("c", 3L)), START);

        assertThat(names(BY_VALUE_DOWN, START, true)).containsExactly("c", "b", "a");
        assertThat(names(new RowOrder<>("value", BY_VALUE_DOWN.key(), false), START, true))
                .containsExactly("b", "c", "a");
    }

    @Test
    void equalRowsKeepTheOrderInWhichTheyCame() {
        board.put(List.of(new Thing("z", 1L), new Thing("a", 1L), new Thing("m", 1L)), START);

        assertThat(names(BY_VALUE_DOWN, START, true)).containsExactly("z", "a", "m");
    }

    @Test
    void onlyRowsThatCameInWhileWatchedHaveArrived() {
        board.put(List.of(new Thing("a", 1L)), START);
        board.put(List.of(new Thing("a", 1L), new Thing("b", 1L)), START.plusSeconds(1));

        assertThat(board.show(ALL, BY_NAME, START, true))
                .extracting(LiveRow::arrived)
                .containsExactly(Instant.MIN, START.plusSeconds(1));
    }

    @Test
    void countsWhatASnapshotWouldChangeAndChangesNothing() {
        board.put(
                List.of(new Thing("same", 1L), new Thing("other", 1L), new Thing("gone", 1L)),
                START);

        int different =
                board.differences(
                        List.of(
                                new Thing("same", 1L),
                                new Thing("other", 2L),
                                new Thing("new", 1L)));

        assertThat(different).isEqualTo(3);
        assertThat(names(BY_NAME, START, true)).containsExactly("gone", "other", "same");
    }

    @Test
    void ratesAreWorkedOutOnceASecond() {
        var rates = new RateWindow();

        assertThat(rates.step(START)).isEqualTo(RateWindow.Step.START);
        assertThat(rates.step(START.plusMillis(999))).isEqualTo(RateWindow.Step.KEEP);
        assertThat(rates.step(START.plusMillis(1250))).isEqualTo(RateWindow.Step.TURN);
        assertThat(rates.perSecond(350, 100)).isEqualTo(200);
        assertThat(rates.perSecond(50, 100)).isZero();
        assertThat(rates.step(START.plus(Duration.ofMinutes(1)))).isEqualTo(RateWindow.Step.START);
    }

    private List<String> names(RowOrder<Thing> order, Instant now, boolean calm) {
        return board.show(ALL, order, now, calm).stream().map(r -> r.value().name()).toList();
    }
}
