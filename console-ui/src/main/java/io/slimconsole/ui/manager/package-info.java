/// The console as a channel manager: upstream's service, for `slimctl` and scripts, over the same channels that the window shows.
///
/// Start with [io.slimconsole.ui.manager.ManagerService]. `ManagerApi` has the answers, word for word as upstream's has them.
@NullMarked
package io.slimconsole.ui.manager;

import org.jspecify.annotations.NullMarked;
