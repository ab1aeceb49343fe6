/// What the tests of every module share: waiting with a deadline, a clock to set, seeds of random runs.
///
/// Uses none of our modules, so that all of them can use it.
@NullMarked
package io.slimconsole.tests.kit;

import org.jspecify.annotations.NullMarked;
