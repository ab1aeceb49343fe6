/// Ratchet trees (RFC 9420 §4 and §7): who is where in a group, and with which keys.
///
/// Start with `RatchetTree`. `TreeMath` knows the shape, `LeafNode` and `ParentNode` what stands at its places. All of it
/// is unchanging; a tree that was changed is another tree.
@NullMarked
package io.slimconsole.mls.tree;

import org.jspecify.annotations.NullMarked;
