package io.slimconsole.persistence;

import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Says which process has the database open, for the message that another one shows.
///
/// The lock itself is H2's. What a killed process left here names no one: pid and start time must both fit.
record PidFile(Path path) {
    static PidFile in(Path folder) {
        return new PidFile(folder.resolve("console.pid"));
    }

    void write() throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PrivateFiles.file(path));
        Files.writeString(path, describe(ProcessHandle.current()));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    OptionalLong pid() {
        try {
            String text = Files.readString(path).strip();
            long pid = Long.parseLong(text.split(" ", 2)[0]);
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.filter(p -> describe(p).equals(text)).isPresent()
                    ? OptionalLong.of(pid)
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException unknown) {
            return OptionalLong.empty();
        }
    }

    private static String describe(ProcessHandle process) {
        return process.pid()
                + process.info()
                        .startInstant()
                        .map(Instant::toEpochMilli)
                        .map(t -> " " + t)
                        .orElse("");
    }
}
