/// What goes over the wire, as records (RFC 9420 §6, and the structures of §8 and §10 to §12 that are framed), and how
/// content is signed, encrypted, and taken out again.
///
/// Start with `MlsMessage`. All of it is unchanging; reading a message checks that it is well-formed and nothing else.
@NullMarked
package io.slimconsole.mls.framing;

import org.jspecify.annotations.NullMarked;
