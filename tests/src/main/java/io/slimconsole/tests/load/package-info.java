/// Drives any SLIM data-plane node over its own wire and measures it; sets nodes side by side in one run.
///
/// Start with `LoadProgram` (what can be asked for) and `Scenarios` (what is measured); a `Scenario` lays out its
/// links on one node, `Comparison` lets the contenders take turns, `Report` prints. The driver has to cost less than
/// the node it drives, or it would measure itself: so a publish is encoded and signed once and sent again and again (the
/// header MAC covers no counter), and HTTP/2 and gRPC are as thin here as one call per connection allows
/// (`CallHandler`). It shares no wire code with our node, whose mistakes it would otherwise repeat.
///
/// `SessionLoad` does the same for the session layer: a `GroupUnderLoad` is one of ours or one of upstream's.
///
/// All of a link's state belongs to its event loop; scenarios run on the main thread.
@NullMarked
package io.slimconsole.tests.load;

import org.jspecify.annotations.NullMarked;
