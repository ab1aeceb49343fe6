package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;

import java.util.Optional;
import java.util.OptionalInt;

/// Host and port of this run, over those that are stored; the settings keep theirs.
record Overrides(Optional<String> host, OptionalInt port) {
    static Overrides of(Options options) {
        return new Overrides(options.host(), options.port());
    }

    /// What the node of this run gets. Doing it twice changes nothing more.
    NodeConfig over(NodeConfig stored) {
        return new NodeConfig(
                stored.nodeId(),
                host.orElse(stored.host()),
                port.orElse(stored.port()),
                stored.tls(),
                stored.domainName(),
                stored.requireHeaderMac(),
                stored.limits());
    }
}
