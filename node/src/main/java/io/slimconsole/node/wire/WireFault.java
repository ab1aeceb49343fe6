package io.slimconsole.node.wire;

/// What makes a message that can be decoded invalid nevertheless, in the order in which it is checked.
///
/// @see "data-plane.md 2.4"
public enum WireFault {
    NONE(""),
    NO_MESSAGE_TYPE("message type not found"),
    NO_LINK_TYPE("link type is not set"),
    NO_HEADER("SLIM header not found"),
    NO_SOURCE("source not found"),
    NO_SOURCE_NAME("source encoded name not found"),
    NO_DESTINATION("destination not found"),
    NO_DESTINATION_NAME("destination encoded name not found"),
    NO_SESSION("session header not found");

    private final String text;

    WireFault(String text) {
        this.text = text;
    }

    /// As upstream words it.
    public String text() {
        return text;
    }
}
