package io.slimconsole.tests.interop;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.app.RunningConsole;
import io.slimconsole.ui.table.PagedRow;

import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;

import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A screen of the audit log in a window, as its user sees it: what is listed, and what can be done with it.
///
/// @param id of the screen
/// @param kind of its entries
record ShownTrail<E extends AuditEntry>(RunningConsole console, String id, Class<E> kind) {
    void open() {
        console.robot().clickOn("#nav-" + id);
        Await.until(
                "the screen is there", () -> console.scene().lookup("#" + id + "-screen") != null);
    }

    /// Types a filter in place of the one that stands there.
    void filter(String typed) {
        console.robot().clickOn("#" + id + "-filter").push(KeyCode.CONTROL, KeyCode.A);
        console.robot().push(KeyCode.DELETE).write(typed);
    }

    void press(String button) {
        console.robot().clickOn("#" + id + "-" + button);
    }

    /// All that is listed, newest first; empty while some of it is being read.
    private Optional<List<E>> read() {
        return WaitForAsyncUtils.waitForAsyncFx(
                Await.DEADLINE.toMillis(),
                () -> {
                    var entries = new ArrayList<E>();
                    for (Object item : table().getItems()) {
                        Optional<E> entry =
                                item instanceof PagedRow<?> row
                                        ? row.entry().map(kind::cast)
                                        : Optional.empty();
                        if (entry.isEmpty()) {
                            return Optional.empty();
                        }
                        entries.add(entry.get());
                    }
                    return Optional.of(entries);
                });
    }

    /// What is listed at this moment, newest first.
    List<E> rows() {
        return Await.value("the rows of " + id + " are read", this::read);
    }

    /// Waits until what is listed is like this.
    List<E> await(String what, Predicate<List<E>> like) {
        return Await.value(what, () -> read().filter(like));
    }

    /// Waits until there are entries, and all are like this.
    List<E> awaitOnly(String what, Predicate<E> like) {
        return await(what, rows -> !rows.isEmpty() && rows.stream().allMatch(like));
    }

    /// Waits until an entry is listed, and opens its details.
    E show(Predicate<E> which) {
        List<E> rows = await("the entry is listed", all -> all.stream().anyMatch(which));
        E entry = rows.stream().filter(which).findFirst().orElseThrow();
        console.robot()
                .interact(
                        () -> {
                            TableView<?> table = table();
                            for (int i = 0; i < table.getItems().size(); i++) {
                                if (isAt(table, i, entry.sequence())) {
                                    table.getSelectionModel().clearAndSelect(i);
                                    table.scrollTo(i);
                                }
                            }
                            table.requestFocus();
                        })
                .push(KeyCode.ENTER);
        Await.until("its details are there", () -> !console.shown("details").isEmpty());
        return entry;
    }

    /// Waits until this entry is selected, and stands among the rows in sight.
    void awaitSelectedInSight(long sequence) {
        Await.until(
                "entry %d is selected and in sight".formatted(sequence),
                () ->
                        WaitForAsyncUtils.waitForAsyncFx(
                                Await.DEADLINE.toMillis(),
                                () -> {
                                    TableView<?> table = table();
                                    return table.lookup(".virtual-flow")
                                                    instanceof VirtualFlow<?> rows
                                            && rows.getFirstVisibleCell() != null
                                            && IntStream.rangeClosed(
                                                            rows.getFirstVisibleCell().getIndex(),
                                                            rows.getLastVisibleCell().getIndex())
                                                    .filter(table.getSelectionModel()::isSelected)
                                                    .anyMatch(i -> isAt(table, i, sequence));
                                }));
    }

    private boolean isAt(TableView<?> table, int index, long sequence) {
        return table.getItems().get(index) instanceof PagedRow<?> row
                && row.entry().map(kind::cast).filter(e -> e.sequence() == sequence).isPresent();
    }

    private TableView<?> table() {
        return (TableView<?>) console.scene().lookup("#" + id + "-table");
    }
}
