package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;

/// Whether the console can moderate channels.
public sealed interface ChannelsState {
    /// It has no secret yet that it shares with applications; [Channels#identify] gives it one.
    record NoIdentity() implements ChannelsState {}

    /// Its node doesn't run. Channels wait, and go on with the next one.
    record NodeDown() implements ChannelsState {}

    /// @param self its name, with the instance
    record Ready(Name self) implements ChannelsState {}

    /// It could not take part.
    ///
    /// @param why in words for the operator
    record Failed(String why) implements ChannelsState {}
}
