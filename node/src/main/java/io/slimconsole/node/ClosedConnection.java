package io.slimconsole.node;

import java.time.Instant;

/// A connection that has ended, as it was at its end.
///
/// @param detail what happened, in a sentence for the operator
public record ClosedConnection(
        ConnectionSnapshot last, CloseReason reason, String detail, Instant at) {}
