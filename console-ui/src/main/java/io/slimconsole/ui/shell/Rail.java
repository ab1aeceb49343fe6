package io.slimconsole.ui.shell;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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
    private static final String KEY = "rail.folded";

    /// Narrower than this, the room is better used by the screens.
    private static final double NARROW = 1000;

    private final Map<String, Button> items = new LinkedHashMap<>();
    private final Texts texts = Texts.of(Rail.class);
    private final UiStateStore store;
    private final Button fold;
    private final Subscription subscription;
    private boolean foldedByHand;
    private boolean narrow;

    /// @param keys the shortcut of each screen, as people read it
    Rail(
            List<Screen> screens,
            Map<String, String> keys,
            Navigation navigation,
            UiStateStore store) {
        this.store = store;
        this.foldedByHand = store.get(KEY).filter("true"::equals).isPresent();
        setId("rail");
        getStyleClass().add("rail");
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        for (Screen screen : screens) {
            var item = new Button(screen.title(), Icons.of(screen.icon()));
            item.setId("nav-" + screen.id());
            item.getStyleClass().add("rail-item");
            item.setMaxWidth(Double.MAX_VALUE);
            item.setMnemonicParsing(false);
            item.setTooltip(
                    new Tooltip(screen.title() + "  " + keys.getOrDefault(screen.id(), "")));
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
        subscription = navigation.current().subscribe(place -> select(place.screen()));
        show();
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    void setWindowWidth(double width) {
        boolean now = width < NARROW;
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
