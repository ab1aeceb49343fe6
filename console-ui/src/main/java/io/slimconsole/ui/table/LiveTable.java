package io.slimconsole.ui.table;

import atlantafx.base.theme.Styles;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A table over a [LiveList] that looks only at the rows in sight, and keeps selection and scroll position.
///
/// Belongs to the JavaFX application thread.
public final class LiveTable<S> implements ColumnChoice {
    /// How long a new row is marked.
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final PseudoClass FRESH_ROW = PseudoClass.getPseudoClass("fresh");

    /// Draws a cell that is more than its text. Called for every cell in sight after each sample: it must be cheap, and
    /// change only what differs.
    @FunctionalInterface
    public interface Painter<S> {
        void paint(TableCell<?, ?> cell, S line, String text);
    }

    private final SizedTable<LiveRow<S>> view = new SizedTable<>();
    private final LiveList<LiveRow<S>> rows;
    private final Texts texts;
    private final Clock clock;
    private final Columns<LiveRow<S>, S> columns;
    private final Map<LiveColumn<S>, Painter<S>> painters = new HashMap<>();
    private BiConsumer<TableRow<?>, S> rowPainter = (_, _) -> {};
    private Consumer<RowOrder<S>> onSort = _ -> {};
    private Consumer<List<LiveRow<S>>> onSelect = _ -> {};
    private Instant now;
    private boolean sorting;
    private Runnable onOpen = RowCommands.NOTHING;

    /// @param texts the words of the screen that owns the columns
    public LiveTable(
            String id,
            LiveList<LiveRow<S>> rows,
            List<? extends LiveColumn<S>> columns,
            Texts texts,
            Clock clock) {
        this.rows = rows;
        this.texts = texts;
        this.clock = clock;
        now = clock.instant();
        view.setId(id);
        view.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED, "console-table", "live-table");
        view.setPlaceholder(new Region());
        view.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        this.columns = new Columns<>(view, columns, texts, this::made);
        view.setRowFactory(_ -> new Row());
        view.setSortPolicy(_ -> sorted());
        view.setItems(rows);
        var place = new KeptPlace<S>(view, rows, now -> onSelect.accept(now));
        rows.setAround(place::keep);
        view.getSelectionModel()
                .getSelectedItems()
                .addListener(
                        (ListChangeListener<LiveRow<S>>)
                                _ -> {
                                    if (!place.isChanging()) {
                                        onSelect.accept(selected());
                                    }
                                });
    }

    /// Where the looks of live tables are; a screen adds it to its root.
    public static String stylesheet() {
        return String.valueOf(LiveTable.class.getResource("live.css"));
    }

    public TableView<LiveRow<S>> view() {
        return view;
    }

    public void setPainter(LiveColumn<S> column, Painter<S> painter) {
        painters.put(column, painter);
    }

    /// Called for every row in sight after each sample; it must be cheap.
    public void setRowPainter(BiConsumer<TableRow<?>, S> painter) {
        rowPainter = painter;
    }

    /// Called with the order that the operator chose by a click on a header.
    public void setOnSort(Consumer<RowOrder<S>> action) {
        onSort = action;
    }

    /// Called when the operator selects other rows; not when rows only move.
    public void setOnSelect(Consumer<List<LiveRow<S>>> action) {
        onSelect = action;
    }

    /// Keeps columns and sort order over restarts; tells [#setOnSort] the order kept from the last one.
    ///
    /// @param first the order until the operator chooses another
    public void keep(UiStateStore store, String key, RowOrder<S> first) {
        ColumnState.keep(view, store, key + ".columns", columns::size, columns::isWanted);
        String kept =
                store.get(key + ".sort")
                        .orElse(first.column() + (first.descending() ? ":down" : ":up"));
        int colon = kept.indexOf(':');
        for (TableColumn<LiveRow<S>, ?> column : view.getColumns()) {
            if (colon > 0 && column.getId().equals(kept.substring(0, colon))) {
                column.setSortType(
                        kept.endsWith(":down")
                                ? TableColumn.SortType.DESCENDING
                                : TableColumn.SortType.ASCENDING);
                view.getSortOrder().add(column);
            }
        }
        sorting = true;
        sorted();
        view.getSortOrder()
                .addListener(
                        (ListChangeListener<TableColumn<LiveRow<S>, ?>>)
                                _ -> store.put(key + ".sort", describeOrder()));
        for (TableColumn<LiveRow<S>, ?> column : view.getColumns()) {
            column.sortTypeProperty().addListener(_ -> store.put(key + ".sort", describeOrder()));
        }
    }

    public List<LiveRow<S>> selected() {
        return KeptPlace.selected(view);
    }

    /// Binds keys and double click. Keys are looked at before the table's own, which knows Space and Enter as well.
    public void setCommands(RowCommands commands) {
        view.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    Runnable meant = meant(event, commands);
                    if (meant != null) {
                        meant.run();
                        event.consume();
                    }
                });
        onOpen = commands.open();
    }

    static @Nullable Runnable meant(KeyEvent event, RowCommands commands) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        return switch (event.getCode()) {
            case ENTER -> plain ? commands.open() : null;
            case DELETE -> plain ? commands.remove() : null;
            case SPACE -> plain ? commands.pause() : null;
            case C ->
                    event.isShortcutDown() && !event.isAltDown()
                            ? event.isShiftDown() ? commands.copyJson() : commands.copy()
                            : null;
            default -> null;
        };
    }

    /// Shown on a right click on a row, and by the menu key.
    public void setMenu(MenuItem... items) {
        view.setContextMenu(new ContextMenu(items));
    }

    /// Selects the row and brings it into sight; does nothing if it is not shown.
    public void select(LiveRow<S> row) {
        int index = rows.rows().indexOf(row);
        if (index >= 0) {
            view.getSelectionModel().clearAndSelect(index);
            VirtualFlow<?> flow = flow();
            boolean inSight =
                    flow != null
                            && flow.getFirstVisibleCell() != null
                            && flow.getFirstVisibleCell().getIndex() < index
                            && flow.getLastVisibleCell().getIndex() > index;
            if (!inSight) {
                view.scrollTo(Math.max(0, index - 3));
            }
        }
    }

    /// Looks again at all cells in sight, and at no other.
    public void refresh() {
        now = clock.instant();
        VirtualFlow<?> flow = flow();
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        int last = flow.getLastVisibleCell().getIndex();
        for (int i = flow.getFirstVisibleCell().getIndex(); i <= last; i++) {
            if (flow.getVisibleCell(i) instanceof LiveTable<?>.Row row) {
                row.show();
            }
        }
    }

    @Override
    public List<TableColumn<?, ?>> inFirstOrder() {
        return columns.inFirstOrder();
    }

    @Override
    public boolean isFilling(TableColumn<?, ?> column) {
        return columns.isFilling(column);
    }

    @Override
    public void resetColumns() {
        columns.reset();
    }

    private TableColumn<LiveRow<S>, LiveRow<S>> made(LiveColumn<S> column) {
        var made = new TableColumn<LiveRow<S>, LiveRow<S>>();
        // the value of a cell is the row itself, which never changes: its texts are looked at after
        // each sample
        made.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        made.setCellFactory(_ -> new Cell(column));
        return made;
    }

    /// Sorting is the sampler's; the table only says what it wants.
    private boolean sorted() {
        if (!sorting) {
            return true;
        }
        if (!view.getSortOrder().isEmpty()) {
            TableColumn<LiveRow<S>, ?> by = view.getSortOrder().getFirst();
            boolean down = by.getSortType() == TableColumn.SortType.DESCENDING;
            columns.byId(by.getId()).ifPresent(column -> onSort.accept(column.order(down)));
        }
        return true;
    }

    private String describeOrder() {
        if (view.getSortOrder().isEmpty()) {
            return "";
        }
        TableColumn<LiveRow<S>, ?> by = view.getSortOrder().getFirst();
        return by.getId() + (by.getSortType() == TableColumn.SortType.DESCENDING ? ":down" : ":up");
    }

    private @Nullable VirtualFlow<?> flow() {
        return KeptPlace.flow(view);
    }

    private final class Row extends LineRow<LiveRow<S>> {
        Row() {
            super(() -> onOpen.run());
        }

        @Override
        void mark() {
            LiveRow<S> row = getItem();
            boolean fresh =
                    row != null
                            && !isEmpty()
                            && !row.arrived().equals(Instant.MIN)
                            && row.arrived().plus(FRESH).isAfter(now);
            pseudoClassStateChanged(FRESH_ROW, fresh);
            if (row != null && !isEmpty()) {
                rowPainter.accept(this, row.value());
            }
        }
    }

    private final class Cell extends LineCell<LiveRow<S>> {
        private final LiveColumn<S> column;

        Cell(LiveColumn<S> column) {
            this.column = column;
        }

        @Override
        void show(LiveRow<S> row) {
            S line = row.value();
            String text = column.text(line, texts, now);
            Painter<S> painter = painters.get(column);
            if (painter != null) {
                painter.paint(this, line, text);
            } else if (!text.equals(getText())) {
                setText(text);
            }
        }

        @Override
        Optional<String> tip(LiveRow<S> row) {
            return Optional.of(
                    column.tooltip(row.value(), texts, clock.getZone(), clock.instant()));
        }
    }
}
