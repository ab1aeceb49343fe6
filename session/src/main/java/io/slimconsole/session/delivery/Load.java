package io.slimconsole.session.delivery;

/// How much a session's delivery keeps at the moment; each figure has an upper limit.
///
/// @param unacknowledged messages on their way
/// @param unsent messages that wait for a first member
/// @param repeatable messages that others may still ask for
/// @param early messages that wait for one before them
/// @param requested messages that we have asked for
/// @param strangers senders that are not members, as far as we know
public record Load(
        int unacknowledged, int unsent, int repeatable, int early, int requested, int strangers) {}
