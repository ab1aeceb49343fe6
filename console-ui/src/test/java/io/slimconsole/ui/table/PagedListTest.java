package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;

final class PagedListTest {
    private static final long MANY = 10_000_000;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<String> read = new ArrayList<>();
    private final PagedList<Long> list = new PagedList<>(work::add, Runnable::run);

    /// Row `i` says its place, counted from the newest as it was when `newest` was.
    private PagedList.Pages<Long> upTo(long newest) {
        return (from, count) -> {
            read.add(from + "+" + count);
            return LongStream.range(from, from + count).mapToObj(i -> newest - i).toList();
        };
    }

    private void work() {
        while (!work.isEmpty()) {
            work.pop().run();
        }
    }

    @Test
    void readsOnlyThePageThatIsAskedFor() {
        list.grow(upTo(MANY), MANY, 0, List.of());

        assertThat(list).hasSize((int) MANY);
        assertThat(list.get(5_000_123).entry()).isEmpty();
        work();

        assertThat(list.get(5_000_123).entry()).contains(MANY - 5_000_123);
        assertThat(list.get(5_000_001).entry()).contains(MANY - 5_000_001);
        assertThat(read).containsExactly("5000000+200");
    }

    @Test
    void aRowStaysTheSameWhenNewerOnesCome() {
        list.grow(upTo(100), 100, 0, List.of());
        PagedRow<Long> row = list.get(7);
        work();
        List<String> changes = new ArrayList<>();
        list.addListener(
                (ListChangeListener<PagedRow<Long>>)
                        c -> {
                            while (c.next()) {
                                changes.add(c.getFrom() + ".." + c.getTo());
                            }
                        });

        list.grow(upTo(105), 105, 5, List.of(105L, 104L, 103L, 102L, 101L));

        assertThat(changes).containsExactly("0..5");
        assertThat(list.get(12)).isSameAs(row);
        assertThat(row.entry()).contains(93L);
        assertThat(list.get(0).entry()).contains(105L);
        assertThat(list.indexOf(row)).isEqualTo(12);
        assertThat(work).isEmpty();
    }

    @Test
    void growsAtTheBottomWhileASearchGoesOn() {
        list.grow(upTo(3), 3, 0, List.of(3L, 2L, 1L));
        List<String> changes = new ArrayList<>();
        list.addListener(
                (ListChangeListener<PagedRow<Long>>)
                        c -> {
                            while (c.next()) {
                                changes.add(c.getFrom() + ".." + c.getTo());
                            }
                        });

        list.grow(upTo(3), 900, 0, List.of());

        assertThat(changes).containsExactly("3..900");
        assertThat(list.get(2).entry()).contains(1L);
        list.get(450);
        work();
        assertThat(list.get(450).entry()).contains(3L - 450);
    }

    @Test
    void ofAQuickScrollOnlyTheLastPagesAreRead() {
        list.grow(upTo(MANY), MANY, 0, List.of());

        for (int i = 0; i < 100; i++) {
            list.get(i * 50_000);
        }
        work();

        assertThat(read).hasSizeLessThanOrEqualTo(6).contains("4950000+200");
    }

    @Test
    void whatIsGoneIsMissing() {
        list.grow((_, _) -> List.of(9L, 8L), 5, 0, List.of());
        list.get(0);
        work();

        assertThat(list.get(1).entry()).contains(8L);
        assertThat(list.get(2).isMissing()).isTrue();
        assertThat(work).isEmpty();
    }

    @Test
    void twoListsAreNeverComparedRowByRow() {
        var other = new PagedList<Long>(work::add, Runnable::run);

        assertThat(list.equals(other)).isFalse();
        assertThat(list.equals(list)).isTrue();
    }
}
