package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Texts;

import java.time.Instant;
import java.time.ZoneId;

/// A column of a live table: what it is called, what its cells say, how it sorts. Knows no toolkit.
public interface LiveColumn<S> {
    /// Stable: widths and order are kept by it.
    String id();

    /// In pixels at normal font size.
    double width();

    /// Whether it is shown until the operator decides otherwise.
    boolean shownFirst();

    /// Numbers stand to the right, with digits of one width.
    boolean numeric();

    RowOrder<S> order(boolean descending);

    String title(Texts texts);

    String text(S line, Texts texts, Instant at);

    /// The cell in full: exact values, absolute times.
    String tooltip(S line, Texts texts, ZoneId zone, Instant at);
}
