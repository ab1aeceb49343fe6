package io.slimconsole.session.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a node listens with gRPC.
///
/// @param tls empty for cleartext
public record NodeAddress(String host, int port, Optional<ClientTls> tls) {
    private static final String ADVICE =
            "write http://host:port for cleartext or https://host:port for TLS, for example"
                    + " http://127.0.0.1:46357";

    public NodeAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the node's host is empty; " + ADVICE);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "the node's port must be from 1 to 65535, not %d; %s".formatted(port, ADVICE));
        }
    }

    /// Parses `http://host:port`, or `https://host:port`, which means TLS with the authorities that this machine trusts.
    ///
    /// @throws IllegalArgumentException that says what would be right
    public static NodeAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no address; %s".formatted(text, ADVICE), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean cleartext = scheme.equals("http");
        if (!cleartext && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "\"%s\" begins with neither http:// nor https://; %s".formatted(text, ADVICE));
        }
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException(
                    "\"%s\" has no host, or no port; %s".formatted(text, ADVICE));
        }
        String host = uri.getHost();
        return new NodeAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort(),
                cleartext ? Optional.empty() : Optional.of(ClientTls.DEFAULT));
    }

    public NodeAddress withTls(ClientTls other) {
        return new NodeAddress(host, port, Optional.of(other));
    }

    /// As [#parse] takes it.
    @Override
    public String toString() {
        return "%s://%s:%d"
                .formatted(
                        tls.isPresent() ? "https" : "http",
                        host.contains(":") ? "[" + host + "]" : host,
                        port);
    }
}
