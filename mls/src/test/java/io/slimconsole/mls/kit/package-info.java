/// What the tests of MLS share. Start with `Vectors`, which reads the published test vectors.
@NullMarked
package io.slimconsole.mls.kit;

import org.jspecify.annotations.NullMarked;
