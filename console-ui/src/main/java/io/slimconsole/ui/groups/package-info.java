/// The MLS group of a channel, for people to look at: its facts, its ratchet tree, its members' keys, and what its commits
/// did. There is no secret in it.
///
/// Start with [io.slimconsole.ui.groups.GroupPane], which the page of a channel shows; `GroupViewModel` says what is on it,
/// and `TreeShape` where the nodes of a tree are drawn. All of it belongs to the JavaFX application thread.
@NullMarked
package io.slimconsole.ui.groups;

import org.jspecify.annotations.NullMarked;
