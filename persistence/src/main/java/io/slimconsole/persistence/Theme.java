package io.slimconsole.persistence;

/// How the window is coloured.
public enum Theme {
    /// As the desktop is.
    SYSTEM,
    LIGHT,
    DARK
}
