package io.slimconsole.mls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/// Runs the benchmarks of this module; its name keeps it out of the ordinary test run. `README.md` has the command.
///
/// `-Dbenchmarks=…` takes what the JMH command line takes: a regular expression and options.
final class Benchmarks {
    @Test
    void run() throws RunnerException, CommandLineOptionException {
        var arguments = System.getProperty("benchmarks", ".*").split(" ");

        var results = new Runner(new CommandLineOptions(arguments)).run();

        assertThat(results).isNotEmpty();
    }
}
