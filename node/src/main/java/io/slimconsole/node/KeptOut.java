package io.slimconsole.node;

import java.time.Instant;

/// A link that the operator does not let in any more, until [SlimNode#letIn] or the end of the node.
///
/// @param name the first name it had subscribed, for display; may be empty
public record KeptOut(String linkId, String remoteAddress, String name, Instant since) {}
