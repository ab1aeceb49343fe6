package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Texts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// A column of a live table: what it is called, what its cells say, how it sorts. Knows no toolkit.
///
/// The columns of a table are an enum, in their first order: a constant says its [ColumnShape] and is found again by its
/// name.
public interface LiveColumn<S> {
    /// The constant's name.
    String name();

    ColumnShape<S> shape();

    String text(S line, Texts texts, Instant at);

    /// The cell in full: exact values, absolute times.
    String tooltip(S line, Texts texts, ZoneId zone, Instant at);

    /// Stable: widths and order are kept by it.
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default String title(Texts texts) {
        return texts.get("column." + id());
    }

    default RowOrder<S> order(boolean descending) {
        return new RowOrder<>(id(), shape().key(), descending);
    }
}
