package io.slimconsole.ui.app;

import io.slimconsole.ui.node.NodeServiceState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;

/// The console's few lines for whoever started it from a terminal; a program may read those on `out`. They go into
/// the log's file as well, but not a second time to the terminal: see `logback.xml`.
record Terminal(PrintStream out, PrintStream err) {
    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

    /// An answer that was asked for, or the one thing a script waits for.
    void result(String line) {
        out.println(line);
        out.flush();
        LOG.info(line);
    }

    void problem(String line) {
        err.println(line);
        err.flush();
        LOG.warn(line);
    }

    /// Says where to connect, each time a node begins to listen.
    void onNodeState(NodeServiceState state) {
        state.running()
                .flatMap(node -> node.status().address())
                .ifPresent(address -> result("SLIM node listens on " + Addresses.text(address)));
    }
}
