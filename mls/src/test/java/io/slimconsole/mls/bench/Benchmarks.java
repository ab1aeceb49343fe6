package io.slimconsole.mls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/// Runs the benchmarks of this module if `-Dbenchmarks=…` says which; `README.md` has the command.
///
/// It takes what the JMH command line takes: a regular expression and options.
@EnabledIfSystemProperty(named = "benchmarks", matches = ".+")
final class Benchmarks {
    @Test
    void run() throws RunnerException, CommandLineOptionException {
        var arguments = System.getProperty("benchmarks").split(" ");

        var results = new Runner(new CommandLineOptions(arguments)).run();

        assertThat(results).isNotEmpty();
    }
}
