package io.slimconsole.ui.table;

/// Which rows a table shows. Pure: the same values give the same answer for as long as the filter is the same object.
@FunctionalInterface
public interface RowFilter<S> {
    boolean test(S values);
}
