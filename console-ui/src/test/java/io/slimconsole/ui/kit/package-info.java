/// What the tests of the window share: a node that does what a test says, and a real window without a display.
///
/// Start with [FakeNode] for view models, and with [UiTest] for journeys through a window.
@NullMarked
package io.slimconsole.ui.kit;

import org.jspecify.annotations.NullMarked;
