package io.slimconsole.tests.peer;

/// The other implementation answered a command with an error.
public final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    PeerException(String who, String command, String kind, String message) {
        super("%s: %s failed with %s: %s".formatted(who, command, kind, message));
        this.kind = kind;
    }

    /// What the library calls it, for example `SessionError` or `Timeout`.
    public String kind() {
        return kind;
    }
}
