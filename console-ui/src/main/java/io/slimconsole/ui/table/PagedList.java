package io.slimconsole.ui.table;

import javafx.collections.ObservableListBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// A list of millions of which only the part in sight is in memory.
///
/// A row that wasn't read yet is a placeholder; asking for it starts the reading of its page, off the JavaFX application
/// thread, to which everything else here belongs. The list grows at both ends: at the top by what happens, at the
/// bottom by what is found. It doesn't shrink: another question has another list.
public final class PagedList<E> extends ObservableListBase<PagedRow<E>> {
    /// Where the rows come from.
    @FunctionalInterface
    public interface Pages<E> {
        /// Called on any thread; may wait for the disk.
        ///
        /// @param from place in the list, from 0
        /// @return `count` of them; fewer where they are gone
        List<E> page(long from, int count);

        static <E> Pages<E> none() {
            return (_, _) -> List.of();
        }
    }

    static final int PAGE = 200;

    /// How many pages stay in memory.
    private static final int KEPT = 50;

    /// Pages that are read at once.
    private static final int AT_ONCE = 2;

    /// Pages that wait: of a quick scroll through millions, only the last ones are still wanted.
    private static final int WAITING = 4;

    private static final Logger LOG = LoggerFactory.getLogger(PagedList.class);

    private final Executor workers;
    private final Executor ui;
    private final Deque<Long> wanted = new ArrayDeque<>();
    private final Map<Long, List<PagedRow<E>>> pages =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<PagedRow<E>>> eldest) {
                    return size() > KEPT;
                }
            };
    private final List<Long> reading = new ArrayList<>();
    private Pages<E> source = Pages.none();
    private Runnable onRead = () -> {};
    private long prepended;
    private int size;

    /// @param workers where pages are read
    /// @param ui where they arrive
    public PagedList(Executor workers, Executor ui) {
        this.workers = workers;
        this.ui = ui;
    }

    /// Called when rows were filled that were placeholders.
    public void setOnRead(Runnable action) {
        onRead = action;
    }

    /// The list is longer now, or is read from elsewhere.
    ///
    /// @param from gives the rows as they stand now
    /// @param total how many there are, not fewer than before
    /// @param atTop how many of them came at the top since the list was made, not fewer than before
    /// @param first the uppermost rows, where they are at hand; may be empty
    public void grow(Pages<E> from, long total, long atTop, List<E> first) {
        int longer = (int) Math.min(Integer.MAX_VALUE - 1L, Math.max(total, size));
        int above = (int) Math.max(0, Math.min(atTop - prepended, longer - (long) size));
        int before = size;
        source = from;
        prepended += above;
        size = longer;
        for (int i = 0; i < Math.min(first.size(), longer); i++) {
            row(i).fill(first.get(i));
        }
        beginChange();
        if (above > 0) {
            nextAdd(0, above);
        }
        if (longer > before + above) {
            nextAdd(before + above, longer);
        }
        endChange();
    }

    /// How many rows came at the top since the list was made.
    long cameAtTop() {
        return prepended;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public PagedRow<E> get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("row %d of %d".formatted(index, size));
        }
        PagedRow<E> row = row(index);
        if (row.isUnread()) {
            want(Math.floorDiv(row.position(), (long) PAGE));
        }
        return row;
    }

    /// Rows have no place but the one that the list knows: it is not looked for.
    @Override
    public int indexOf(Object row) {
        if (row instanceof PagedRow<?> paged) {
            long index = paged.position() + prepended;
            return index >= 0 && index < size && row((int) index).equals(paged) ? (int) index : -1;
        }
        return -1;
    }

    @Override
    public int lastIndexOf(Object row) {
        return indexOf(row);
    }

    @Override
    public boolean contains(Object row) {
        return indexOf(row) >= 0;
    }

    /// Nobody compares millions of rows, to find out that a list is another one.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private PagedRow<E> row(int index) {
        long position = index - prepended;
        return pages.computeIfAbsent(Math.floorDiv(position, (long) PAGE), PagedList::placeholders)
                .get((int) Math.floorMod(position, (long) PAGE));
    }

    private static <E> List<PagedRow<E>> placeholders(long page) {
        List<PagedRow<E>> rows = new ArrayList<>(PAGE);
        for (int i = 0; i < PAGE; i++) {
            rows.add(new PagedRow<>(page * PAGE + i));
        }
        return rows;
    }

    private void want(long page) {
        if (reading.contains(page)) {
            return;
        }
        wanted.remove(page);
        wanted.push(page);
        while (wanted.size() > WAITING) {
            wanted.removeLast();
        }
        readNext();
    }

    private void readNext() {
        while (reading.size() < AT_ONCE && !wanted.isEmpty()) {
            read(wanted.pop());
        }
    }

    private void read(long page) {
        reading.add(page);
        Pages<E> from = source;
        long first = Math.max(page * PAGE + prepended, 0);
        int count = (int) (Math.min(page * PAGE + PAGE + prepended, size) - first);
        long position = first - prepended;
        workers.execute(
                () -> {
                    List<E> entries = readOrNone(from, first, count);
                    ui.execute(() -> arrived(page, from, position, count, entries));
                });
    }

    private static <E> List<E> readOrNone(Pages<E> from, long first, int count) {
        try {
            return count <= 0 ? List.of() : from.page(first, count);
        } catch (RuntimeException e) {
            LOG.warn("rows {} to {} can't be read", first, first + count, e);
            return List.of();
        }
    }

    private void arrived(long page, Pages<E> from, long position, int count, List<E> entries) {
        reading.remove(page);
        List<PagedRow<E>> rows = pages.get(page);
        if (rows != null) {
            for (int i = 0; i < count; i++) {
                PagedRow<E> row = rows.get((int) Math.floorMod(position + i, (long) PAGE));
                if (i < entries.size()) {
                    row.fill(entries.get(i));
                } else if (from.equals(source)) {
                    // what another source didn't give may still be there
                    row.miss();
                }
            }
        }
        readNext();
        onRead.run();
    }
}
