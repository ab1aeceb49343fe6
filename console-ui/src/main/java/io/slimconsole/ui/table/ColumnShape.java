package io.slimconsole.ui.table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Function;

/// What of a column is the same for every row and in every language.
///
/// @param width in pixels at normal font size
/// @param least how narrow it becomes where there is little room; operators may make it narrower
/// @param shownFirst whether it is shown until the operator decides otherwise
/// @param fills whether it takes the room that the others leave, or shares it with the other columns that do
/// @param yields where there is too little room, columns with 1 are hidden first, then those with 2; zero stays
/// @param numeric numbers stand to the right, with digits of one width
/// @param key what it sorts by, a text or a number; null where a row has none
public record ColumnShape<S>(
        double width,
        double least,
        boolean shownFirst,
        boolean fills,
        boolean numeric,
        int yields,
        Function<S, @Nullable Comparable<?>> key) {
    /// Of a column of long texts, so that they can be told apart.
    private static final double LEAST_FILLING = 200;

    /// A column of texts.
    public static <S> ColumnShape<S> words(double width, Function<S, @Nullable Comparable<?>> key) {
        return new ColumnShape<>(width, width, true, false, false, 0, key);
    }

    /// A column of the longest texts: it takes the room that the others leave.
    public static <S> ColumnShape<S> filling(
            double width, Function<S, @Nullable Comparable<?>> key) {
        return new ColumnShape<>(width, LEAST_FILLING, true, true, false, 0, key);
    }

    /// A column of numbers, amounts or times.
    public static <S> ColumnShape<S> numbers(
            double width, Function<S, @Nullable Comparable<?>> key) {
        return new ColumnShape<>(width, width, true, false, true, 0, key);
    }

    /// The same, but as narrow as that where there is little room.
    public ColumnShape<S> atLeast(double pixels) {
        return new ColumnShape<>(width, pixels, shownFirst, fills, numeric, yields, key);
    }

    /// The same, but hidden where there is too little room for all.
    ///
    /// @param order those with 1 go first
    public ColumnShape<S> yielding(int order) {
        return new ColumnShape<>(width, least, shownFirst, fills, numeric, order, key);
    }

    /// What a column of ages sorts by: ascending begins with the youngest.
    public static Comparable<?> age(Instant since) {
        return -since.toEpochMilli();
    }

    /// The same, but waiting in the column menu until the operator wants it.
    public static <S> ColumnShape<S> onDemand(ColumnShape<S> column) {
        return new ColumnShape<>(
                column.width, column.least, false, false, column.numeric, 0, column.key);
    }
}
