/// The first view: is the node well, what is it doing, how does a client reach it.
///
/// Start with [OverviewScreen]; what it says is worked out in `OverviewViewModel`, `Problems` and `Snippets`, which
/// need no toolkit.
@NullMarked
package io.slimconsole.ui.overview;

import org.jspecify.annotations.NullMarked;
