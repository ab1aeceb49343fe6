package io.slimconsole.persistence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.proof.Manifest;
import io.slimconsole.persistence.audit.proof.ProvenLines;
import io.slimconsole.persistence.audit.seal.Generation;
import io.slimconsole.persistence.audit.seal.Sealed;
import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// Writes what was found to a file, newest first, as it is shown. The file is there when it is complete.
///
/// @param progress hears 0 to 1
/// @param cancelled is asked after each page
record Exporter(DoubleConsumer progress, BooleanSupplier cancelled) {
    private static final int PAGE = 2_048;

    /// What a manifest says beside the lines.
    record Proof(String trail, String filter, Instant at, Sealed sealed, Generation keys) {}

    /// Takes entries, one after the other.
    private interface Lines {
        void add(AuditEntry entry) throws IOException;
    }

    /// What was written.
    ///
    /// @param newest sequence of the first entry; zero without one
    private record Written(long count, long newest, long oldest) {}

    /// @return how many entries are in the file; -1 if it was cancelled, and there is none
    long export(Finding<?> found, ExportFormat format, Path target, Proof proof)
            throws IOException {
        Path half = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(half);
            Files.createFile(half, PrivateFiles.file(half));
            long count;
            try (BufferedWriter out =
                    Files.newBufferedWriter(half, UTF_8, StandardOpenOption.WRITE)) {
                count =
                        switch (format) {
                            case CSV -> csv(found, proof, out);
                            case JSON_LINES -> jsonLines(found, proof, out);
                        };
            }
            if (cancelled.getAsBoolean()) {
                return -1;
            }
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
            progress.accept(1);
            return count;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private long csv(Finding<?> found, Proof proof, BufferedWriter out) throws IOException {
        out.write(EntryCsv.head(proof.trail().equals("messages")));
        return write(found, entry -> out.write(EntryCsv.of(entry))).count();
    }

    private long jsonLines(Finding<?> found, Proof proof, BufferedWriter out) throws IOException {
        var lines = new ProvenLines(out);
        Written written = write(found, entry -> lines.add(EntryJson.of(entry)));
        lines.end(
                new Manifest(
                        proof.trail(),
                        written.count(),
                        written.newest(),
                        written.oldest(),
                        proof.filter(),
                        proof.at().toString(),
                        proof.sealed().sequence(),
                        HexFormat.of().formatHex(proof.sealed().mac()),
                        lines.chain()),
                proof.keys());
        return written.count();
    }

    private Written write(Finding<?> found, Lines lines) throws IOException {
        long position = 0;
        long count = 0;
        long newest = 0;
        long oldest = 0;
        while (!cancelled.getAsBoolean()) {
            // asked before the page: what is found after that is on a later one
            Finding.Progress now = found.progress();
            if (position >= now.found()) {
                if (now.done()) {
                    return new Written(count, newest, oldest);
                }
                Thread.onSpinWait();
                continue;
            }
            int wanted = (int) Math.min(PAGE, now.found() - position);
            List<? extends AuditEntry> page = found.page(position, wanted);
            for (AuditEntry entry : page) {
                lines.add(entry);
                newest = count == 0 ? entry.sequence() : newest;
                oldest = entry.sequence();
                count++;
            }
            position += wanted;
            progress.accept(Math.min(1, now.searched() * position / now.found()));
        }
        return new Written(count, newest, oldest);
    }
}
