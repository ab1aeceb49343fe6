package io.slimconsole.persistence;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// How [Database#open(java.nio.file.Path)] ended. Whatever it is but [Opened], the file is still there.
public sealed interface OpenResult {
    /// @param notes what the operator should know
    record Opened(Database database, List<Note> notes) implements OpenResult {
        public Opened {
            notes = List.copyOf(notes);
        }
    }

    /// There is no database to work with.
    sealed interface NotOpened extends OpenResult {}

    /// Another process uses the file.
    ///
    /// @param pid of that process, where it is known
    record Locked(Path file, OptionalLong pid) implements NotOpened {}

    /// The file is no readable database; [Database#setAside(java.nio.file.Path)] makes room for a new one and keeps it.
    record Damaged(Path file, String detail) implements NotOpened {}

    /// A newer console wrote the file.
    ///
    /// @param stored the version that the file has
    /// @param supported the newest version that this console knows
    record Newer(Path file, String stored, String supported) implements NotOpened {}

    /// The folder or the file can't be created, read or written.
    record Unwritable(Path folder, String detail) implements NotOpened {}

    record DiskFull(Path folder, String detail) implements NotOpened {}
}
