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
import javafx.scene.control.ContentDisplay;
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
    private static final double WITH_RATES = 56;

    /// In one narrower still, what the log does is an icon.
    private static final double WITH_WORDS = 44;

    private static final double TIP_WIDTH = 420;
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final Texts texts = Texts.of(StatusBar.class);
    private final HBox taskBox = new HBox();
    private final TaskRunner tasks;
    private final Subscription subscription;

    /// @param openLog goes to what the log has recorded
    StatusBar(StatusViewModel status, TaskRunner tasks, Copier copier, Runnable openLog) {
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
        Button log = audit(status, openLog);
        widthProperty().subscribe(_ -> fit(address.getFont().getSize(), log, in, out));
        address.fontProperty().subscribe(font -> fit(font.getSize(), log, in, out));
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
                        log,
                        age);
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    private static Button audit(StatusViewModel status, Runnable openLog) {
        var audit = new Button();
        audit.setId("status-audit");
        audit.getStyleClass().addAll("flat", "status-audit");
        audit.textProperty().bind(status.recorded());
        var tip = new Tooltip();
        tip.textProperty().bind(status.recordedTip());
        tip.setWrapText(true);
        tip.setMaxWidth(TIP_WIDTH);
        audit.setTooltip(tip);
        audit.accessibleHelpProperty().bind(status.recordedTip());
        audit.setMinWidth(Region.USE_PREF_SIZE);
        audit.setOnAction(_ -> openLog.run());
        status.recording()
                .subscribe(
                        now -> {
                            audit.setGraphic(
                                    Icons.of(
                                            switch (now) {
                                                case ON -> Feather.DISC;
                                                case OFF -> Feather.EYE_OFF;
                                                case LOCKED -> Feather.LOCK;
                                                case TROUBLE -> Feather.ALERT_TRIANGLE;
                                            }));
                            audit.pseudoClassStateChanged(
                                    TROUBLE,
                                    now == StatusViewModel.Recording.TROUBLE
                                            || now == StatusViewModel.Recording.LOCKED);
                        });
        return audit;
    }

    private void fit(double em, Button log, Label... rates) {
        log.setContentDisplay(
                getWidth() < WITH_WORDS * em ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
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
