/// What two ends of a link agree on before anything is routed, and the header MAC that follows from it.
///
/// Start with [LinkNegotiation], a pure decision: the first message in, the reply or the reason of a refusal out.
/// [LinkOffer] is the other end of it, as an application has it, with [LinkWriter] and [LinkReader] for what follows.
/// [HeaderMac] is the key of one link, [HeaderAuthenticator] the tool that verifies and signs with it on an event loop.
@NullMarked
package io.slimconsole.node.link;

import org.jspecify.annotations.NullMarked;
