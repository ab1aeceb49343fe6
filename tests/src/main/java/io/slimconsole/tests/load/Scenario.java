package io.slimconsole.tests.load;

import java.time.Duration;
import java.util.List;

/// One thing to measure on a node.
interface Scenario {
    String title();

    /// The metrics that the report shows, in order; scenarios in a row with the same ones share a table.
    List<Metric> shown();

    /// Lays out on `node` what it takes.
    Stage prepare(Driver driver, RunningNode node);

    /// A scenario laid out on one node.
    interface Stage extends AutoCloseable {
        /// Lets the node reach its pace; nothing of it is kept.
        void warmUp(Duration duration);

        Figures measure(Duration duration);

        @Override
        void close();
    }
}
