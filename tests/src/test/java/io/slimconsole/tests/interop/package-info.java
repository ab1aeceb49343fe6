/// Our node and upstream's applications, talking to each other.
///
/// Start with [PointToPointTest], then [Scenario], which starts what a test needs and ends it again. The other
/// implementation is the npm package pinned in `src/test/peer`; [PeerInstallation][io.slimconsole.tests.peer.PeerInstallation] puts it into the build folder, and
/// each of its applications is a process of its own ([Application] over [PeerProcess][io.slimconsole.tests.peer.PeerProcess]). `tests/README.md` has the rest.
@NullMarked
package io.slimconsole.tests.interop;

import org.jspecify.annotations.NullMarked;
