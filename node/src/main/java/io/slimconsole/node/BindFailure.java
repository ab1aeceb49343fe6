package io.slimconsole.node;

import io.slimconsole.node.NodeException.Reason;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Says what keeps a node from listening, and what would help.
final class BindFailure {
    private BindFailure() {}

    static InetSocketAddress resolve(NodeConfig config) {
        try {
            return new InetSocketAddress(InetAddress.getByName(config.host()), config.port());
        } catch (UnknownHostException e) {
            throw new NodeException(
                    Reason.ADDRESS_INVALID,
                    "\"%s\" is no address and no host name that this machine can resolve; listen on 127.0.0.1 for this machine only, or on 0.0.0.0 for all of its addresses"
                            .formatted(config.host()),
                    e);
        }
    }

    static NodeException explain(NodeConfig config, InetSocketAddress address, IOException e) {
        String where = config.host() + ":" + config.port();
        String cause = String.valueOf(e.getMessage());
        if (cause.contains("already in use")) {
            return new NodeException(
                    Reason.ADDRESS_IN_USE,
                    "port %d on %s is taken by another program; end that program, or choose another port"
                            .formatted(config.port(), config.host()),
                    e);
        }
        if (cause.contains("ermission denied")) {
            return new NodeException(
                    Reason.ADDRESS_FORBIDDEN,
                    "the operating system does not let this program listen on %s; choose a port of 1024 or above"
                            .formatted(where),
                    e);
        }
        if (cause.contains("annot assign requested address")) {
            return new NodeException(
                    Reason.ADDRESS_INVALID,
                    "%s belongs to no network interface of this machine; listen on one of its own addresses, or on 0.0.0.0 for all of them"
                            .formatted(address.getAddress().getHostAddress()),
                    e);
        }
        return new NodeException(
                Reason.FAILED, "can't listen on %s: %s".formatted(where, cause), e);
    }
}
