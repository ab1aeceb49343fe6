package io.slimconsole.tests.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// Turns outcomes into Markdown tables of medians, and measurements into JSON lines.
///
/// Where two contenders were measured, a metric that can be compared gets a column with the first one's figure divided
/// by the second one's; where there are more, one for each but the first, with its figure divided by the first one's.
final class Report {
    private static final String ABSENT = "–";

    private Report() {}

    static String markdown(List<Comparison.Outcome> outcomes) {
        var tables = new StringBuilder();
        var together = new ArrayList<Comparison.Outcome>();
        for (Comparison.Outcome outcome : outcomes) {
            if (!together.isEmpty()
                    && !together.getFirst().scenario().shown().equals(outcome.scenario().shown())) {
                table(tables, together);
                together.clear();
            }
            together.add(outcome);
        }
        if (!together.isEmpty()) {
            table(tables, together);
        }
        faults(tables, outcomes);
        return tables.toString();
    }

    private static void table(StringBuilder out, List<Comparison.Outcome> rows) {
        List<Metric> metrics = rows.getFirst().scenario().shown();
        var contenders = List.copyOf(rows.getFirst().measurements().keySet());
        var head = new ArrayList<String>();
        head.add("");
        for (Metric metric : metrics) {
            for (String contender : contenders) {
                head.add(
                        contenders.size() == 1
                                ? metric.title()
                                : metric.title() + ", " + contender);
            }
            if (metric.compared() && contenders.size() == 2) {
                head.add("ratio");
            } else if (metric.compared()) {
                contenders.stream()
                        .skip(1)
                        .forEach(each -> head.add(each + " / " + contenders.getFirst()));
            }
        }
        line(out, head);
        line(out, head.stream().map(cell -> cell.isEmpty() ? "---" : "---:").toList());
        for (Comparison.Outcome row : rows) {
            line(out, cells(row, metrics, contenders));
        }
        out.append('\n');
    }

    private static List<String> cells(
            Comparison.Outcome row, List<Metric> metrics, List<String> contenders) {
        var cells = new ArrayList<String>();
        cells.add(row.scenario().title());
        for (Metric metric : metrics) {
            var medians = new ArrayList<OptionalDouble>();
            for (String contender : contenders) {
                var median = Figures.median(row.of(contender), metric);
                medians.add(median);
                cells.add(median.isPresent() ? metric.show(median.getAsDouble()) : ABSENT);
            }
            if (metric.compared() && contenders.size() == 2) {
                cells.add(ratio(medians.getFirst(), medians.getLast()));
            } else if (metric.compared()) {
                medians.stream()
                        .skip(1)
                        .forEach(each -> cells.add(ratio(each, medians.getFirst())));
            }
        }
        return cells;
    }

    private static String ratio(OptionalDouble first, OptionalDouble second) {
        if (first.isEmpty() || second.isEmpty() || second.getAsDouble() == 0) {
            return ABSENT;
        }
        double ratio = first.getAsDouble() / second.getAsDouble();
        return String.format(Locale.ROOT, ratio < 10 ? "**%.2f**" : "**%.0f**", ratio);
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static void faults(StringBuilder out, List<Comparison.Outcome> outcomes) {
        var lines = new LinkedHashSet<String>();
        for (Comparison.Outcome outcome : outcomes) {
            outcome.measurements()
                    .forEach(
                            (contender, measurements) -> {
                                var faults = new LinkedHashSet<String>();
                                measurements.forEach(figures -> faults.addAll(figures.faults()));
                                if (!faults.isEmpty()) {
                                    lines.add(
                                            "- %s, %s: %s"
                                                    .formatted(
                                                            outcome.scenario().title(),
                                                            contender,
                                                            String.join("; ", faults)));
                                }
                            });
        }
        if (lines.isEmpty()) {
            out.append("Every delivery arrived, once and in order.\n");
        } else {
            out.append("Not as it should be:\n\n").append(String.join("\n", lines)).append('\n');
        }
    }

    /// One line of JSON.
    static String json(Comparison.Measurement measurement) {
        String figures =
                measurement.figures().values().entrySet().stream()
                        .map(
                                entry ->
                                        "\"%s\": %s"
                                                .formatted(
                                                        entry.getKey()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT),
                                                        entry.getValue()))
                        .collect(Collectors.joining(", "));
        String faults =
                measurement.figures().faults().stream()
                        .map(Report::quoted)
                        .collect(Collectors.joining(", "));
        return "{\"scenario\": %s, \"contender\": %s, \"round\": %d, \"figures\": {%s}, \"faults\": [%s]}"
                .formatted(
                        quoted(measurement.scenario().title()),
                        quoted(measurement.contender()),
                        measurement.round(),
                        figures,
                        faults);
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
