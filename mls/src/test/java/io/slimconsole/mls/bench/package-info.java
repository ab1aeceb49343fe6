/// How fast the module is, beside Bouncy Castle's `bcmls`: the same work for both, in one run.
///
/// Start with `Benchmarks`, which runs them; `Library` says what an implementation has to do.
@NullMarked
package io.slimconsole.mls.bench;

import org.jspecify.annotations.NullMarked;
