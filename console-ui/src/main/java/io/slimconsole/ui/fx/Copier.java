package io.slimconsole.ui.fx;

/// Puts text on the clipboard and says so.
@FunctionalInterface
public interface Copier {
    /// @param what the text is, for the message: "Copied address"; empty for no message
    void copy(String text, String what);
}
