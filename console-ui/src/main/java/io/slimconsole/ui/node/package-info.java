/// The life of the node behind the window: start, stop, and start again with other settings.
///
/// Start with [NodeService]. It knows no toolkit; its listeners are called on its own thread.
@NullMarked
package io.slimconsole.ui.node;

import org.jspecify.annotations.NullMarked;
