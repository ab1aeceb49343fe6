package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Volume over time: what succeeded in one colour, and on top of it in another what did not.
///
/// A range is chosen by dragging, or with the arrow keys and Shift, and Enter. Two shapes coloured by the style sheet are
/// all that is drawn, so an update costs next to nothing.
final class TimelineChart extends Pane {
    /// Between two labels.
    private static final double LABEL_GAP = 8;

    private static final double TOP = 6;
    private static final double BOTTOM = 18;
    private static final double SIDE = 12;
    private static final double SCALE = 52;

    /// What failed is visible however little it is.
    private static final double LEAST_HEIGHT = 2;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ROOT);

    private final Texts texts;
    private final ZoneId zone;
    private final Path succeeded = new Path();
    private final Path failed = new Path();
    private final Rectangle chosen = new Rectangle();
    private final Text from = text("timeline-text");
    private final Text to = text("timeline-text");
    private final Text most = text("timeline-text");
    private final Text said = text("timeline-said");
    private Consumer<TimeRange> onChoose = _ -> {};
    private @Nullable TimelineSum sum;

    /// First and last column of what is being chosen; -1 for nothing.
    private int anchor = -1;

    private int head = -1;

    TimelineChart(String id, Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        setId(id);
        getStyleClass().add("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleText(texts.get("timeline.name"));
        succeeded.getStyleClass().add("timeline-succeeded");
        failed.getStyleClass().add("timeline-failed");
        chosen.getStyleClass().add("timeline-chosen");
        chosen.setManaged(false);
        chosen.setVisible(false);
        getChildren().setAll(chosen, succeeded, failed, from, to, most, said);
        addEventHandler(MouseEvent.ANY, this::onMouse);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        focusedProperty().subscribe(this::layoutIfShown);
    }

    /// Called with the range that the operator has chosen.
    void setOnChoose(Consumer<TimeRange> action) {
        onChoose = action;
    }

    void show(Optional<TimelineSum> next) {
        TimelineSum shown = next.orElse(null);
        if (shown == null || sum == null || !shown.equals(sum)) {
            if (shown == null || sum == null || !shown.scale().equals(sum.scale())) {
                anchor = -1;
                head = -1;
            }
            sum = shown;
            layoutIfShown();
        }
    }

    /// Takes back what is being chosen.
    ///
    /// @return whether there was anything
    boolean unchoose() {
        boolean any = anchor >= 0;
        anchor = -1;
        head = -1;
        layoutIfShown();
        return any;
    }

    private void layoutIfShown() {
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 76;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 76;
    }

    @Override
    protected void layoutChildren() {
        TimelineSum now = sum;
        boolean there = now != null && getWidth() > 2 * SIDE + SCALE;
        succeeded.setVisible(there);
        failed.setVisible(there);
        chosen.setVisible(there && anchor >= 0);
        if (now == null || !there) {
            return;
        }
        double height = getHeight() - TOP - BOTTOM;
        double each = width() / now.scale().buckets();
        double gap = each > 5 ? 1 : 0;
        double highest = Math.max(1, now.highest());
        List<PathElement> well = new ArrayList<>();
        List<PathElement> badly = new ArrayList<>();
        for (int i = 0; i < now.scale().buckets(); i++) {
            double x = left() + i * each;
            double up = height * now.succeeded(i) / highest;
            double over = height * now.failed(i) / highest;
            over = now.failed(i) > 0 ? Math.max(LEAST_HEIGHT, over) : 0;
            up = now.succeeded(i) > 0 ? Math.max(1, Math.min(up, height - over)) : 0;
            bar(well, x, each - gap, TOP + height - up, up);
            bar(badly, x, each - gap, TOP + height - up - over, over);
        }
        succeeded.getElements().setAll(well);
        failed.getElements().setAll(badly);
        place(from, left(), label(now.scale().start()), false);
        place(to, getWidth() - SIDE, label(now.scale().end()), true);
        most.setText(Formats.count(now.highest()));
        most.setX(left() - 8 - most.getLayoutBounds().getWidth());
        most.setY(TOP + 8);
        if (anchor >= 0) {
            int first = Math.min(anchor, head);
            int last = Math.max(anchor, head);
            chosen.setX(left() + first * each);
            chosen.setWidth((last - first + 1) * each);
            chosen.setY(TOP);
            chosen.setHeight(height);
        }
        say(now);
    }

    private void say(TimelineSum now) {
        if (anchor < 0) {
            said.setText(texts.get("timeline.width", Formats.duration(now.scale().width())));
        } else {
            int first = Math.min(anchor, head);
            int last = Math.max(anchor, head);
            long well = 0;
            long badly = 0;
            for (int i = first; i <= last; i++) {
                well += now.succeeded(i);
                badly += now.failed(i);
            }
            said.setText(
                    texts.get(
                            "timeline.chosen",
                            label(now.scale().startOf(first)),
                            label(now.scale().startOf(last + 1)),
                            Formats.count(well),
                            Formats.count(badly)));
        }
        double middle = left() + width() / 2 - said.getLayoutBounds().getWidth() / 2;
        said.setX(middle);
        said.setY(getHeight() - 3);
        // where there is no room for all, what is being chosen counts more than where the scale
        // begins, and that more than a hint
        boolean roomForAll = middle >= from.getLayoutBounds().getMaxX() + LABEL_GAP;
        said.setVisible(roomForAll || anchor >= 0);
        from.setVisible(roomForAll || anchor < 0);
        to.setVisible(roomForAll || anchor < 0);
    }

    private void place(Text text, double x, String label, boolean rightAligned) {
        text.setText(label);
        text.setX(rightAligned ? x - text.getLayoutBounds().getWidth() : x);
        text.setY(getHeight() - 3);
    }

    private static void bar(
            List<PathElement> into, double x, double width, double y, double height) {
        if (height > 0) {
            into.add(new MoveTo(x, y));
            into.add(new LineTo(x + width, y));
            into.add(new LineTo(x + width, y + height));
            into.add(new LineTo(x, y + height));
            into.add(new ClosePath());
        }
    }

    private double left() {
        return SIDE + SCALE;
    }

    private double width() {
        return getWidth() - left() - SIDE;
    }

    private String label(Instant at) {
        TimelineSum now = sum;
        boolean fine =
                now != null
                        && now.scale().width().compareTo(Duration.ofMinutes(1)) < 0
                        && Duration.between(now.scale().start(), now.scale().end()).toHours() < 12;
        return (fine ? SECONDS : MINUTES).format(at.atZone(zone));
    }

    private int columnAt(double x, TimelineSum now) {
        int buckets = now.scale().buckets();
        return Math.clamp((long) ((x - left()) / width() * buckets), 0, buckets - 1);
    }

    private void onMouse(MouseEvent event) {
        TimelineSum now = sum;
        if (now == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            requestFocus();
            anchor = columnAt(event.getX(), now);
            head = anchor;
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && anchor >= 0) {
            head = columnAt(event.getX(), now);
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED && anchor >= 0) {
            if (head != anchor) {
                choose(now);
            }
        } else {
            return;
        }
        layoutIfShown();
        event.consume();
    }

    private void onKey(KeyEvent event) {
        TimelineSum now = sum;
        if (now == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int last = now.scale().buckets() - 1;
        switch (event.getCode()) {
            case LEFT -> move(anchor < 0 ? last : head - 1, event.isShiftDown(), last);
            case RIGHT -> move(anchor < 0 ? 0 : head + 1, event.isShiftDown(), last);
            case HOME -> move(0, event.isShiftDown(), last);
            case END -> move(last, event.isShiftDown(), last);
            case ENTER -> {
                if (anchor >= 0) {
                    choose(now);
                }
            }
            case ESCAPE -> {
                if (!unchoose()) {
                    return;
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int column, boolean extend, int last) {
        head = Math.clamp(column, 0, last);
        anchor = extend && anchor >= 0 ? anchor : head;
        layoutIfShown();
    }

    private void choose(TimelineSum now) {
        int first = Math.min(anchor, head);
        int after = Math.max(anchor, head) + 1;
        anchor = -1;
        head = -1;
        onChoose.accept(new TimeRange(now.scale().startOf(first), now.scale().startOf(after)));
    }

    private static Text text(String style) {
        var text = new Text();
        text.getStyleClass().add(style);
        text.setTextOrigin(VPos.BASELINE);
        text.setMouseTransparent(true);
        return text;
    }
}
