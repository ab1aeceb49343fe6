package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class StableRowsTest {
    private record Thing(int id, String text) {}

    private final StableRows<Integer, Thing> rows = new StableRows<>(Thing::id);

    private void show(Thing... snapshot) {
        rows.apply(rows.difference(List.of(snapshot)));
    }

    private List<Thing> values() {
        return rows.rows().stream().map(StableRow::value).toList();
    }

    @Test
    void newThingsComeInAtTheEndAndGoneOnesLeave() {
        show(new Thing(1, "a"), new Thing(2, "b"));

        show(new Thing(3, "c"), new Thing(2, "b"), new Thing(4, "d"));

        assertThat(values())
                .containsExactly(new Thing(2, "b"), new Thing(3, "c"), new Thing(4, "d"));
    }

    @Test
    void aChangedThingKeepsItsRow() {
        show(new Thing(1, "a"), new Thing(2, "b"));
        var row = rows.rows().get(1);

        show(new Thing(1, "a"), new Thing(2, "changed"));

        assertThat(rows.rows().get(1)).isSameAs(row);
        assertThat(row.value()).isEqualTo(new Thing(2, "changed"));
    }

    @Test
    void theDifferenceNamesOnlyWhatDiffers() {
        rows.difference(List.of(new Thing(1, "a"), new Thing(2, "b"), new Thing(3, "c")));

        var difference =
                rows.difference(List.of(new Thing(1, "a"), new Thing(3, "x"), new Thing(4, "d")));

        assertThat(difference)
                .isEqualTo(
                        new StableRows.Difference<>(
                                Map.of(4, new Thing(4, "d")),
                                List.of(2),
                                Map.of(3, new Thing(3, "x"))));
    }

    @Test
    void theSameSnapshotMakesNoDifference() {
        rows.difference(List.of(new Thing(1, "a")));

        assertThat(rows.difference(List.of(new Thing(1, "a"))).isEmpty()).isTrue();
    }
}
