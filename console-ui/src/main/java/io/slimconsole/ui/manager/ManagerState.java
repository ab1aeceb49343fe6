package io.slimconsole.ui.manager;

import java.net.InetSocketAddress;

/// Whether the channel manager is served.
public sealed interface ManagerState {
    record Off() implements ManagerState {}

    /// @param authenticated whether callers have to show a token
    record Serving(InetSocketAddress address, boolean authenticated) implements ManagerState {}

    /// It should be, and can't.
    ///
    /// @param why in words for the operator
    record Failed(String why) implements ManagerState {}
}
