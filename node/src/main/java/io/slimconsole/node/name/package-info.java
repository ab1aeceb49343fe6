/// SLIM names: as people write them, as the wire carries them.
///
/// Start with [Name]. Its [EncodedName] is what routing compares; the strings are for people.
/// Values only, usable on any thread.
@NullMarked
package io.slimconsole.node.name;

import org.jspecify.annotations.NullMarked;
