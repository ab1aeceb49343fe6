package io.slimconsole.session.network;

import io.slimconsole.node.LinkFacts;

import java.time.Duration;

/// How an application's link to its node is.
public sealed interface LinkState {
    /// @param attempt 1 for the first one after the link was lost
    record Connecting(int attempt) implements LinkState {}

    /// All names are subscribed.
    record Connected(LinkFacts facts) implements LinkState {}

    /// What is sent now is lost. The node is dialled anew.
    ///
    /// @param reason what happened, and what would help
    /// @param again until then
    record Lost(String reason, Duration again) implements LinkState {}

    /// The node is not dialled any more.
    ///
    /// @param reason what happened, and what would help; empty if we left
    record Ended(String reason) implements LinkState {}
}
