package io.slimconsole.persistence;

import java.nio.file.Path;

/// Something that an operator should know about a database that did open.
public sealed interface Note {
    /// The schema was brought up to date.
    ///
    /// @param backup the file as it was before
    record Migrated(int from, int to, Path backup) implements Note {}

    /// A stored setting could not be read. It stays stored until that setting is saved with another value.
    ///
    /// @param name for example `node.port`
    /// @param stored as it is in the file
    /// @param used instead; empty if there is none
    /// @param why in words
    record UnreadableSetting(String name, String stored, String used, String why) implements Note {}

    /// A backup has taken the place of the data.
    ///
    /// @param aside where that is now
    record Restored(Path backup, Path aside) implements Note {}

    /// A backup was to take the place of the data, and did not.
    ///
    /// @param why what is wrong with it
    record NotRestored(Path backup, String why) implements Note {}
}
