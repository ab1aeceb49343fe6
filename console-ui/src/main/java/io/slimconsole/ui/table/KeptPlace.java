package io.slimconsole.ui.table;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Where the operator is in a table: what is selected, what has the focus, and which rows stand where on the screen.
/// It stays so while rows come, go and change places.
final class KeptPlace<S> {
    private final TableView<LiveRow<S>> view;
    private final LiveList<LiveRow<S>> rows;
    private final Consumer<List<LiveRow<S>>> onSelect;
    private boolean changing;

    /// @param onSelect hears of selected rows that are gone
    KeptPlace(
            TableView<LiveRow<S>> view,
            LiveList<LiveRow<S>> rows,
            Consumer<List<LiveRow<S>>> onSelect) {
        this.view = view;
        this.rows = rows;
        this.onSelect = onSelect;
    }

    /// Whether rows change just now: what the selection says meanwhile is not the operator's doing.
    boolean isChanging() {
        return changing;
    }

    static <S> List<LiveRow<S>> selected(TableView<LiveRow<S>> view) {
        List<LiveRow<S>> all = new ArrayList<>(view.getSelectionModel().getSelectedItems());
        all.removeIf(row -> row == null);
        return all;
    }

    /// What lays out the rows in sight; null until the table is shown.
    static @Nullable VirtualFlow<?> flow(TableView<?> view) {
        return view.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }

    /// Carries out a change of the rows so that selection and scroll position are the same after it.
    void keep(Runnable change) {
        List<LiveRow<S>> selectedBefore = selected(view);
        LiveRow<S> focusedBefore = view.getFocusModel().getFocusedItem();
        List<Anchor<S>> anchors = anchors(selectedBefore);
        changing = true;
        try {
            change.run();
            keepSelection(selectedBefore, focusedBefore);
        } finally {
            changing = false;
        }
        if (!anchors.isEmpty()) {
            keepScroll(anchors);
        }
        if (!selected(view).equals(selectedBefore)) {
            onSelect.accept(selected(view));
        }
    }

    private void keepSelection(List<LiveRow<S>> before, @Nullable LiveRow<S> focused) {
        boolean kept =
                selected(view).equals(before)
                        && Objects.equals(view.getFocusModel().getFocusedItem(), focused);
        if (kept) {
            return;
        }
        Set<LiveRow<S>> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(before);
        List<Integer> places = new ArrayList<>();
        int focus = -1;
        List<LiveRow<S>> all = rows.rows();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).equals(focused)) {
                focus = i;
            }
            if (wanted.contains(all.get(i))) {
                places.add(i);
            }
        }
        if (!places.equals(List.copyOf(view.getSelectionModel().getSelectedIndices()))) {
            view.getSelectionModel().clearSelection();
            if (!places.isEmpty()) {
                view.getSelectionModel()
                        .selectIndices(
                                places.getFirst(),
                                places.stream().skip(1).mapToInt(Integer::intValue).toArray());
            }
        }
        if (focus >= 0 && view.getFocusModel().getFocusedIndex() != focus) {
            view.getFocusModel().focus(focus);
        }
    }

    /// A row and where on the screen it stands.
    private record Anchor<S>(LiveRow<S> row, double y) {}

    /// The rows that should stay where they are, the most wanted first: a selected one in sight, else the uppermost.
    private List<Anchor<S>> anchors(List<LiveRow<S>> selected) {
        VirtualFlow<?> flow = flow(view);
        IndexedCell<?> top = flow == null ? null : flow.getFirstVisibleCell();
        if (flow == null || top == null || view.getFixedCellSize() <= 0) {
            return List.of();
        }
        boolean atTop = top.getIndex() == 0 && top.getLayoutY() >= 0;
        List<Anchor<S>> anchors = new ArrayList<>();
        int last = flow.getLastVisibleCell().getIndex();
        for (int i = top.getIndex(); i <= last && i < rows.size(); i++) {
            IndexedCell<?> cell = flow.getVisibleCell(i);
            if (cell == null) {
                continue;
            }
            var anchor = new Anchor<>(rows.get(i), cell.getLayoutY());
            if (selected.size() == 1 && selected.getFirst().equals(anchor.row)) {
                anchors.addFirst(anchor);
            } else if (!atTop) {
                anchors.add(anchor);
            }
        }
        return anchors;
    }

    private void keepScroll(List<Anchor<S>> anchors) {
        List<LiveRow<S>> all = rows.rows();
        for (Anchor<S> anchor : anchors) {
            int place = all.indexOf(anchor.row);
            if (place >= 0) {
                view.layout();
                VirtualFlow<?> flow = flow(view);
                IndexedCell<?> top = flow == null ? null : flow.getFirstVisibleCell();
                if (flow != null && top != null) {
                    double height = view.getFixedCellSize();
                    double wanted = place * height - anchor.y;
                    double current = top.getIndex() * height - top.getLayoutY();
                    if (Math.abs(wanted - current) >= 0.5) {
                        flow.scrollPixels(wanted - current);
                    }
                }
                return;
            }
        }
    }
}
