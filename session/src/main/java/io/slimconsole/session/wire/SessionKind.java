package io.slimconsole.session.wire;

/// Which kind of session a message belongs to.
///
/// @see "session.md 1.3"
public enum SessionKind {
    POINT_TO_POINT(1),
    /// All members of a channel.
    GROUP(2);

    private final int number;

    SessionKind(int number) {
        this.number = number;
    }

    /// On the wire.
    public int number() {
        return number;
    }
}
