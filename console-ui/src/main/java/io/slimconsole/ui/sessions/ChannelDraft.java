package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;

/// A channel to be.
///
/// @param name three components, without instance
public record ChannelDraft(Name name, SessionOptions options) {}
