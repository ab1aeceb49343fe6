package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;

import java.time.Duration;

/// A message to one application, over a session of their own, and the wish for a reply.
///
/// @param to a service, of which any instance may answer, or one instance
/// @param encrypted whether the session is, with MLS
/// @param patience how long a reply is waited for once the message has left
public record Question(Name to, Payload payload, boolean encrypted, Duration patience) {}
