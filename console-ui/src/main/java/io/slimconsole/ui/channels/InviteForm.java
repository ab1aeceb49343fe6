package io.slimconsole.ui.channels;

import atlantafx.base.theme.Styles;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.channels.Candidate.Standing;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.NameLine;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/// Chooses whom to invite, beside the members: several at once from the live routes, or by a name that is typed.
final class InviteForm {
    private static final double ROW = 30;
    private static final int ROWS_AT_MOST = 10;

    private final InviteViewModel model;
    private final Texts texts;
    private final VBox root = new VBox();
    private final TextField search = new TextField();
    private final ListView<Candidate> list = new ListView<>();
    private final Label more = new Label();
    private final Label nobody = new Label();
    private final FindingLine finding = new FindingLine("invite-finding");
    private final FlowPane chips = new FlowPane();
    private final Button send = new Button();
    private boolean focusWhenShown;

    InviteForm(InviteViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        root.setId("invite-form");
        root.getStyleClass().add("side-form");
        search.setId("invite-search");
        search.setPromptText(texts.get("invite.prompt"));
        search.textProperty().bindBidirectional(model.typed());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::onSearchKey);
        var caption = new Label(texts.get("invite.who"));
        caption.getStyleClass().add("side-form-caption");
        caption.setLabelFor(search);
        list.setId("invite-candidates");
        list.getStyleClass().addAll("dense", "candidates");
        list.setFixedCellSize(ROW);
        list.setCellFactory(_ -> new Cell());
        list.setPlaceholder(nobody);
        nobody.setId("invite-nobody");
        nobody.getStyleClass().add("muted");
        nobody.setWrapText(true);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onListKey);
        more.getStyleClass().add("form-help");
        chips.setId("invite-chosen");
        chips.getStyleClass().add("chips");
        send.setId("invite-send");
        send.getStyleClass().add(Styles.ACCENT);
        send.setTooltip(new Tooltip(texts.get("invite.send.tip")));
        send.setOnAction(_ -> model.send());
        var top = new VBox(caption, search, finding);
        top.getStyleClass().add("form-field");
        root.getChildren().setAll(top, list, more, chips, new HBox(send));
        root.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                        model.send();
                        event.consume();
                    }
                });
        model.candidates().subscribe(this::show);
        model.name().subscribe(this::showName);
        model.chosen().addListener((ListChangeListener<Name>) _ -> showChosen());
        search.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null && focusWhenShown) {
                                focusWhenShown = false;
                                search.requestFocus();
                            }
                        });
        showChosen();
    }

    Node node() {
        return root;
    }

    /// Looks at the routes, and puts the caret where typing begins.
    void begin() {
        model.start();
        if (search.getScene() == null) {
            // the pane beside the list takes its content in with its next layout
            focusWhenShown = true;
        } else {
            search.requestFocus();
        }
    }

    private void onSearchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
            list.requestFocus();
            list.getSelectionModel()
                    .select(Math.max(0, list.getSelectionModel().getSelectedIndex()));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            enter();
            event.consume();
        }
    }

    /// A whole name is chosen; one candidate that is left is as well; with nothing typed, all that were chosen are invited.
    private void enter() {
        List<Candidate> free = list.getItems().stream().filter(Candidate::isFree).toList();
        if (search.getText().isBlank()) {
            model.send();
        } else if (!model.chooseTyped() && free.size() == 1) {
            if (!model.chosen().contains(free.getFirst().name())) {
                model.toggle(free.getFirst().name());
            }
            search.clear();
        }
    }

    private void onListKey(KeyEvent event) {
        Candidate at = list.getSelectionModel().getSelectedItem();
        boolean plain = !event.isShortcutDown() && !event.isAltDown();
        if (plain && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER)) {
            toggle(at);
            event.consume();
        } else if (event.getCode() == KeyCode.UP
                && list.getSelectionModel().getSelectedIndex() <= 0) {
            search.requestFocus();
            event.consume();
        }
    }

    private void toggle(@Nullable Candidate candidate) {
        if (candidate != null && candidate.isFree()) {
            model.toggle(candidate.name());
            list.refresh();
        }
    }

    private void show(Candidates now) {
        if (!list.getItems().equals(now.shown())) {
            int selected = list.getSelectionModel().getSelectedIndex();
            Candidate before = list.getSelectionModel().getSelectedItem();
            list.getItems().setAll(now.shown());
            int again =
                    before == null
                            ? -1
                            : now.shown().stream()
                                    .map(Candidate::name)
                                    .toList()
                                    .indexOf(before.name());
            if (again >= 0 && selected >= 0) {
                list.getSelectionModel().select(again);
            }
        }
        list.setPrefHeight(Math.clamp(now.shown().size(), 3, ROWS_AT_MOST) * ROW + 2);
        int hidden = now.all() - now.shown().size();
        more.setText(
                texts.get(
                        "invite.more",
                        Formats.count(now.shown().size()),
                        Formats.count(now.all())));
        LivePage.setShown(more, hidden > 0);
        showName(model.name().get());
    }

    private void showName(TypedName typed) {
        boolean blank = search.getText() == null || search.getText().isBlank();
        nobody.setText(texts.get(blank ? "invite.nobody" : "invite.no-match"));
        boolean none = list.getItems().isEmpty();
        if (typed.name().isPresent()) {
            boolean there =
                    list.getItems().stream().anyMatch(c -> c.name().equals(typed.name().get()));
            finding.say(
                    there ? FindingLine.Level.OK : FindingLine.Level.NOTE,
                    texts.get(there ? "invite.typed.there" : "invite.typed.absent"));
        } else {
            finding.say(
                    typed.isWrong() ? FindingLine.Level.ERROR : FindingLine.Level.NOTE,
                    none || typed.isWrong() ? typed.problem() : "");
        }
        search.pseudoClassStateChanged(Styles.STATE_DANGER, typed.isWrong());
        showSend();
    }

    private void showChosen() {
        List<Node> nodes = new ArrayList<>();
        for (Name name : model.chosen()) {
            var chip = new Button(ChannelWords.called(name), Icons.of(Feather.X));
            chip.getStyleClass().addAll("chip", "small");
            chip.setTooltip(new Tooltip(texts.get("invite.unchoose", name)));
            chip.setAccessibleText(texts.get("invite.unchoose", name));
            chip.setContentDisplay(ContentDisplay.RIGHT);
            chip.setOnAction(
                    _ -> {
                        model.toggle(name);
                        list.refresh();
                    });
            nodes.add(chip);
        }
        chips.getChildren().setAll(nodes);
        LivePage.setShown(chips, !nodes.isEmpty());
        list.refresh();
        showSend();
    }

    private void showSend() {
        int count = model.count();
        send.setText(texts.get("invite.send", count, Formats.count(count)));
        send.setDisable(count == 0);
    }

    private final class Cell extends ListCell<Candidate> {
        private final CheckBox box = new CheckBox();
        private final NameLine name = new NameLine();
        private final Label detail = new Label();
        private final HBox row = new HBox(box, name, detail);

        Cell() {
            row.getStyleClass().add("candidate-row");
            name.getStyleClass().add("name-cell");
            HBox.setHgrow(name, Priority.ALWAYS);
            detail.getStyleClass().add("muted");
            detail.setMinWidth(Region.USE_PREF_SIZE);
            box.setFocusTraversable(false);
            box.setMouseTransparent(true);
            box.setMinWidth(Region.USE_PREF_SIZE);
            setPrefWidth(0);
            setOnMouseClicked(
                    _ -> {
                        if (!isEmpty()) {
                            toggle(getItem());
                        }
                    });
        }

        @Override
        protected void updateItem(@Nullable Candidate item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            boolean instance = !item.name().id().isNull();
            name.show(
                    instance
                            ? List.of(
                                    new NameLine.Part(
                                            "    " + Formats.shortId(item.name().id()),
                                            "instance-part"))
                            : List.of(new NameLine.Part(item.name().prefix(), "text-part")));
            detail.setText(detail(item, instance));
            box.setSelected(model.chosen().contains(item.name()));
            box.setDisable(!item.isFree());
            setAccessibleText(ChannelWords.called(item.name()) + " " + detail.getText());
            setGraphic(row);
        }

        private String detail(Candidate item, boolean instance) {
            if (item.standing() != Standing.FREE) {
                return texts.get("candidate." + item.standing());
            }
            return instance || item.instances() == 1
                    ? ""
                    : texts.get("candidate.any", Formats.count(item.instances()));
        }
    }
}
