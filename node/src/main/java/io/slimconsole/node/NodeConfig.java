package io.slimconsole.node;

import java.util.Optional;
import java.util.UUID;

/// How a node listens and what it demands.
///
/// @param nodeId what it calls itself in link negotiations; stable over restarts, unique among linked nodes
/// @param host address or host name to listen on, for example `127.0.0.1`, `0.0.0.0`, `::1`
/// @param port 0 takes any free one
/// @param domainName sent as `deployment_name`; may be empty
/// @param requireHeaderMac strict: a link without a MAC key is refused, a message without a MAC dropped
public record NodeConfig(
        String nodeId,
        String host,
        int port,
        Optional<TlsConfig> tls,
        String domainName,
        boolean requireHeaderMac,
        NodeLimits limits) {

    /// The port used throughout upstream's examples.
    public static final int DEFAULT_PORT = 46357;

    public NodeConfig {
        if (nodeId.isBlank()) {
            throw new IllegalArgumentException("the node id is empty; any unique text will do");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "the listen address is empty; write 127.0.0.1 for this machine only, or 0.0.0.0"
                            + " for all");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be from 0 to 65535, not " + port);
        }
    }

    /// Loopback only, cleartext, strict, default limits, a fresh node id.
    public static NodeConfig loopback(int port) {
        return new NodeConfig(
                "node-" + UUID.randomUUID(),
                "127.0.0.1",
                port,
                Optional.empty(),
                "",
                true,
                NodeLimits.DEFAULTS);
    }

    public NodeConfig withLimits(NodeLimits other) {
        return new NodeConfig(nodeId, host, port, tls, domainName, requireHeaderMac, other);
    }

    public NodeConfig withTls(TlsConfig other) {
        return new NodeConfig(
                nodeId, host, port, Optional.of(other), domainName, requireHeaderMac, limits);
    }
}
