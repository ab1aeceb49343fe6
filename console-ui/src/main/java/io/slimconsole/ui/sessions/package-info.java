/// The console as an application of its own network: the channels that it moderates, while nodes come and go below it.
///
/// Start with [io.slimconsole.ui.sessions.Channels].
@NullMarked
package io.slimconsole.ui.sessions;

import org.jspecify.annotations.NullMarked;
