/// Where the state of groups is kept: a port for the application, which has the disk and the keys.
///
/// Start with [io.slimconsole.mls.state.GroupStorage], which groups write to before anybody hears of a change. Called on the
/// thread that works on a group.
@NullMarked
package io.slimconsole.mls.state;

import org.jspecify.annotations.NullMarked;
