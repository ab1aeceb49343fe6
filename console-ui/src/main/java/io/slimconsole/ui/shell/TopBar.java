package io.slimconsole.ui.shell;

import io.slimconsole.persistence.Theme;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.node.NodeServiceState.Starting;
import io.slimconsole.ui.node.NodeServiceState.Stopped;
import io.slimconsole.ui.node.NodeServiceState.Stopping;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The upper edge: back and forward, the way to everything, how the node is, theme and help.
final class TopBar extends HBox implements AutoCloseable {
    /// In a bar that is narrower, measured by its text, the search shows no shortcut.
    private static final double WITH_HINT = 53;

    /// In one narrower still, the search is an icon: how the node is must always be readable.
    private static final double WITH_WORDS = 45;

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    /// What the bar's buttons do.
    record Commands(
            Runnable palette,
            Runnable keys,
            Runnable startNode,
            Runnable restartNode,
            Runnable stopNode) {}

    private final Texts texts = Texts.of(TopBar.class);
    private final StatusViewModel status;
    private final Button search = new Button();
    private final Label words = new Label();
    private final Label hint = new Label("Ctrl+K");
    private final MenuButton pill = new MenuButton();
    private final Map<Theme, RadioMenuItem> themes = new EnumMap<>(Theme.class);
    private final MenuItem start;
    private final MenuItem restart;
    private final MenuItem stop;
    private final Subscription subscription;

    TopBar(
            StatusViewModel status,
            Navigation navigation,
            CurrentSettings settings,
            Appearance appearance,
            Bell bell,
            Commands commands) {
        this.status = status;
        setId("top-bar");
        // its width is the window's, which tells what gives way
        setMinWidth(0);
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);

        var back =
                Icons.button("back", Feather.ARROW_LEFT, texts.get("top.back"), navigation::back);
        back.disableProperty().bind(navigation.canGoBack().not());
        var forward =
                Icons.button(
                        "forward",
                        Feather.ARROW_RIGHT,
                        texts.get("top.forward"),
                        navigation::forward);
        forward.disableProperty().bind(navigation.canGoForward().not());

        hint.getStyleClass().add("keys");
        hint.setMinWidth(Region.USE_PREF_SIZE);
        words.setText(texts.get("top.goTo"));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        var searchContent = new HBox(Icons.of(Feather.SEARCH), words, hint);
        searchContent.getStyleClass().add("search-content");
        searchContent.setAlignment(Pos.CENTER_LEFT);
        search.setGraphic(searchContent);
        search.setTooltip(new Tooltip(texts.get("top.goTo") + " (Ctrl+K)"));
        HBox.setHgrow(search, Priority.SOMETIMES);
        search.setId("open-palette");
        search.getStyleClass().add("search-button");
        search.setAccessibleText(texts.get("top.goTo"));
        search.setOnAction(_ -> commands.palette().run());

        MenuButton theme = themeMenu(appearance);
        start = item("node.start", Feather.PLAY, commands.startNode());
        restart = item("node.restart", Feather.REFRESH_CW, commands.restartNode());
        stop = item("node.stop", Feather.SQUARE, commands.stopNode());
        pill.setId("node-state");
        pill.getStyleClass().add("pill");
        pill.getItems().setAll(start, restart, stop);
        pill.setMinWidth(Region.USE_PREF_SIZE);
        status.state().subscribe(this::showState);

        var help =
                Icons.button(
                        "open-keys", Feather.HELP_CIRCLE, texts.get("top.keys"), commands.keys());
        var gapLeft = new Region();
        HBox.setHgrow(gapLeft, Priority.ALWAYS);
        var gapRight = new Region();
        HBox.setHgrow(gapRight, Priority.ALWAYS);
        getChildren().setAll(back, forward, gapLeft, search, gapRight, pill, bell, theme, help);
        subscription = settings.value().subscribe(s -> showTheme(s.theme()));
        widthProperty().subscribe(this::fit);
        pill.fontProperty().subscribe(this::fit);
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    private void fit() {
        double ems = getWidth() / pill.getFont().getSize();
        show(hint, ems >= WITH_HINT);
        show(words, ems >= WITH_WORDS);
        search.pseudoClassStateChanged(COMPACT, ems < WITH_WORDS);
    }

    private static void show(Label label, boolean shown) {
        label.setVisible(shown);
        label.setManaged(shown);
    }

    private MenuItem item(String key, Ikon icon, Runnable action) {
        var item = new MenuItem(texts.get(key), Icons.of(icon));
        item.setId(key.replace('.', '-'));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private MenuButton themeMenu(Appearance appearance) {
        var menu = new MenuButton();
        menu.setId("theme");
        menu.getStyleClass().addAll("flat", "no-arrow", "icon-button");
        menu.setTooltip(new Tooltip(texts.get("top.theme")));
        menu.setAccessibleText(texts.get("top.theme"));
        var group = new ToggleGroup();
        for (Theme theme : Theme.values()) {
            String name = theme.name().toLowerCase(Locale.ROOT);
            var item = new RadioMenuItem(texts.get("theme." + name));
            item.setId("theme-" + name);
            item.setToggleGroup(group);
            item.setOnAction(_ -> appearance.choose(theme));
            themes.put(theme, item);
            menu.getItems().add(item);
        }
        appearance
                .dark()
                .subscribe(dark -> menu.setGraphic(Icons.of(dark ? Feather.MOON : Feather.SUN)));
        return menu;
    }

    private void showTheme(Theme chosen) {
        themes.forEach((theme, item) -> item.setSelected(theme == chosen));
    }

    private void showState(NodeServiceState state) {
        String kind =
                switch (state) {
                    case Running _ -> "ok";
                    case Starting _, Stopping _ -> "busy";
                    case Stopped _ -> "off";
                    case Failed _ -> "bad";
                };
        for (String each : new String[] {"ok", "busy", "off", "bad"}) {
            pill.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(kind));
        }
        pill.setText(texts.get("top.node", status.word(state)));
        pill.setGraphic(Icons.of(iconOf(state)));
        start.setVisible(state instanceof Stopped || state instanceof Failed);
        restart.setVisible(state instanceof Running);
        stop.setVisible(state instanceof Running);
        pill.setDisable(state instanceof Starting || state instanceof Stopping);
    }

    private static Ikon iconOf(NodeServiceState state) {
        return switch (state) {
            case Running _ -> Feather.CHECK_CIRCLE;
            case Starting _, Stopping _ -> Feather.LOADER;
            case Stopped _ -> Feather.PAUSE_CIRCLE;
            case Failed _ -> Feather.ALERT_TRIANGLE;
        };
    }
}
