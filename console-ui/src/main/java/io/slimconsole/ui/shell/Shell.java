package io.slimconsole.ui.shell;

import io.slimconsole.persistence.Theme;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.fx.UiAction;
import io.slimconsole.ui.node.NodeServiceState.Running;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The window: shows one screen at a time, and everything around it.
///
/// Made once per window, on the JavaFX application thread. [#close] stops what it started; the node and the stores
/// belong to the caller.
public final class Shell implements AutoCloseable {
    private static final String LAST_VIEW = "window.view";

    /// Actions that cover the screens with something.
    private static final Set<String> OPENING =
            Set.of("shell.palette", "shell.notices", "shell.keys");

    private final Stage stage;
    private final ConsoleContext context;
    private final Overlay overlay;
    private final Map<String, Screen> screens = new HashMap<>();
    private final Map<String, Node> contents = new HashMap<>();
    private final List<Screen> order;
    private final Texts texts = Texts.of(Shell.class);
    private final StatusViewModel status;
    private final Appearance appearance;
    private final Palette palette;
    private final CheatSheet cheatSheet;
    private final NodeNotices nodeNotices;
    private final Bell bell;
    private final StackPane middle = new StackPane();
    private final Rail rail;
    private final TopBar topBar;
    private final StatusBar statusBar;
    private final Scene scene;
    private @Nullable Screen current;
    private boolean watching;
    private Subscription subscriptions;

    /// @param overlay the one behind the dialogs, toasts and copier of `context`
    /// @param screens in the order of the navigation
    public Shell(Stage stage, ConsoleContext context, Overlay overlay, List<Screen> screens) {
        this.stage = stage;
        this.context = context;
        this.overlay = overlay;
        this.order = List.copyOf(screens);
        order.forEach(screen -> this.screens.put(screen.id(), screen));
        var frame = new BorderPane();
        frame.setId("frame");
        // never wider than the window
        frame.setMinSize(0, 0);
        var root = new StackPane(frame, overlay);
        root.getStyleClass().add("window");
        this.scene = new Scene(root);
        this.appearance = new Appearance(scene, context.settings());
        this.status =
                new StatusViewModel(
                        context.nodes(), context.audit(), context.ui(), context.clock());
        this.cheatSheet = new CheatSheet(overlay, context.actions());
        var notices = new Notices(context.clock(), context.ui());
        this.bell = new Bell(overlay, notices, context.ui(), context.clock());
        this.nodeNotices =
                new NodeNotices(
                        context.nodes(), notices, context.navigation()::reveal, context.clock());
        overlay.keepIn((kind, text, link) -> keep(notices, kind, text, link));
        Map<String, String> keys = registerActions();
        this.palette =
                new Palette(
                        overlay,
                        new PaletteViewModel(
                                this::paletteCommands,
                                new NameSearch(
                                                context.nodes(),
                                                context.channels(),
                                                context.navigation())
                                        ::find,
                                command -> Thread.ofVirtual().name("palette").start(command),
                                context.ui()));
        this.rail = new Rail(order, keys, context.navigation(), context.uiState());
        middle.setId("screen");
        frame.setLeft(rail);
        frame.setCenter(middle);
        this.topBar =
                new TopBar(
                        status,
                        context.navigation(),
                        context.settings(),
                        appearance,
                        bell,
                        new TopBar.Commands(
                                palette::open,
                                cheatSheet::open,
                                this::startNode,
                                this::restartNode,
                                this::stopNode));
        frame.setTop(topBar);
        this.statusBar =
                new StatusBar(
                        status,
                        context.tasks(),
                        context.copier(),
                        () -> context.navigation().open("activity"));
        frame.setBottom(statusBar);
        scene.widthProperty().subscribe(width -> rail.setWindowWidth(width.doubleValue()));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onShortcut);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        scene.addEventHandler(KeyEvent.KEY_TYPED, this::onTyped);
        this.subscriptions = context.navigation().listen(this::show);
        nodeNotices.start();
    }

    /// Opens the window where it was left, with the view that was open.
    public void show() {
        stage.setTitle("SLIM Console");
        stage.setScene(scene);
        WindowState.restore(stage, context.uiState());
        subscriptions =
                Subscription.combine(
                        subscriptions,
                        stage.iconifiedProperty().subscribe(this::watchIfVisible),
                        stage.showingProperty().subscribe(this::watchIfVisible));
        String first =
                context.uiState()
                        .get(LAST_VIEW)
                        .filter(screens::containsKey)
                        .orElse(order.getFirst().id());
        context.navigation().open(first);
        stage.show();
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
        WindowState.store(stage, context.uiState());
        if (watching) {
            watching = false;
            leave();
            status.stop();
        }
        nodeNotices.close();
        bell.close();
        topBar.close();
        rail.close();
        statusBar.close();
        appearance.close();
        status.close();
    }

    /// Brings the window before all others.
    public void toFront() {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    private void show(Navigation.Place place) {
        Screen next = screens.get(place.screen());
        if (next == null) {
            return;
        }
        if (!next.equals(current)) {
            leave();
            current = next;
            middle.getChildren().setAll(contents.computeIfAbsent(next.id(), _ -> next.content()));
            context.uiState().put(LAST_VIEW, next.id());
            if (watching) {
                next.shown();
            }
        }
        place.target().ifPresentOrElse(next::reveal, next::home);
    }

    private void leave() {
        if (current != null) {
            current.hidden();
        }
    }

    /// What went well was seen to go well; the rest may have been missed.
    private static void keep(
            Notices notices, Toasts.Kind kind, String text, Optional<Toasts.Link> link) {
        if (kind != Toasts.Kind.SUCCESS) {
            notices.add(kind, text, link.map(Toasts.Link::open));
        }
    }

    /// Nothing is sampled for a window that nobody can see.
    private void watchIfVisible() {
        boolean visible = stage.isShowing() && !stage.isIconified();
        if (visible == watching) {
            return;
        }
        watching = visible;
        if (visible) {
            status.start();
            if (current != null) {
                current.shown();
            }
        } else {
            status.stop();
            leave();
            WindowState.store(stage, context.uiState());
        }
    }

    private void startNode() {
        var _ = context.nodes().start(context.settings().get().node());
    }

    private void stopNode() {
        askIfConnected("node.stop", this::stopNow);
    }

    private void stopNow() {
        var _ = context.nodes().stop();
    }

    private void restartNode() {
        askIfConnected("node.restart", this::startNode);
    }

    /// Asks only where somebody is connected.
    private void askIfConnected(String key, Runnable act) {
        int connected = context.nodes().node().map(n -> n.status().connectionCount()).orElse(0);
        if (connected == 0) {
            act.run();
            return;
        }
        context.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get(key + ".title"),
                                texts.get(
                                        key + ".text",
                                        Formats.count(connected, "connection", "connections")),
                                texts.get(key),
                                true),
                        act);
    }

    private void goToFilter() {
        if (current != null) {
            current.filterField()
                    .ifPresent(
                            field -> {
                                field.requestFocus();
                                field.selectAll();
                            });
        }
    }

    /// The window's own actions; those of the screens are registered by then.
    ///
    /// @return the shortcut of each screen, as people read it
    private Map<String, String> registerActions() {
        Navigation navigation = context.navigation();
        String window = texts.get("group.window");
        Map<String, String> keys = new HashMap<>();
        int number = 1;
        for (Screen screen : order) {
            String shortcut =
                    screen.id().equals("settings") ? "Shortcut+Comma" : "Shortcut+" + number++;
            UiAction action =
                    add(
                            "shell.open." + screen.id(),
                            window,
                            texts.get("action.open", screen.title()),
                            shortcut,
                            () -> navigation.open(screen.id()));
            action.shortcut().ifPresent(k -> keys.put(screen.id(), Keys.text(k)));
        }
        add(
                "shell.palette",
                window,
                texts.get("action.palette"),
                "Shortcut+K",
                () -> palette.open());
        add("shell.notices", window, texts.get("action.notices"), "Shortcut+Shift+N", bell::open);
        add("shell.keys", window, texts.get("action.keys"), "F1", cheatSheet::open);
        add("shell.filter", window, texts.get("action.filter"), "Shortcut+F", this::goToFilter);
        add("shell.escape", window, texts.get("action.escape"), "Esc", this::escape);
        add("shell.back", window, texts.get("action.back"), "Alt+Left", navigation::back);
        add("shell.forward", window, texts.get("action.forward"), "Alt+Right", navigation::forward);
        add("shell.refresh", window, texts.get("action.refresh"), "F5", this::refresh);
        add("shell.fold", window, texts.get("action.fold"), "Shortcut+B", () -> rail.toggle());
        String node = texts.get("group.node");
        var running =
                Bindings.createBooleanBinding(
                        () -> status.state().get() instanceof Running, status.state());
        addNodeAction("node.start", node, running.not(), this::startNode);
        addNodeAction("node.restart", node, running, this::restartNode);
        addNodeAction("node.stop", node, running, this::stopNode);
        add(
                "node.copyAddress",
                node,
                texts.get("action.copyAddress"),
                "Shortcut+Shift+A",
                this::copyAddress);
        String looks = texts.get("group.appearance");
        add("font.larger", looks, texts.get("action.larger"), "Shortcut+Plus", appearance::larger);
        add(
                "font.smaller",
                looks,
                texts.get("action.smaller"),
                "Shortcut+Minus",
                appearance::smaller);
        add("font.normal", looks, texts.get("action.normal"), "Shortcut+0", appearance::normalSize);
        for (Theme theme : Theme.values()) {
            String name = theme.name().toLowerCase(Locale.ROOT);
            add(
                    "theme." + name,
                    looks,
                    texts.get("action.theme." + name),
                    "",
                    () -> appearance.choose(theme));
        }
        return keys;
    }

    private UiAction add(String id, String group, String text, String shortcut, Runnable run) {
        return context.actions().add(id, group, text, shortcut, UiAction.EVERYWHERE, run);
    }

    private void addNodeAction(
            String id, String group, ObservableBooleanValue enabled, Runnable run) {
        context.actions().add(id, group, texts.get(id), "", UiAction.EVERYWHERE, enabled, run);
    }

    private List<PaletteItem> paletteCommands() {
        List<PaletteItem> items = new ArrayList<>();
        for (UiAction action : context.actions().all()) {
            if (action.id().equals("shell.palette")
                    || action.id().equals("shell.escape")
                    || !action.enabled().get()) {
                continue;
            }
            items.add(
                    new PaletteItem(
                            iconOf(action),
                            action.text(),
                            action.group(),
                            action.shortcut().map(Keys::text).orElse(""),
                            () -> runFromPalette(action)));
        }
        return List.copyOf(items);
    }

    private void runFromPalette(UiAction action) {
        if (!action.scope().equals(UiAction.EVERYWHERE)) {
            context.navigation().open(action.scope());
        }
        action.fire();
    }

    private Ikon iconOf(UiAction action) {
        Screen opened = screens.get(action.id().replace("shell.open.", ""));
        return opened == null ? Feather.CHEVRON_RIGHT : opened.icon();
    }

    private void copyAddress() {
        if (!status.address().get().equals(Formats.NONE)) {
            context.copier().copy(status.address().get(), texts.get("status.address"));
        }
    }

    private void refresh() {
        if (current != null) {
            current.refresh();
        }
    }

    private void escape() {
        if (current != null && !current.escape()) {
            middle.requestFocus();
        }
    }

    /// Ctrl and Alt combinations count wherever the focus is, so they are looked at first.
    private void onShortcut(KeyEvent event) {
        if (overlay.isOpen()) {
            if (event.getCode() == KeyCode.ESCAPE || opensSomething(event)) {
                overlay.close();
                event.consume();
            }
            return;
        }
        if (event.isShortcutDown() || event.isAltDown() || event.getCode().isFunctionKey()) {
            fire(event);
        }
    }

    /// The key that opened it closes it.
    private boolean opensSomething(KeyEvent event) {
        return context.actions()
                .matching(event, UiAction.EVERYWHERE)
                .filter(action -> OPENING.contains(action.id()))
                .isPresent();
    }

    private void onKey(KeyEvent event) {
        if (overlay.isOpen() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE || !Keys.isTyping(event, scene.getFocusOwner())) {
            fire(event);
        }
    }

    private void onTyped(KeyEvent event) {
        if (overlay.isOpen() || Keys.isTyping(event, scene.getFocusOwner())) {
            return;
        }
        Keys.typed(event.getCharacter())
                .flatMap(
                        id ->
                                context.actions().all().stream()
                                        .filter(a -> a.id().equals(id))
                                        .findFirst())
                .ifPresent(
                        action -> {
                            action.fire();
                            event.consume();
                        });
    }

    private void fire(KeyEvent event) {
        String scope = current == null ? UiAction.EVERYWHERE : current.id();
        Optional<UiAction> action =
                context.actions()
                        .matching(event, scope)
                        .or(() -> otherKeyOf(event).flatMap(this::byId));
        if (action.isPresent() && action.get().fire()) {
            event.consume();
        }
    }

    private Optional<UiAction> byId(String id) {
        return context.actions().all().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /// Where plus and minus are depends on the keyboard: some need Shift, some have a number pad.
    private static Optional<String> otherKeyOf(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return Optional.empty();
        }
        return switch (event.getCode()) {
            case ADD, EQUALS, PLUS -> Optional.of("font.larger");
            case SUBTRACT -> Optional.of("font.smaller");
            case NUMPAD0 -> Optional.of("font.normal");
            default -> Optional.empty();
        };
    }
}
