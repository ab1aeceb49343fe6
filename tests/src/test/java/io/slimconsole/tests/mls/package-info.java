/// Our MLS engine in one group with other implementations of RFC 9420: `ts-mls` and `core-crypto`, which is OpenMLS.
///
/// Start with [RandomWalkTest], then [MixedGroup], which holds what has to be true after each commit. A [Member] is ours or
/// another implementation's; those of the latter live in one process for each of them, which runs a script of
/// `src/test/mls-peers`. `tests/README.md` has the rest.
@NullMarked
package io.slimconsole.tests.mls;

import org.jspecify.annotations.NullMarked;
