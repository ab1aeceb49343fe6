package io.slimconsole.ui.groups;

import io.slimconsole.ui.groups.TreeShape.Place;

import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A ratchet tree, lying on its side. Only what is in sight is painted, so that a tree may have thousands of leaves.
final class TreeDrawing extends Region {
    static final double LEAST_ZOOM = 0.04;
    static final double MOST_ZOOM = 2;

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

    /// Sizes at a zoom of 1, in em.
    private static final double ROW = 1.75;

    private static final double COLUMN = 2.5;
    private static final double MARGIN = 1.1;

    /// Columns don't shrink below this zoom: there is always room beside each other.
    private static final double LEAST_COLUMN = 0.55;

    private static final double RADIUS = 0.4;

    /// Below this many em, a line is too low for text.
    private static final double LEAST_TEXT = 0.7;

    /// The colours of the drawing; the style sheet has a class for each.
    private enum Ink {
        LINE,
        NODE,
        OWN,
        WARN,
        TEXT,
        MUTED,
        SURFACE,
        SELECTED
    }

    /// The words beside the end of a line.
    ///
    /// @param number in front, of a leaf
    /// @param words who is there
    /// @param note behind, as it is to be noticed; may be empty
    record Caption(String number, String words, String note) {}

    private final Map<Ink, Rectangle> inks = new EnumMap<>(Ink.class);
    private final Label fontProbe = new Label("0");
    private final Canvas canvas = new Canvas();
    private final Text measure = new Text();
    private TreeShape shape = TreeShape.EMPTY;
    private Function<Place, Caption> captions = _ -> new Caption("", "", "");
    private Optional<Place> selected = Optional.empty();
    private double zoom = 1;
    private double widest;
    private double left;
    private double top;
    private double windowWidth;
    private double windowHeight;

    TreeDrawing() {
        getStyleClass().add("tree-drawing");
        for (Ink ink : Ink.values()) {
            // colours are the style sheet's: each has a shape without extent that wears it
            var probe = new Rectangle();
            probe.setManaged(false);
            probe.getStyleClass().addAll("tree-ink", "tree-" + ink.name().toLowerCase(Locale.ROOT));
            probe.fillProperty().addListener(_ -> requestLayout());
            inks.put(ink, probe);
            getChildren().add(probe);
        }
        fontProbe.setManaged(false);
        fontProbe.setOpacity(0);
        fontProbe.fontProperty().addListener(_ -> resized());
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().addAll(fontProbe, canvas);
        focusedProperty().addListener(_ -> requestLayout());
    }

    void show(TreeShape next, Function<Place, Caption> words) {
        shape = next;
        captions = words;
        resized();
    }

    void select(Optional<Place> place) {
        selected = place;
        pseudoClassStateChanged(MARKED, place.isPresent());
        requestLayout();
    }

    /// The part that is in sight.
    void setWindow(Bounds window) {
        left = window.getMinX();
        top = window.getMinY();
        windowWidth = window.getWidth();
        windowHeight = window.getHeight();
        requestLayout();
    }

    double zoom() {
        return zoom;
    }

    void setZoom(double next) {
        zoom = Math.clamp(next, LEAST_ZOOM, MOST_ZOOM);
        resized();
    }

    /// How far to zoom so that all of it is seen in so much room.
    double fitting(double width, double height) {
        if (shape.rows() == 0) {
            return 1;
        }
        double high = shape.rows() * ROW * em() + 2 * MARGIN * em();
        double wide = contentWidth(1);
        return Math.clamp(Math.min(height / high, width / wide), LEAST_ZOOM, 1);
    }

    Point2D centre(Place place) {
        return new Point2D(x(place.column()), y(place.row()));
    }

    /// What is drawn at a point, its words included.
    Optional<Place> at(double x, double y) {
        double reach = Math.max(radius() + 3, 0.5 * em() * zoom);
        Place near = null;
        double nearest = Double.MAX_VALUE;
        for (Place place : shape.places()) {
            double dx = x - x(place.column());
            double dy = y - y(place.row());
            boolean onWords = place.isTip() && dx > 0 && Math.abs(dy) <= rowHeight() / 2;
            double distance = onWords ? Math.abs(dy) : Math.hypot(dx, dy);
            boolean hit = (onWords && x > labelX() - em()) || Math.hypot(dx, dy) <= reach;
            if (hit && distance < nearest) {
                near = place;
                nearest = distance;
            }
        }
        return Optional.ofNullable(near);
    }

    private double em() {
        return fontProbe.getFont().getSize();
    }

    double rowHeight() {
        return ROW * em() * zoom;
    }

    private double x(int column) {
        return Math.round(MARGIN * em() + column * COLUMN * em() * Math.max(zoom, LEAST_COLUMN))
                + 0.5;
    }

    private double y(double row) {
        return Math.round(MARGIN * em() / 2 + row * rowHeight()) + 0.5;
    }

    private double radius() {
        return Math.clamp(RADIUS * em() * zoom, 1, 9);
    }

    private double labelX() {
        return x(Math.max(0, shape.columns() - 1)) + radius() + 0.6 * em();
    }

    private double contentWidth(double at) {
        double columns =
                Math.max(0, shape.columns() - 1) * COLUMN * em() * Math.max(at, LEAST_COLUMN);
        return 2 * MARGIN * em() + columns + (hasText(at) ? widest * Math.min(at, 1) : 0) + em();
    }

    private boolean hasText(double at) {
        return ROW * at >= LEAST_TEXT;
    }

    private void resized() {
        measure.setFont(fontProbe.getFont());
        Caption longest = new Caption("", "", "");
        for (Place tip : shape.tips()) {
            Caption caption = captions.apply(tip);
            longest = length(caption) > length(longest) ? caption : longest;
        }
        measure.setText(longest.words() + "  " + longest.note());
        widest = measure.getLayoutBounds().getWidth() * 1.1 + numberWidth() + em();
        setMinSize(contentWidth(zoom), shape.rows() * rowHeight() + MARGIN * em());
        setPrefSize(getMinWidth(), getMinHeight());
        requestLayout();
    }

    private static int length(Caption caption) {
        return caption.words().length() + caption.note().length();
    }

    private double numberWidth() {
        return Integer.toString(shape.tips().size()).length() * 0.65 * em() + 0.8 * em();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(Math.ceil(windowWidth));
        canvas.setHeight(Math.ceil(windowHeight));
        canvas.relocate(left, top);
        paint(canvas.getGraphicsContext2D());
    }

    private Paint ink(Ink ink) {
        Rectangle probe = inks.get(ink);
        return probe == null || probe.getFill() == null ? Color.TRANSPARENT : probe.getFill();
    }

    private void paint(GraphicsContext to) {
        to.setTransform(1, 0, 0, 1, 0, 0);
        to.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        to.translate(-left, -top);
        to.setLineCap(StrokeLineCap.BUTT);
        var own = new ArrayList<Place>();
        for (Place place : shape.places()) {
            if (!place.isTip()) {
                paintBranches(to, place, false);
                if (place.onOwnPath()) {
                    own.add(place);
                }
            }
        }
        own.forEach(place -> paintBranches(to, place, true));
        selected.ifPresent(place -> paintSelection(to, place));
        for (Place place : shape.places()) {
            if (isInSight(place.row(), place.row())) {
                paintNode(to, place);
            }
        }
        if (hasText(zoom)) {
            paintWords(to);
        }
    }

    private boolean isInSight(double from, double until) {
        double slack = rowHeight() + 20;
        return y(until) >= top - slack && y(from) <= top + windowHeight + slack;
    }

    private void paintBranches(GraphicsContext to, Place parent, boolean onlyOwn) {
        List<Place> children = new ArrayList<>();
        shape.left(parent).ifPresent(children::add);
        shape.right(parent).ifPresent(children::add);
        for (Place child : children) {
            boolean own = parent.onOwnPath() && child.onOwnPath();
            double from = Math.min(parent.row(), child.row());
            double until = Math.max(parent.row(), child.row());
            if (own == onlyOwn && isInSight(from, until)) {
                to.setStroke(ink(own ? Ink.OWN : Ink.LINE));
                to.setLineWidth(own ? Math.max(1.5, 2.4 * Math.min(zoom, 1)) : 1);
                double x = x(parent.column());
                to.strokeLine(x, y(parent.row()), x, y(child.row()));
                to.strokeLine(x, y(child.row()), x(child.column()), y(child.row()));
            }
        }
        boolean toWords = !onlyOwn && hasText(zoom);
        for (Place child : children) {
            if (toWords && child.isTip() && child.column() < shape.columns() - 1) {
                to.setStroke(ink(Ink.LINE));
                to.setLineWidth(1);
                to.setLineDashes(1, 4);
                to.strokeLine(x(child.column()), y(child.row()), labelX() - 4, y(child.row()));
                to.setLineDashes();
            }
        }
    }

    private void paintSelection(GraphicsContext to, Place place) {
        to.setFill(ink(Ink.SELECTED));
        double r = radius() + Math.max(3, 0.3 * em() * zoom);
        if (place.isTip() && hasText(zoom)) {
            double height = Math.min(rowHeight(), 1.7 * em());
            double from = x(place.column()) - r;
            to.fillRoundRect(
                    from,
                    y(place.row()) - height / 2,
                    contentWidth(zoom) - from,
                    height,
                    height / 2,
                    height / 2);
        } else {
            to.fillOval(x(place.column()) - r, y(place.row()) - r, 2 * r, 2 * r);
        }
        if (isFocused()) {
            to.setStroke(ink(Ink.OWN));
            to.setLineWidth(1.5);
            to.strokeOval(x(place.column()) - r, y(place.row()) - r, 2 * r, 2 * r);
        }
    }

    /// A circle for a key; hollow where there is none; a diamond for a leaf that does not know a key above it.
    private void paintNode(GraphicsContext to, Place place) {
        double x = x(place.column());
        double y = y(place.row());
        double r = place.isLeaf() ? radius() : radius() * 0.9;
        Paint of = ink(place.onOwnPath() ? Ink.OWN : Ink.NODE);
        if (place.blank()) {
            to.setFill(ink(Ink.SURFACE));
            to.fillOval(x - r, y - r, 2 * r, 2 * r);
            to.setStroke(place.onOwnPath() ? of : ink(Ink.MUTED));
            to.setLineWidth(place.onOwnPath() ? 1.8 : 1);
            to.strokeOval(x - r, y - r, 2 * r, 2 * r);
            if (place.folded() > 0) {
                to.strokeOval(x - r * 0.45, y - r * 0.45, r * 0.9, r * 0.9);
            }
        } else if (place.isLeaf() && place.unmerged() > 0) {
            double d = r * 1.3;
            to.setFill(ink(Ink.WARN));
            to.fillPolygon(new double[] {x - d, x, x + d, x}, new double[] {y, y - d, y, y + d}, 4);
        } else {
            to.setFill(of);
            to.fillOval(x - r, y - r, 2 * r, 2 * r);
        }
    }

    private void paintWords(GraphicsContext to) {
        Font normal = fontProbe.getFont();
        double size = normal.getSize() * Math.min(zoom, 1);
        Font plain = Font.font(normal.getFamily(), size);
        Font bold = Font.font(normal.getFamily(), FontWeight.BOLD, size);
        double number = numberWidth() * Math.min(zoom, 1);
        measure.setFont(plain);
        to.setTextBaseline(VPos.CENTER);
        for (Place place : shape.places()) {
            if (!isInSight(place.row(), place.row())) {
                continue;
            }
            double y = y(place.row());
            if (!place.isTip()) {
                if (place.unmerged() > 0) {
                    to.setFill(ink(Ink.WARN));
                    to.setFont(Font.font(normal.getFamily(), size * 0.85));
                    to.fillText("+" + place.unmerged(), x(place.column()) + radius() + 3, y);
                }
                continue;
            }
            Caption caption = captions.apply(place);
            double x = labelX();
            to.setFont(plain);
            to.setFill(ink(Ink.MUTED));
            to.fillText(caption.number(), x, y);
            x += number;
            boolean own = place.isLeaf() && place.onOwnPath();
            to.setFont(own ? bold : plain);
            to.setFill(ink(place.blank() ? Ink.MUTED : Ink.TEXT));
            to.fillText(caption.words(), x, y);
            if (!caption.note().isEmpty()) {
                measure.setFont(own ? bold : plain);
                measure.setText(caption.words() + "  ");
                to.setFont(plain);
                to.setFill(ink(place.unmerged() > 0 ? Ink.WARN : Ink.OWN));
                to.fillText(caption.note(), x + measure.getLayoutBounds().getWidth(), y);
            }
        }
    }
}
