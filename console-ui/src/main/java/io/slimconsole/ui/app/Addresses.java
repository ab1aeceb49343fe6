package io.slimconsole.ui.app;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// Addresses as a person types them into a client.
final class Addresses {
    private Addresses() {}

    static String text(InetSocketAddress address) {
        return of(
                address.getAddress() instanceof Inet6Address six
                        ? six.getHostAddress()
                        : address.getHostString(),
                address.getPort());
    }

    static String of(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
