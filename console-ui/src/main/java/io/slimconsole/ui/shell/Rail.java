package io.slimconsole.ui.shell;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The navigation at the left; settings at its foot. Folds to icons, by hand or where the window is narrow.
final class Rail extends VBox implements AutoCloseable {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass FOLDED = PseudoClass.getPseudoClass("folded");
    private static final PseudoClass UNAPPLIED = PseudoClass.getPseudoClass("unapplied");
    private static final String KEY = "rail.folded";

    /// Narrower than this, measured by its text, the room is better used by the screens.
    private static final double NARROW = 76;

    private final Map<String, Button> items = new LinkedHashMap<>();
    private final Texts texts = Texts.of(Rail.class);
    private final UiStateStore store;
    private final Map<String, String> keys;
    private final Button fold;
    private final Subscription subscription;
    private double windowWidth = Double.MAX_VALUE;
    private boolean foldedByHand;
    private boolean narrow;

    /// @param keys the shortcut of each screen, as people read it
    Rail(
            List<Screen> screens,
            Map<String, String> keys,
            Navigation navigation,
            UiStateStore store) {
        this.store = store;
        this.keys = Map.copyOf(keys);
        this.foldedByHand = store.get(KEY).filter("true"::equals).isPresent();
        setId("rail");
        getStyleClass().add("rail");
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        for (Screen screen : screens) {
            var item = new Button(screen.title(), marked(screen));
            item.setId("nav-" + screen.id());
            item.getStyleClass().add("rail-item");
            item.setMaxWidth(Double.MAX_VALUE);
            item.setMnemonicParsing(false);
            item.setTooltip(new Tooltip());
            item.setOnAction(_ -> navigation.open(screen.id()));
            items.put(screen.id(), item);
        }
        fold =
                Icons.button(
                        "rail-fold", Feather.CHEVRONS_LEFT, texts.get("rail.fold"), this::toggle);
        items.forEach(
                (id, item) -> {
                    if (id.equals("settings")) {
                        getChildren().add(gap);
                    }
                    getChildren().add(item);
                });
        getChildren().add(fold);
        fold.fontProperty().subscribe(this::fit);
        subscription =
                Subscription.combine(
                        navigation.current().subscribe(place -> select(place.screen())),
                        Subscription.combine(
                                screens.stream()
                                        .map(
                                                screen ->
                                                        screen.unapplied()
                                                                .subscribe(
                                                                        any -> mark(screen, any)))
                                        .toArray(Subscription[]::new)));
        show();
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    void setWindowWidth(double width) {
        windowWidth = width;
        fit();
    }

    private void fit() {
        boolean now = windowWidth < NARROW * fold.getFont().getSize();
        if (now != narrow) {
            narrow = now;
            show();
        }
    }

    void toggle() {
        foldedByHand = !foldedByHand;
        store.put(KEY, Boolean.toString(foldedByHand));
        show();
    }

    /// The icon, with a place for the mark at its corner, where it is seen with and without the name.
    private static StackPane marked(Screen screen) {
        var mark = new Region();
        mark.setId("nav-mark-" + screen.id());
        mark.getStyleClass().add("rail-mark");
        var graphic = new StackPane(Icons.of(screen.icon()), mark);
        StackPane.setAlignment(mark, Pos.TOP_RIGHT);
        return graphic;
    }

    private void mark(Screen screen, boolean unapplied) {
        Button item = items.get(screen.id());
        if (item == null) {
            return;
        }
        item.pseudoClassStateChanged(UNAPPLIED, unapplied);
        String text = unapplied ? texts.get("rail.unapplied", screen.title()) : screen.title();
        item.setAccessibleText(text);
        item.getTooltip().setText(text + "  " + keys.getOrDefault(screen.id(), ""));
    }

    private void select(String screen) {
        items.forEach((id, item) -> item.pseudoClassStateChanged(SELECTED, id.equals(screen)));
    }

    private void show() {
        boolean folded = foldedByHand || narrow;
        pseudoClassStateChanged(FOLDED, folded);
        items.values()
                .forEach(
                        item ->
                                item.setContentDisplay(
                                        folded
                                                ? ContentDisplay.GRAPHIC_ONLY
                                                : ContentDisplay.LEFT));
        fold.setGraphic(Icons.of(folded ? Feather.CHEVRONS_RIGHT : Feather.CHEVRONS_LEFT));
        String text = texts.get(folded ? "rail.unfold" : "rail.fold");
        fold.setAccessibleText(text);
        fold.getTooltip().setText(text);
        fold.setVisible(!narrow);
        fold.setManaged(!narrow);
    }
}
