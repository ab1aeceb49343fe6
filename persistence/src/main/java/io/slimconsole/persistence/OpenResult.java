package io.slimconsole.persistence;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// How opening a [Database] ended. Whatever it is but [Opened], no stored byte was changed.
public sealed interface OpenResult {
    /// @param notes what an operator should know, in sentences: a migration and its backup copy, a stored value that
    ///     could not be read
    record Opened(Database database, List<String> notes) implements OpenResult {
        public Opened {
            notes = List.copyOf(notes);
        }
    }

    /// Another process uses the file.
    ///
    /// @param pid of that process, where it is known
    record Locked(Path file, OptionalLong pid) implements OpenResult {}

    /// The file is no readable database; it is kept aside when the operator starts afresh.
    record Damaged(Path file, String detail) implements OpenResult {}

    /// A newer console wrote the file.
    ///
    /// @param stored the version that the file has
    /// @param supported the newest version that this console knows
    record Newer(Path file, String stored, String supported) implements OpenResult {}

    /// The folder or the file can't be created, read or written.
    record Unwritable(Path folder, String detail) implements OpenResult {}

    record DiskFull(Path folder, String detail) implements OpenResult {}
}
