package io.slimconsole.ui.overview;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;

import java.util.ArrayList;
import java.util.List;

/// Two lines over five minutes.
///
/// Plain shapes coloured by the stylesheet: one update is two arrays of points, a fraction of what a chart control
/// costs in software rendering.
final class RateChart extends Pane {
    private static final int GRID_LINES = 4;
    private static final int MINUTES = 5;
    private static final double TOP = 8;
    private static final double BOTTOM = 22;
    private static final double LEFT = 58;
    private static final double RIGHT = 8;

    private final Polyline in = new Polyline();
    private final Polyline out = new Polyline();
    private final List<Line> grid = new ArrayList<>();
    private final List<Text> scale = new ArrayList<>();
    private final List<Text> times = new ArrayList<>();
    private RateHistory.Series series = RateHistory.Series.EMPTY;

    RateChart() {
        Texts texts = Texts.of(RateChart.class);
        setId("rate-chart");
        getStyleClass().add("rate-chart");
        in.getStyleClass().addAll("rate-line", "in");
        out.getStyleClass().addAll("rate-line", "out");
        for (int i = 0; i <= GRID_LINES; i++) {
            var line = new Line();
            line.getStyleClass().add("rate-grid");
            grid.add(line);
            var text = new Text();
            text.getStyleClass().add("rate-text");
            text.setTextOrigin(VPos.CENTER);
            scale.add(text);
        }
        for (int minute = 0; minute <= MINUTES; minute++) {
            var text =
                    new Text(
                            minute == 0
                                    ? texts.get("chart.now")
                                    : texts.get("chart.minutes", Integer.toString(minute)));
            text.getStyleClass().add("rate-text");
            text.setTextOrigin(VPos.BOTTOM);
            times.add(text);
        }
        getChildren().addAll(grid);
        getChildren().addAll(scale);
        getChildren().addAll(times);
        getChildren().addAll(out, in);
        setMinHeight(140);
        setPrefHeight(220);
    }

    void show(RateHistory.Series next) {
        series = next;
        requestLayout();
    }

    /// A label with a sample of the line, for the chart's legend.
    static Label legend(String text, String kind) {
        var sample = new Line(0, 0, 14, 0);
        sample.getStyleClass().addAll("rate-line", kind);
        var label = new Label(text, sample);
        label.getStyleClass().add("muted");
        return label;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BOTTOM;
        if (width <= 0 || height <= 0) {
            return;
        }
        double top = niceTop(series.max());
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = Math.round(TOP + height * i / GRID_LINES) + 0.5;
            Line line = grid.get(i);
            line.setStartX(LEFT);
            line.setEndX(LEFT + width);
            line.setStartY(y);
            line.setEndY(y);
            Text text = scale.get(i);
            text.setText(Formats.count(Math.round(top * (GRID_LINES - i) / GRID_LINES)));
            text.setX(LEFT - 8 - text.getLayoutBounds().getWidth());
            text.setY(y);
        }
        for (int minute = 0; minute <= MINUTES; minute++) {
            Text text = times.get(minute);
            double x = LEFT + width * (MINUTES - minute) / MINUTES;
            double half = text.getLayoutBounds().getWidth() / 2;
            text.setX(Math.min(x - half, LEFT + width - 2 * half));
            text.setY(getHeight() - 2);
        }
        draw(in, series.in(), width, height, top);
        draw(out, series.out(), width, height, top);
    }

    private static void draw(
            Polyline line, double[] values, double width, double height, double top) {
        Double[] points = new Double[values.length * 2];
        double step = width / (RateHistory.SECONDS - 1);
        double first = LEFT + width - step * (values.length - 1);
        for (int i = 0; i < values.length; i++) {
            points[i * 2] = first + i * step;
            points[i * 2 + 1] = TOP + height * (1 - values[i] / top);
        }
        line.getPoints().setAll(points);
    }

    /// The next of 4, 8, 20, 40, 80, 200, …: each line of the grid is then a number that people can read.
    static double niceTop(double max) {
        double decade = 1;
        while (true) {
            for (double factor : new double[] {4, 8, 20}) {
                if (max <= factor * decade) {
                    return factor * decade;
                }
            }
            decade *= 10;
        }
    }
}
