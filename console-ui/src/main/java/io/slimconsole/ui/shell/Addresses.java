package io.slimconsole.ui.shell;

/// Addresses as people type them.
public final class Addresses {
    private Addresses() {}

    /// `host:port`; an IPv6 address in brackets, without the zeros that it begins with.
    public static String text(String host, int port) {
        String brief = host.replaceFirst("^0(:0)+(:|$)", "::");
        return (brief.indexOf(':') >= 0 && !brief.startsWith("[") ? "[" + brief + "]" : brief)
                + ":"
                + port;
    }

    /// What a client on this machine dials to reach a node that listens on `host`: an address that stands for all
    /// interfaces is no destination.
    public static String dialable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]", "0:0:0:0:0:0:0:0" -> "::1";
            default -> host;
        };
    }
}
