package io.slimconsole.tests.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Lets the contenders take turns at one scenario after the other.
///
/// Each scenario gets fresh nodes, all running at once and warmed up; then they are measured A B A B, so that whatever
/// else the machine does meets each of them alike. A node that isn't measured has no traffic.
///
/// @param log folder for what the nodes print
record Comparison(
        List<Contender> contenders,
        int rounds,
        Duration measured,
        Duration warmUp,
        int loops,
        Path log) {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /// One measurement, as it comes.
    record Measurement(Scenario scenario, String contender, int round, Figures figures) {}

    /// All measurements of one scenario, by contender.
    record Outcome(Scenario scenario, Map<String, List<Figures>> measurements) {
        List<Figures> of(String contender) {
            return measurements.getOrDefault(contender, List.of());
        }
    }

    Outcome run(Scenario scenario, Consumer<Measurement> each) {
        var outcome = new LinkedHashMap<String, List<Figures>>();
        var playing = new ArrayList<Playing>();
        try (var driver = new Driver(loops)) {
            try {
                for (Contender contender : contenders) {
                    outcome.put(contender.name(), new ArrayList<>());
                    prepare(scenario, contender, driver, playing, outcome);
                }
                for (int round = 1; round <= rounds; round++) {
                    for (Playing player : playing) {
                        Figures figures = measure(player);
                        record(outcome, player.name, figures);
                        each.accept(new Measurement(scenario, player.name, round, figures));
                    }
                }
            } finally {
                playing.forEach(Playing::close);
            }
        }
        return new Outcome(scenario, outcome);
    }

    private void prepare(
            Scenario scenario,
            Contender contender,
            Driver driver,
            List<Playing> playing,
            Map<String, List<Figures>> outcome) {
        RunningNode node = contender.start(log.resolve(contender.name() + ".log"));
        try {
            var stage = scenario.prepare(driver, node);
            playing.add(new Playing(contender.name(), node, stage));
            stage.warmUp(warmUp);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("contender", contender.name())
                    .setCause(e)
                    .log("scenario not possible");
            record(outcome, contender.name(), failed(e));
            node.close();
        }
    }

    private Figures measure(Playing player) {
        try {
            return player.stage.measure(measured);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("contender", player.name)
                    .setCause(e)
                    .log("measurement failed");
            return failed(e);
        }
    }

    private static Figures failed(RuntimeException e) {
        return new Figures(Map.of(), List.of("failed: " + e.getMessage()));
    }

    private static void record(
            Map<String, List<Figures>> outcome, String contender, Figures figures) {
        outcome.computeIfAbsent(contender, _ -> new ArrayList<>()).add(figures);
    }

    private record Playing(String name, RunningNode node, Scenario.Stage stage) {
        void close() {
            stage.close();
            node.close();
        }
    }
}
