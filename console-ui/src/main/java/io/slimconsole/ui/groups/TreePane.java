package io.slimconsole.ui.groups;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.groups.TreeShape.Place;
import io.slimconsole.ui.table.Segments;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Shape;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ratchet tree, as a drawing and as an indented list, and what is known of the node that is selected.
final class TreePane {
    private static final String KEY = "groups.tree";
    private static final double STEP = 1.25;

    /// A tree that has to be made smaller than this to fit is shown in full size instead, and scrolled.
    private static final double READABLE = 0.75;

    /// Longer facts have a line of their own.
    private static final int SHORT = 40;

    /// What decides how large the drawing is.
    private enum Size {
        /// As large as it can be read, and no larger than it has to be.
        READABLE,
        /// All of it is in sight.
        FITTING,
        /// The operator.
        CHOSEN
    }

    private final GroupViewModel model;
    private final Texts texts;
    private final Clock clock;
    private final TreeDrawing drawing = new TreeDrawing();
    private final ScrollPane scroll = new ScrollPane(drawing);
    private final ListView<Place> outline = new ListView<>();
    private final Tooltip tip = new Tooltip();
    private final HBox zooms = new HBox();
    private final Label title = new Label();
    private final Label explanation = new Label();
    private final FlowPane facts = new FlowPane();
    private final VBox longFacts = new VBox();
    private final ScrollPane node = new ScrollPane(new VBox(title, explanation, facts, longFacts));
    private final BorderPane root = new BorderPane();
    private Optional<Place> selected = Optional.empty();
    private @Nullable NodeFacts shownFacts;
    private Size size = Size.READABLE;
    private boolean selecting;

    TreePane(GroupViewModel model, Texts texts, Clock clock, UiStateStore store) {
        this.model = model;
        this.texts = texts;
        this.clock = clock;
        buildDrawing();
        buildOutline();
        title.getStyleClass().add("node-title");
        explanation.getStyleClass().add("muted");
        explanation.setWrapText(true);
        facts.getStyleClass().add("node-facts");
        facts.setMinWidth(0);
        longFacts.getStyleClass().add("node-long-facts");
        node.getContent().getStyleClass().add("node-pane-content");
        node.getStyleClass().addAll("page-scroll", "node-pane");
        node.setId("tree-node");
        node.setFitToWidth(true);
        node.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        node.setMinHeight(Region.USE_PREF_SIZE);
        var ways = new Segments();
        var drawn = ways.add("tree-drawn", texts.get("tree.drawing"), () -> choose(false, store));
        var listed = ways.add("tree-listed", texts.get("tree.list"), () -> choose(true, store));
        boolean list = store.get(KEY).filter("list"::equals).isPresent();
        (list ? listed : drawn).setSelected(true);
        show(list);
        zooms.getStyleClass().add("tree-zooms");
        zooms.getChildren()
                .setAll(
                        Icons.button(
                                "tree-smaller",
                                Feather.ZOOM_OUT,
                                texts.get("tree.smaller"),
                                () -> zoom(drawing.zoom() / STEP)),
                        Icons.button(
                                "tree-larger",
                                Feather.ZOOM_IN,
                                texts.get("tree.larger"),
                                () -> zoom(drawing.zoom() * STEP)),
                        Icons.button(
                                "tree-fit", Feather.MINIMIZE_2, texts.get("tree.fit"), this::fit),
                        Icons.button(
                                "tree-normal",
                                Feather.MAXIMIZE_2,
                                texts.get("tree.normal"),
                                () -> zoom(1)));
        Region legend = legend();
        HBox.setHgrow(legend, Priority.ALWAYS);
        ways.setMinWidth(Region.USE_PREF_SIZE);
        var bar = new HBox(legend, zooms, ways);
        bar.getStyleClass().add("tree-bar");
        root.getStyleClass().add("tree-pane");
        root.setTop(bar);
        root.setCenter(new StackPane(scroll, outline));
        root.setBottom(node);
    }

    Node node() {
        return root;
    }

    private void choose(boolean list, UiStateStore store) {
        store.put(KEY, list ? "list" : "drawing");
        show(list);
    }

    private void show(boolean list) {
        outline.setVisible(list);
        scroll.setVisible(!list);
        zooms.setVisible(!list);
    }

    private void buildDrawing() {
        drawing.setId("tree-drawing");
        drawing.setFocusTraversable(true);
        drawing.setAccessibleText(texts.get("tree.accessible"));
        scroll.setId("tree-scroll");
        scroll.getStyleClass().addAll("page-scroll", "tree-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setPannable(true);
        scroll.setFocusTraversable(false);
        scroll.viewportBoundsProperty().addListener(_ -> windowChanged());
        scroll.hvalueProperty().addListener(_ -> scrolled());
        scroll.vvalueProperty().addListener(_ -> scrolled());
        drawing.layoutBoundsProperty().addListener(_ -> scrolled());
        drawing.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        drawing.addEventHandler(MouseEvent.MOUSE_MOVED, this::pointed);
        drawing.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        scroll.addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.isShortcutDown() && event.getDeltaY() != 0) {
                        zoom(drawing.zoom() * (event.getDeltaY() > 0 ? STEP : 1 / STEP));
                        event.consume();
                    }
                });
        Tooltip.install(drawing, tip);
    }

    private void buildOutline() {
        outline.setId("tree-outline");
        outline.getStyleClass().addAll("tree-outline", "plain-list");
        outline.setAccessibleText(texts.get("tree.accessible"));
        outline.setCellFactory(_ -> new OutlineCell());
        outline.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, place) -> {
                            if (place != null && !selecting) {
                                select(Optional.of(place));
                            }
                        });
    }

    /// Takes in another tree. What is selected stays so, and the drawing stays where it is.
    void show() {
        TreeShape shape = model.shape();
        drawing.show(shape, this::caption);
        selecting = true;
        outline.getItems().setAll(preOrder(shape));
        selecting = false;
        select(selected.flatMap(place -> shape.place(place.node())));
        fitAgain();
    }

    private static List<Place> preOrder(TreeShape shape) {
        var all = new ArrayList<Place>();
        shape.place(shape.root()).ifPresent(place -> addPreOrder(place, shape, all));
        return all;
    }

    private static void addPreOrder(Place place, TreeShape shape, List<Place> all) {
        all.add(place);
        shape.left(place).ifPresent(left -> addPreOrder(left, shape, all));
        shape.right(place).ifPresent(right -> addPreOrder(right, shape, all));
    }

    /// Ages of what is selected.
    void tick() {
        describe();
    }

    void forget() {
        selected = Optional.empty();
        size = Size.READABLE;
    }

    private void select(Optional<Place> place) {
        selected = place;
        drawing.select(place);
        selecting = true;
        place.ifPresentOrElse(
                one -> {
                    if (!one.equals(outline.getSelectionModel().getSelectedItem())) {
                        outline.getSelectionModel().select(one);
                        outline.scrollTo(Math.max(0, outline.getItems().indexOf(one) - 3));
                    }
                },
                () -> outline.getSelectionModel().clearSelection());
        selecting = false;
        describe();
    }

    private void describe() {
        NodeFacts next =
                selected.flatMap(
                                place ->
                                        model.view()
                                                .map(
                                                        view ->
                                                                NodeFacts.of(
                                                                        place,
                                                                        view,
                                                                        model,
                                                                        texts,
                                                                        clock.instant())))
                        .orElseGet(
                                () ->
                                        new NodeFacts(
                                                texts.get("node.none"),
                                                texts.get("node.none.text"),
                                                List.of()));
        if (next.equals(shownFacts)) {
            return;
        }
        shownFacts = next;
        title.setText(next.title());
        explanation.setText(next.explanation());
        explanation.setManaged(!next.explanation().isEmpty());
        explanation.setVisible(!next.explanation().isEmpty());
        facts.getChildren()
                .setAll(
                        next.facts().stream()
                                .filter(fact -> fact.value().length() <= SHORT)
                                .map(TreePane::fact)
                                .toList());
        facts.setManaged(!facts.getChildren().isEmpty());
        longFacts
                .getChildren()
                .setAll(
                        next.facts().stream()
                                .filter(fact -> fact.value().length() > SHORT)
                                .map(TreePane::longFact)
                                .toList());
    }

    private static Node longFact(NodeFacts.Fact fact) {
        var label = new Label(fact.caption() + ": " + fact.value());
        label.setWrapText(true);
        return label;
    }

    private static Node fact(NodeFacts.Fact fact) {
        var caption = new Label(fact.caption());
        caption.getStyleClass().add("facts-caption");
        var value = new Label(fact.value());
        value.setWrapText(true);
        value.getStyleClass().add("node-value");
        return new VBox(caption, value);
    }

    private TreeDrawing.Caption caption(Place place) {
        if (place.folded() > 0) {
            return new TreeDrawing.Caption(
                    "", texts.get("tree.folded", Integer.toString(place.folded())), "");
        }
        int leaf = place.node() / 2;
        String note =
                place.unmerged() > 0
                        ? texts.get("tree.unmerged")
                        : place.onOwnPath() ? texts.get("tree.you") : "";
        return model.memberAt(leaf)
                .map(m -> new TreeDrawing.Caption(Integer.toString(leaf), m.name(), note))
                .orElseGet(
                        () ->
                                new TreeDrawing.Caption(
                                        Integer.toString(leaf), texts.get("tree.blank"), ""));
    }

    private void clicked(MouseEvent event) {
        drawing.requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            drawing.at(event.getX(), event.getY()).ifPresent(place -> select(Optional.of(place)));
        }
    }

    private void pointed(MouseEvent event) {
        String words =
                drawing.at(event.getX(), event.getY())
                        .flatMap(
                                place ->
                                        model.view()
                                                .map(
                                                        view ->
                                                                NodeFacts.of(
                                                                                place,
                                                                                view,
                                                                                model,
                                                                                texts,
                                                                                clock.instant())
                                                                        .title()))
                        .orElse("");
        if (!words.equals(tip.getText())) {
            tip.setText(words);
        }
        if (words.isEmpty()) {
            Tooltip.uninstall(drawing, tip);
        } else {
            Tooltip.install(drawing, tip);
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        TreeShape shape = model.shape();
        Optional<Place> start = shape.place(shape.root());
        switch (event.getCode()) {
            case LEFT -> go(selected.map(shape::parent).orElse(start), event);
            case RIGHT -> go(selected.map(shape::left).orElse(start), event);
            case UP -> go(selected.map(place -> shape.beside(place, -1)).orElse(start), event);
            case DOWN -> go(selected.map(place -> shape.beside(place, 1)).orElse(start), event);
            case HOME -> go(start, event);
            case END -> go(Optional.ofNullable(last(shape)), event);
            case PLUS, ADD, EQUALS -> {
                zoom(drawing.zoom() * STEP);
                event.consume();
            }
            case MINUS, SUBTRACT -> {
                zoom(drawing.zoom() / STEP);
                event.consume();
            }
            case DIGIT0, NUMPAD0 -> {
                fit();
                event.consume();
            }
            default -> {
                // not ours
            }
        }
    }

    private static @Nullable Place last(TreeShape shape) {
        return shape.tips().isEmpty() ? null : shape.tips().getLast();
    }

    private void go(Optional<Place> to, KeyEvent event) {
        to.ifPresent(
                place -> {
                    select(to);
                    reveal(place);
                });
        event.consume();
    }

    private void reveal(Place place) {
        Point2D at = drawing.centre(place);
        double room = scroll.getViewportBounds().getHeight();
        double over = drawing.getHeight() - room;
        if (over > 0) {
            double top = scroll.getVvalue() * over;
            double slack = Math.min(room / 3, 2 * drawing.rowHeight());
            if (at.getY() - slack < top) {
                scroll.setVvalue(Math.clamp((at.getY() - slack) / over, 0, 1));
            } else if (at.getY() + slack > top + room) {
                scroll.setVvalue(Math.clamp((at.getY() + slack - room) / over, 0, 1));
            }
        }
        double wide = drawing.getWidth() - scroll.getViewportBounds().getWidth();
        if (wide > 0) {
            double from = scroll.getHvalue() * wide;
            if (at.getX() - 20 < from || at.getX() + 20 > from + scroll.getWidth()) {
                scroll.setHvalue(Math.clamp((at.getX() - 40) / wide, 0, 1));
            }
        }
    }

    /// As large as it was asked for; the middle of what is seen stays there.
    private void zoom(double wanted) {
        size = Size.CHOSEN;
        double room = scroll.getViewportBounds().getHeight();
        double before = drawing.getHeight();
        double middle = scroll.getVvalue() * Math.max(0, before - room) + room / 2;
        double share = before <= 0 ? 0 : middle / before;
        drawing.setZoom(wanted);
        scroll.layout();
        double over = drawing.getHeight() - room;
        if (over > 0) {
            scroll.setVvalue(Math.clamp((share * drawing.getHeight() - room / 2) / over, 0, 1));
        }
        scrolled();
    }

    private void fit() {
        size = Size.FITTING;
        fitAgain();
    }

    /// To the room that there is.
    private void fitAgain() {
        Bounds room = scroll.getViewportBounds();
        if (size != Size.CHOSEN && room.getHeight() > 0) {
            double all = drawing.fitting(room.getWidth(), room.getHeight());
            drawing.setZoom(size == Size.READABLE && all < READABLE ? 1 : all);
            scrolled();
        }
    }

    private void windowChanged() {
        fitAgain();
        scrolled();
    }

    private void scrolled() {
        Bounds room = scroll.getViewportBounds();
        double x = scroll.getHvalue() * Math.max(0, drawing.getWidth() - room.getWidth());
        double y = scroll.getVvalue() * Math.max(0, drawing.getHeight() - room.getHeight());
        drawing.setWindow(new BoundingBox(x, y, room.getWidth(), room.getHeight()));
    }

    private Region legend() {
        var key = new Circle(5);
        key.getStyleClass().add("legend-key");
        var blank = new Circle(5);
        blank.getStyleClass().add("legend-blank");
        var unmerged = new Polygon(-6, 0, 0, -6, 6, 0, 0, 6);
        unmerged.getStyleClass().add("legend-unmerged");
        var own = new Line(0, 0, 18, 0);
        own.getStyleClass().add("legend-own");
        var legend =
                new FlowPane(
                        sample(key, "legend.key"),
                        sample(blank, "legend.blank"),
                        sample(unmerged, "legend.unmerged"),
                        sample(own, "legend.own"));
        legend.getStyleClass().add("tree-legend");
        legend.setMinWidth(0);
        return legend;
    }

    private Label sample(Shape shape, String key) {
        var label = new Label(texts.get(key), shape);
        label.getStyleClass().add("legend-sample");
        label.setTooltip(new Tooltip(texts.get(key + ".tip")));
        return label;
    }

    /// A node in the list, indented by its place in the tree.
    private final class OutlineCell extends ListCell<Place> {
        @Override
        protected void updateItem(@Nullable Place place, boolean empty) {
            super.updateItem(place, empty);
            if (place == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            var indent = new Region();
            indent.setMinWidth(place.column() * getFont().getSize() * 1.4);
            setGraphic(indent);
            setText(line(place));
        }

        private String line(Place place) {
            if (place.isTip()) {
                TreeDrawing.Caption caption = caption(place);
                String number = caption.number();
                String words =
                        number.isEmpty()
                                ? caption.words()
                                : texts.get("outline.leaf", number, caption.words());
                return caption.note().isEmpty() ? words : words + " · " + caption.note();
            }
            String key = place.blank() ? "outline.parent.blank" : "outline.parent";
            String words = texts.get(key, Integer.toString(place.node()));
            if (place.node() == model.shape().root()) {
                words = texts.get("outline.root", words);
            }
            if (place.onOwnPath()) {
                words += " · " + texts.get("outline.own");
            }
            return place.unmerged() == 0
                    ? words
                    : words
                            + " · "
                            + texts.get("outline.unmerged", Integer.toString(place.unmerged()));
        }
    }
}
