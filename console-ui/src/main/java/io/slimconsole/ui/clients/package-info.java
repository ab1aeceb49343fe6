/// The Clients screen: every connection of the node, live, those that ended lately, and those that are kept out.
///
/// Start with `ClientsViewModel`. `ClientColumn` says what a table shows of a `ClientLine`, `ClientFilter` what is typed
/// into its filter; both know no toolkit. Boards live on the sampler's thread, everything else on the JavaFX
/// application thread.
@NullMarked
package io.slimconsole.ui.clients;

import org.jspecify.annotations.NullMarked;
