package io.slimconsole.ui.table;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.function.Function;

/// How the rows of a table are sorted: by one column, then by the order in which they came in.
///
/// The keys are kept with the rows and read anew only at a calm pace, so rows stay where they are between.
///
/// @param column which column, as the table calls it
/// @param key what is compared, a text or a number; null where there is none, which sorts last either way
public record RowOrder<S>(
        String column, Function<S, @Nullable Comparable<?>> key, boolean descending) {
    /// Compares the keys that the rows hold.
    public Comparator<LiveRow<S>> comparator() {
        Comparator<Comparable<?>> keys = descending ? RowOrder::compareDown : RowOrder::compareUp;
        return (a, b) -> {
            Comparable<?> left = a.sortKey;
            Comparable<?> right = b.sortKey;
            int byKey =
                    left == null || right == null
                            ? Boolean.compare(left == null, right == null)
                            : keys.compare(left, right);
            return byKey != 0 ? byKey : Long.compare(a.sequence(), b.sequence());
        };
    }

    /// Takes the row's key from its values, to be compared from now on. Sampler's thread.
    public void readKey(LiveRow<S> row) {
        row.sortKey = key.apply(row.value());
    }

    private static int compareDown(Comparable<?> a, Comparable<?> b) {
        return compareUp(b, a);
    }

    /// Keys of one column are of one type.
    @SuppressWarnings("unchecked")
    private static int compareUp(Comparable<?> a, Comparable<?> b) {
        if (a instanceof String left && b instanceof String right) {
            return NaturalOrder.INSTANCE.compare(left, right);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }
}
