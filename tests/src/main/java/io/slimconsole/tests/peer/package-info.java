/// Upstream's implementation on this machine: what the interop tests and the load program both need of it.
///
/// Start with [PeerInstallation].
@NullMarked
package io.slimconsole.tests.peer;

import org.jspecify.annotations.NullMarked;
