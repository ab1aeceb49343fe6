/// The primitives of a cipher suite (RFC 9420 §5) over the JDK and Bouncy Castle, whichever is faster.
///
/// Start with `CipherSuite`. Everything here is stateless and may be used on any thread.
@NullMarked
package io.slimconsole.mls.crypto;

import org.jspecify.annotations.NullMarked;
