package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Writer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes what a fuzzer begins with into the folder that the system property `fuzz.seeds` names.
final class FuzzSeeds {
    private final Path folder = Path.of(System.getProperty("fuzz.seeds"));
    private int count;

    /// @param target goes in front, as the first byte
    void add(int target, byte[] seed) {
        try {
            Files.write(
                    folder.resolve("seed-%d-%d".formatted(target, count++)),
                    new Writer().uint8(target).raw(seed).toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
