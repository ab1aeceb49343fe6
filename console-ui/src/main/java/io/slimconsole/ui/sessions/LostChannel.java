package io.slimconsole.ui.sessions;

/// A channel that is stored and can't be gone on with.
///
/// @param sessionId unsigned 32 bits
/// @param why in words for the operator
public record LostChannel(int sessionId, String why) {}
