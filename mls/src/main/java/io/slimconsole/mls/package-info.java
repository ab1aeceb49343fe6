/// Messaging Layer Security (RFC 9420): groups whose members alone read what is said, and agree on who they are.
///
/// Start with `MlsGroup`. A group belongs to one thread at a time, and refuses a second one loudly; what it gives out is
/// unchanging. Nothing here knows a network, a disk or a window.
@NullMarked
package io.slimconsole.mls;

import org.jspecify.annotations.NullMarked;
