package io.slimconsole.ui.table;

import atlantafx.base.theme.Styles;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A table over a [PagedList]: millions of rows, of which it looks at those in sight. One is selected at most.
///
/// Belongs to the JavaFX application thread.
public final class PagedTable<E> implements ColumnChoice {
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private static final long NOWHERE = -1;

    /// Rows above one that was gone to, so that it is seen where it stands.
    private static final long ABOVE = 3;

    private final SizedTable<PagedRow<E>> view = new SizedTable<>();
    private final Columns<PagedRow<E>, E> columns;
    private final Texts texts;
    private final Clock clock;
    private final Map<LiveColumn<E>, LiveTable.Painter<E>> painters = new HashMap<>();
    private final ReadOnlyBooleanWrapper atTop = new ReadOnlyBooleanWrapper(true);
    private BiConsumer<TableRow<?>, E> rowPainter = (_, _) -> {};
    private Consumer<Optional<E>> onSelect = _ -> {};
    private Runnable onOpen = RowCommands.NOTHING;
    private PagedList<E> rows;
    private Instant now;
    private boolean changing;

    /// The row that is to come into sight; none once it was seen.
    private long goingTo = NOWHERE;

    /// @param texts the words of the screen that owns the columns
    public PagedTable(
            String id,
            PagedList<E> rows,
            List<? extends LiveColumn<E>> columns,
            Texts texts,
            Clock clock) {
        this.texts = texts;
        this.clock = clock;
        this.rows = rows;
        now = clock.instant();
        view.setId(id);
        view.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED, "console-table", "live-table");
        view.setPlaceholder(new Region());
        this.columns = new Columns<>(view, columns, texts, this::made);
        view.setRowFactory(_ -> new Row());
        view.setSortPolicy(_ -> true);
        show(rows);
        view.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> selected());
    }

    public TableView<PagedRow<E>> view() {
        return view;
    }

    /// Shows another list, from its top.
    public void show(PagedList<E> list) {
        rows = list;
        list.setOnRead(this::refresh);
        change(() -> view.setItems(list));
        toTop();
    }

    /// Carries out what changes the list: the newest row stays in sight if it is, else the rows in sight stay where they are.
    public void change(Runnable change) {
        // what the operator scrolled since the last pulse counts
        view.layout();
        IndexedCell<?> first = firstInSight();
        goingTo = isInSight(goingTo) ? NOWHERE : goingTo;
        boolean follow =
                goingTo == NOWHERE
                        && (first == null || (first.getIndex() == 0 && first.getLayoutY() > -1));
        long before = rows.cameAtTop();
        changing = true;
        try {
            change.run();
        } finally {
            changing = false;
        }
        long above = rows.cameAtTop() - before;
        atTop.set(follow);
        if (goingTo != NOWHERE) {
            goTo(goingTo + above);
        } else if (first == null || follow) {
            scrollUp();
        } else if (above > 0) {
            keepPlace((int) (first.getIndex() + above), first.getLayoutY());
        }
    }

    private void goTo(long index) {
        scrollTo(Math.max(0, index - ABOVE));
        goingTo = isInSight(index) ? NOWHERE : index;
    }

    private boolean isInSight(long index) {
        VirtualFlow<?> flow = KeptPlace.flow(view);
        return flow != null
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() <= index
                && index <= flow.getLastVisibleCell().getIndex();
    }

    private void keepPlace(int index, double y) {
        view.layout();
        VirtualFlow<?> flow = KeptPlace.flow(view);
        IndexedCell<?> top = firstInSight();
        if (flow != null && top != null) {
            double height = view.getFixedCellSize();
            flow.scrollPixels((index - top.getIndex()) * height - y + top.getLayoutY());
        }
    }

    private @Nullable IndexedCell<?> firstInSight() {
        VirtualFlow<?> flow = KeptPlace.flow(view);
        return flow == null ? null : flow.getFirstVisibleCell();
    }

    /// Whether the newest row is in sight: then the table follows.
    public ReadOnlyBooleanProperty atTop() {
        return atTop.getReadOnlyProperty();
    }

    public void toTop() {
        goingTo = NOWHERE;
        scrollUp();
        atTop.set(true);
    }

    private void scrollUp() {
        if (!rows.isEmpty()) {
            scrollTo(0);
        }
    }

    private void scrollTo(long index) {
        view.scrollTo((int) index);
        // at once, not with the next pulse: until then nobody could tell a table on its way from
        // one
        // that the operator has scrolled since
        view.layout();
    }

    /// Goes to the last row.
    public void toEnd() {
        goingTo = NOWHERE;
        if (!rows.isEmpty()) {
            scrollTo(rows.size() - 1L);
        }
        atTop.set(firstInSight() == null);
    }

    public void setPainter(LiveColumn<E> column, LiveTable.Painter<E> painter) {
        painters.put(column, painter);
    }

    /// Called for every row in sight that was read; it must be cheap.
    public void setRowPainter(BiConsumer<TableRow<?>, E> painter) {
        rowPainter = painter;
    }

    /// Called when the operator selects another row that was read; not when rows only move.
    public void setOnSelect(Consumer<Optional<E>> action) {
        onSelect = action;
    }

    /// Keeps the columns over restarts.
    public void keep(UiStateStore store, String key) {
        ColumnState.keep(view, store, key + ".columns", columns::size, columns::isWanted);
    }

    public Optional<E> selectedEntry() {
        return Optional.ofNullable(view.getSelectionModel().getSelectedItem())
                .flatMap(PagedRow::entry);
    }

    /// Binds keys and double click. Keys are looked at before the table's own, which knows Space and Enter as well.
    public void setCommands(RowCommands commands) {
        view.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    Runnable meant = LiveTable.meant(event, commands);
                    if (meant != null) {
                        meant.run();
                        event.consume();
                    }
                });
        onOpen = commands.open();
    }

    /// Shown on a right click on a row, and by the menu key.
    public void setMenu(MenuItem... items) {
        view.setContextMenu(new ContextMenu(items));
    }

    /// Selects the row at this place and brings it into sight; does nothing if there is none.
    public void select(long index) {
        if (index >= 0 && index < rows.size()) {
            view.getSelectionModel().clearAndSelect((int) index);
            goTo(index);
        }
    }

    /// Looks again at all cells in sight, and at no other.
    public void refresh() {
        now = clock.instant();
        VirtualFlow<?> flow = KeptPlace.flow(view);
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        int last = flow.getLastVisibleCell().getIndex();
        for (int i = flow.getFirstVisibleCell().getIndex(); i <= last; i++) {
            if (i < rows.size() && flow.getVisibleCell(i) instanceof PagedTable<?>.Row row) {
                // asking for it starts its reading, where that was given up
                rows.get(i);
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

    private void selected() {
        if (!changing) {
            onSelect.accept(selectedEntry());
        }
    }

    private TableColumn<PagedRow<E>, PagedRow<E>> made(LiveColumn<E> column) {
        var made = new TableColumn<PagedRow<E>, PagedRow<E>>();
        // in the order in which it happened: nobody sorts millions
        made.setSortable(false);
        made.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        made.setCellFactory(_ -> new Cell(column));
        return made;
    }

    private final class Row extends LineRow<PagedRow<E>> {
        Row() {
            super(() -> onOpen.run());
        }

        @Override
        void show() {
            boolean wasWaiting = getPseudoClassStates().contains(WAITING);
            super.show();
            if (wasWaiting && isSelected()) {
                selected();
            }
        }

        @Override
        void mark() {
            PagedRow<E> row = getItem();
            boolean there = row != null && !isEmpty();
            pseudoClassStateChanged(WAITING, there && row.entry().isEmpty());
            if (there) {
                row.entry().ifPresent(entry -> rowPainter.accept(this, entry));
            }
        }
    }

    private final class Cell extends LineCell<PagedRow<E>> {
        private final LiveColumn<E> column;

        Cell(LiveColumn<E> column) {
            this.column = column;
        }

        @Override
        void show(PagedRow<E> row) {
            Optional<E> entry = row.entry();
            if (entry.isEmpty()) {
                setText(row.isMissing() && column.shape().fills() ? texts.get("row.gone") : "");
                setGraphic(null);
                return;
            }
            String text = column.text(entry.get(), texts, now);
            LiveTable.Painter<E> painter = painters.get(column);
            if (painter != null) {
                painter.paint(this, entry.get(), text);
            } else if (!text.equals(getText())) {
                setText(text);
            }
        }

        @Override
        Optional<String> tip(PagedRow<E> row) {
            return row.entry()
                    .map(entry -> column.tooltip(entry, texts, clock.getZone(), clock.instant()));
        }
    }
}
