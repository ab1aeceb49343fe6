/// The keys of sessions: who may be in an MLS group, what it says to whom, and whether a command is from whom it says.
///
/// Start with [io.slimconsole.session.keys.GroupKeys]. Belongs to the thread of its session.
@NullMarked
package io.slimconsole.session.keys;

import org.jspecify.annotations.NullMarked;
