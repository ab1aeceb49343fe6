package io.slimconsole.node.name;

/// Text that is no SLIM name or instance id; the message says what was wrong and what would be right.
public final class NameFormatException extends IllegalArgumentException {
    public NameFormatException(String message) {
        super(message);
    }
}
