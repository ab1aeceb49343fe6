package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

/// How many rows a live table shows, of how many.
///
/// @param running whether there is a node to read; without one, the last rows stay
/// @param shown how many rows pass the filter
/// @param missed how many rows changed since the operator paused
/// @param one what one of them is called
public record Tally(boolean running, int shown, int all, int missed, String one, String many) {
    private static final Texts TEXTS = Texts.of(Tally.class);

    /// `1 204 connections`.
    public String total() {
        return Formats.count(all, one, many);
    }

    /// `3 of 1 204 connections`, or how many there are.
    public String summary() {
        return shown == all ? total() : TEXTS.get("shown-of", Formats.count(shown), total());
    }
}
