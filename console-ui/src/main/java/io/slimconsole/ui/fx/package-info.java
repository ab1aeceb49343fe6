/// The bridge between the console and JavaFX: what every screen needs and no screen owns.
///
/// Start with [Sampler]: the node changes thousands of times a second and a person reads a few times, so screens
/// take snapshots at their own pace. [FxThread] is the one way onto the JavaFX application thread, [TaskRunner] the
/// one way off it. Classes live on the JavaFX application thread unless they say otherwise.
@NullMarked
package io.slimconsole.ui.fx;

import org.jspecify.annotations.NullMarked;
