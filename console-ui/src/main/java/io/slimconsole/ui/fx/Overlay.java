package io.slimconsole.ui.fx;

import atlantafx.base.controls.Notification;
import atlantafx.base.theme.Styles;

import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The layer above the screens: questions, the palette, and toasts. The window puts it on top of everything else.
public final class Overlay extends StackPane implements Dialogs, Toasts, Copier {
    private static final Duration TOAST_TIME = Duration.seconds(6);
    private static final int MAX_TOASTS = 3;

    /// A toast on screen; the same text again only counts up.
    private static final class Toast {
        final Kind kind;
        final String text;
        final Notification node;
        final PauseTransition end = new PauseTransition(TOAST_TIME);
        int times = 1;

        Toast(Kind kind, String text, Notification node) {
            this.kind = kind;
            this.text = text;
            this.node = node;
        }
    }

    private final Texts texts = Texts.of(Overlay.class);
    private final StackPane modal = new StackPane();
    private final VBox toastBox = new VBox();
    private final List<Toast> toasts = new ArrayList<>();
    private Toasts history = (_, _, _) -> {};
    private @Nullable Node focusBefore;

    public Overlay() {
        setId("overlay");
        setPickOnBounds(false);
        modal.setId("modal");
        modal.getStyleClass().add("scrim");
        modal.setVisible(false);
        modal.setOnMousePressed(
                event -> {
                    if (modal.equals(event.getTarget())) {
                        close();
                    }
                });
        toastBox.setId("toasts");
        toastBox.getStyleClass().add("toasts");
        toastBox.setPickOnBounds(false);
        toastBox.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(toastBox, Pos.BOTTOM_RIGHT);
        getChildren().setAll(modal, toastBox);
        sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe((before, now) -> keepFocusInside(before, now));
    }

    /// Lets `next` hear every toast as well, so that one which was missed can be found again.
    public void keepIn(Toasts next) {
        history = next;
    }

    /// Whether something covers the screens.
    public boolean isOpen() {
        return modal.isVisible();
    }

    /// Covers the screens with `content`; Esc and a click beside it close it.
    public void open(Node content, Pos alignment) {
        if (!isOpen()) {
            focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        }
        modal.setAlignment(alignment);
        modal.getChildren().setAll(content);
        modal.setVisible(true);
    }

    /// Closes what [#open] opened; the focus goes back to where it was.
    public void close() {
        modal.setVisible(false);
        modal.getChildren().clear();
        if (focusBefore != null) {
            focusBefore.requestFocus();
            focusBefore = null;
        }
    }

    /// Tab goes round in what covers the screens: behind it, nobody would see where they are.
    private void keepFocusInside(@Nullable Node before, @Nullable Node now) {
        if (!isOpen() || now == null || isInside(now)) {
            return;
        }
        List<Node> stops = new ArrayList<>();
        collectStops(modal, stops);
        if (!stops.isEmpty()) {
            boolean backwards = stops.getFirst().equals(before);
            (backwards ? stops.getLast() : stops.getFirst()).requestFocus();
        }
    }

    private boolean isInside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(this)) {
                return true;
            }
        }
        return false;
    }

    private static void collectStops(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectStops(child, stops));
        }
    }

    @Override
    public void confirm(Confirmation question, Runnable confirmed) {
        var title = new Label(question.title());
        title.getStyleClass().add(Styles.TITLE_4);
        title.setWrapText(true);
        var text = new Label(question.consequence());
        text.setWrapText(true);
        var cancel = new Button(texts.get("confirm.cancel"));
        cancel.setId("confirm-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(_ -> close());
        var act = new Button(question.act());
        act.setId("confirm-act");
        act.setDefaultButton(true);
        act.getStyleClass().add(question.dangerous() ? Styles.DANGER : Styles.ACCENT);
        act.setOnAction(
                _ -> {
                    close();
                    confirmed.run();
                });
        var buttons = new HBox(cancel, act);
        buttons.getStyleClass().add("buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var box = new VBox(title, text);
        question.typed()
                .ifPresent(name -> box.getChildren().addAll(typing(name, act.disableProperty())));
        box.getChildren().add(buttons);
        box.setId("confirm");
        box.getStyleClass().addAll("dialog-box", "confirm");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        open(box, Pos.CENTER);
        if (question.typed().isPresent()) {
            box.lookup("#confirm-typed").requestFocus();
        } else {
            act.requestFocus();
        }
    }

    /// What affects many is agreed to by typing its name.
    private List<Node> typing(String name, BooleanProperty disabled) {
        var prompt = new Label(texts.get("confirm.type", name));
        prompt.setWrapText(true);
        var field = new TextField();
        field.setId("confirm-typed");
        field.getStyleClass().add("mono");
        prompt.setLabelFor(field);
        disabled.bind(field.textProperty().map(typed -> !typed.strip().equals(name)));
        return List.of(prompt, field);
    }

    @Override
    public Optional<Path> chooseFile(String title, Optional<Path> start) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        start.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
                .map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFolder(String title, Optional<Path> start) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        start.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(getScene().getWindow())).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        start.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .map(File::toPath);
    }

    @Override
    public void copy(String text, String what) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        if (!what.isEmpty()) {
            success(texts.get("copied", what));
        }
    }

    @Override
    public void show(Kind kind, String text, Optional<Link> link) {
        history.show(kind, text, link);
        for (Toast toast : toasts) {
            if (toast.kind == kind && toast.text.equals(text)) {
                toast.times++;
                toast.node.setMessage(text + "  ×" + toast.times);
                toast.end.playFromStart();
                return;
            }
        }
        while (toasts.size() >= MAX_TOASTS) {
            remove(toasts.getFirst());
        }
        var node = new Notification(text, Icons.of(iconOf(kind)));
        node.getStyleClass().addAll(styleOf(kind), Styles.ELEVATED_1, "toast");
        var toast = new Toast(kind, text, node);
        link.ifPresent(l -> node.setPrimaryActions(asButton(l, toast)));
        node.setOnClose(_ -> remove(toast));
        node.setOnMouseEntered(_ -> toast.end.pause());
        node.setOnMouseExited(_ -> toast.end.playFromStart());
        toast.end.setOnFinished(_ -> remove(toast));
        toasts.add(toast);
        toastBox.getChildren().add(node);
        toast.end.playFromStart();
    }

    private Button asButton(Link link, Toast toast) {
        var button = new Button(link.text());
        button.setOnAction(
                _ -> {
                    remove(toast);
                    link.open().run();
                });
        return button;
    }

    private void remove(Toast toast) {
        toast.end.stop();
        toasts.remove(toast);
        toastBox.getChildren().remove(toast.node);
    }

    private static Ikon iconOf(Kind kind) {
        return switch (kind) {
            case INFO -> Feather.INFO;
            case SUCCESS -> Feather.CHECK_CIRCLE;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case ERROR -> Feather.ALERT_OCTAGON;
        };
    }

    private static String styleOf(Kind kind) {
        return switch (kind) {
            case INFO -> Styles.ACCENT;
            case SUCCESS -> Styles.SUCCESS;
            case WARNING -> Styles.WARNING;
            case ERROR -> Styles.DANGER;
        };
    }
}
