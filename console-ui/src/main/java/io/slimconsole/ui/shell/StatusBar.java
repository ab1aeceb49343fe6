package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.RunningTask;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;

/// The lower edge: where the node listens, what goes through it, how old that is, and what runs in the background.
final class StatusBar extends HBox implements AutoCloseable {
    /// In a bar that is narrower, measured by its text, the rates give way: the overview has them too.
    private static final double WITH_RATES = 44;

    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final Texts texts = Texts.of(StatusBar.class);
    private final HBox taskBox = new HBox();
    private final TaskRunner tasks;
    private final Subscription subscription;

    StatusBar(StatusViewModel status, TaskRunner tasks, Copier copier) {
        this.tasks = tasks;
        setId("status-bar");
        // its width is the window's, which tells what gives way
        setMinWidth(0);
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        var address = new Button();
        address.setId("status-address");
        address.getStyleClass().addAll("flat", "status-address");
        address.textProperty().bind(status.address());
        address.setGraphic(Icons.of(Feather.RADIO));
        address.setTooltip(new Tooltip(texts.get("status.copyAddress")));
        address.setAccessibleText(texts.get("status.copyAddress"));
        address.setOnAction(
                _ -> {
                    if (!status.address().get().equals(Formats.NONE)) {
                        copier.copy(status.address().get(), texts.get("status.address"));
                    }
                });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        taskBox.setId("status-tasks");
        taskBox.getStyleClass().add("status-tasks");
        taskBox.setAlignment(Pos.CENTER_RIGHT);
        subscription = tasks.running().subscribe(this::showTasks);
        var age = item("status-age", Feather.CLOCK, status.age(), texts.get("status.age"));
        age.visibleProperty().bind(status.age().isNotEmpty());
        status.stale().subscribe(stale -> age.pseudoClassStateChanged(STALE, stale));
        Label in =
                item("status-in", Feather.ARROW_DOWN_LEFT, status.rateIn(), texts.get("status.in"));
        Label out =
                item(
                        "status-out",
                        Feather.ARROW_UP_RIGHT,
                        status.rateOut(),
                        texts.get("status.out"));
        widthProperty().subscribe(_ -> fit(address.getFont().getSize(), in, out));
        address.fontProperty().subscribe(font -> fit(font.getSize(), in, out));
        address.setMinWidth(Region.USE_PREF_SIZE);
        getChildren()
                .setAll(
                        address,
                        item(
                                "status-connections",
                                Feather.MONITOR,
                                status.connections(),
                                texts.get("status.connections")),
                        in,
                        out,
                        gap,
                        taskBox,
                        age);
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    private void fit(double em, Label... rates) {
        for (Label rate : rates) {
            rate.setVisible(getWidth() >= WITH_RATES * em);
            rate.setManaged(rate.isVisible());
        }
    }

    private static Label item(
            String id, Ikon icon, ObservableValue<String> text, String explanation) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add("status-item");
        label.setGraphic(Icons.of(icon));
        label.textProperty().bind(text);
        label.setTooltip(new Tooltip(explanation));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// The oldest task, and how many more there are.
    private void showTasks() {
        List<RunningTask> running = tasks.running();
        if (running.isEmpty()) {
            taskBox.getChildren().clear();
            return;
        }
        RunningTask first = running.getFirst();
        String more =
                running.size() == 1
                        ? ""
                        : "  " + texts.get("status.moreTasks", Formats.count(running.size() - 1L));
        var bar = new ProgressBar();
        bar.getStyleClass().add("small");
        bar.progressProperty().bind(first.progress());
        taskBox.getChildren().setAll(new Label(first.label() + more), bar);
        if (first.cancellable()) {
            taskBox.getChildren()
                    .add(
                            Icons.button(
                                    "task-cancel",
                                    Feather.X,
                                    texts.get("status.cancelTask"),
                                    first::cancel));
        }
    }
}
