/// The Routes screen: the live route table, as a tree and flat, and Explain, which says where a message would go.
///
/// Start with `RoutesViewModel` and `ExplainViewModel`. `RouteTree` groups the rows by name, `RouteColumn` says what the
/// table shows of a `RouteLine`; both know no toolkit. Boards and trees live on the sampler's thread, everything else on
/// the JavaFX application thread.
@NullMarked
package io.slimconsole.ui.routes;

import org.jspecify.annotations.NullMarked;
