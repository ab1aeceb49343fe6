package io.slimconsole.ui.manager;

/// Hears of calls that were not let in, on gRPC's threads: it must return at once.
@FunctionalInterface
public interface RefusedCalls {
    /// @param peer host and port
    /// @param method with its service
    /// @param why never with what was shown instead of the token
    void refused(String peer, String method, String why);
}
