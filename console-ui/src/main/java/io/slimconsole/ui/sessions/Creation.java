package io.slimconsole.ui.sessions;

/// How the making of a channel ended.
public sealed interface Creation {
    /// @param sessionId unsigned 32 bits
    record Created(int sessionId) implements Creation {}

    /// We moderate one of that name already.
    record Exists(int sessionId) implements Creation {}

    /// @param why in words for the operator
    record NotPossible(String why) implements Creation {}
}
