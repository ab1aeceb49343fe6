/// What all files of the data folder have in common: how H2 is asked and answers, private permissions, sealing.
///
/// Start with [H2] or [PrivateFiles]. Usable on any thread.
@NullMarked
package io.slimconsole.persistence.disk;

import org.jspecify.annotations.NullMarked;
