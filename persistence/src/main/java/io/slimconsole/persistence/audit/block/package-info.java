/// How entries lie in a block: columns and dictionaries, a header to search by, a keyed tag for each entry.
///
/// Start with [MessageBlock] and [ActivityBlock]: each is filled by the writer, encoded in parts or as a whole, and decoded by readers.
/// Nothing here knows of files, keys or filters. Blocks belong to one thread at a time.
@NullMarked
package io.slimconsole.persistence.audit.block;

import org.jspecify.annotations.NullMarked;
