/// The Messages and Activity screens: what passed the node and what happened in it, from the audit log.
///
/// Start with `TrailViewModel`, which both screens share: `TrailSearch` follows what was asked for through the log on a
/// sampler's thread, and the window reads the rows in sight. `MessageQuery` and `ActivityQuery` say what can be typed into
/// the filters. Everything but searching lives on the JavaFX application thread.
@NullMarked
package io.slimconsole.ui.audit;

import org.jspecify.annotations.NullMarked;
