package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

class EditTest {
    @Test
    void sameRowsAreNoEdit() {
        List<String> rows = List.of("a", "b");

        var edit = Edit.between(rows, new ArrayList<>(rows));

        assertThat(edit.isEmpty()).isTrue();
        assertThat(edit.result()).isSameAs(rows);
    }

    @Test
    void removesFromTheEndAndAddsFromTheStart() {
        var edit = Edit.between(List.of("a", "b", "c", "d", "e"), List.of("x", "b", "y", "z", "e"));

        assertThat(edit.removals()).containsExactly(new Edit.Span(2, 4), new Edit.Span(0, 1));
        assertThat(edit.additions()).containsExactly(new Edit.Span(0, 1), new Edit.Span(2, 4));
        assertThat(edit.reordered()).isFalse();
    }

    @Test
    void anotherOrderReplacesTheWhole() {
        assertThat(Edit.between(List.of("a", "b"), List.of("b", "a")).reordered()).isTrue();
    }

    /// The changes that the list announces must lead a listener that follows them from the old rows to the new ones.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoFollowsTheAnnouncementsHasTheRows(long seed) {
        var random = new Random(seed);
        var list = new LiveList<Integer>();
        List<Integer> follower = new ArrayList<>();
        list.addListener((ListChangeListener<Integer>) change -> follow(follower, change));
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            all.add(i + 1000);
        }

        for (int round = 0; round < 60; round++) {
            int share = 1 + random.nextInt(20);
            List<Integer> next = new ArrayList<>(list.rows());
            next.removeIf(_ -> random.nextInt(share * 8) == 0);
            for (Integer one : all) {
                if (random.nextInt(share * 40) == 0 && !next.contains(one)) {
                    next.add(one);
                }
            }
            next.sort(round % 10 == 9 ? Comparator.reverseOrder() : Comparator.naturalOrder());

            list.apply(Edit.between(list.rows(), List.copyOf(next)));

            assertThat(list).containsExactlyElementsOf(next);
            assertThat(follower).containsExactlyElementsOf(next);
        }
    }

    @Test
    void anEditOfAnotherListIsRefused() {
        var list = new LiveList<String>();
        List<String> other = new ArrayList<>(List.of("a"));
        var edit = Edit.between(other, List.of("b"));

        assertThatThrownBy(() -> list.apply(edit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no longer shown");
        assertThat(list).isEmpty();
    }

    private static void follow(
            List<Integer> rows, ListChangeListener.Change<? extends Integer> change) {
        while (change.next()) {
            for (int i = 0; i < change.getRemovedSize(); i++) {
                int from = change.getFrom();
                Integer gone = rows.get(from);
                rows.subList(from, from + 1).clear();
                assertThat(gone).isEqualTo(change.getRemoved().get(i));
            }
            rows.addAll(change.getFrom(), List.copyOf(change.getAddedSubList()));
        }
    }
}
