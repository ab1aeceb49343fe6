package io.slimconsole.tests.load;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What one measurement gave. A metric that could not be taken is absent.
///
/// @param faults what went wrong with deliveries; empty if all are complete, in order and rightly signed
record Figures(Map<Metric, Double> values, List<String> faults) {
    Figures {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
        faults = List.copyOf(faults);
    }

    OptionalDouble value(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The median of a metric over several measurements; of an even number, the mean of the two in the middle.
    static OptionalDouble median(List<Figures> measurements, Metric metric) {
        double[] sorted =
                measurements.stream()
                        .map(figures -> figures.value(metric))
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(
                sorted.length % 2 == 1
                        ? sorted[middle]
                        : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
