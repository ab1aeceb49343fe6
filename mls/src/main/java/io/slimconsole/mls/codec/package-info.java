/// The presentation language of TLS as MLS uses it (RFC 9420 §2.1): numbers, vectors with a length in front, options.
///
/// Start with [Reader], which never reads past its end and never takes more memory than its input has, and with
/// [Writer]. Both belong to one thread.
@NullMarked
package io.slimconsole.mls.codec;

import org.jspecify.annotations.NullMarked;
