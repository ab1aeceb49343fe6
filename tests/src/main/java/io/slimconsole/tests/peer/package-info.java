/// Other implementations on this machine: what the interop tests, the MLS tests and the load program need of them.
///
/// Start with [PeerInstallation]; [PeerProcess] drives what is installed.
@NullMarked
package io.slimconsole.tests.peer;

import org.jspecify.annotations.NullMarked;
