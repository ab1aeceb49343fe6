/// Figures, not verdicts: how fluent the window stays under a load that no person could follow.
///
/// Start with `WindowBenchmark`, which is run by hand; the module's README says how and keeps the figures.
package io.slimconsole.ui.bench;
