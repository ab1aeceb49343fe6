/// Sample traffic: a few real applications inside this process, so that a newcomer sees the node at work.
///
/// Start with `Samples`, the switch. The applications are `WeatherSample` (a channel with many readers) and
/// `DeskSample` (questions that any one of several instances answers).
@NullMarked
package io.slimconsole.ui.samples;

import org.jspecify.annotations.NullMarked;
