package io.slimconsole.persistence.audit.proof;

import io.slimconsole.persistence.audit.proof.ExportCheck.Result;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `verify-export`: for whoever was given an export and wants to know whether it is as it was written. Needs no data folder.
@Command(
        name = "verify-export",
        mixinStandardHelpOptions = true,
        description =
                "Tells whether an export of the audit log (JSON Lines) is as the console wrote it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it is as it was written",
            "1:it was changed, or is signed with another key than --key",
            "2:the command was not understood",
            "3:it is no export, or can't be read"
        })
public final class VerifyExport implements Callable<Integer> {
    static final int SOUND = 0;
    static final int CHANGED = 1;
    static final int UNREADABLE = 3;

    @Parameters(paramLabel = "FILE", description = "the export")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FINGERPRINT",
            description = "of the key that it has to be signed with, as the console shows it")
    private Optional<String> key = Optional.empty();

    @Spec private @Nullable CommandSpec spec;

    /// For a process of its own.
    public static void main(String[] args) {
        System.exit(new CommandLine(new VerifyExport()).execute(args));
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            return switch (ExportCheck.check(file)) {
                case Result.Sound sound -> sound(sound, out);
                case Result.Changed(long line, String what) -> {
                    out.println("CHANGED: %s (line %d)".formatted(what, line));
                    yield CHANGED;
                }
                case Result.NoExport(String why) -> {
                    out.println("NO EXPORT: %s: %s".formatted(file, why));
                    yield UNREADABLE;
                }
            };
        } catch (IOException e) {
            out.println("NOT READABLE: %s (%s)".formatted(file, e.getMessage()));
            return UNREADABLE;
        }
    }

    private int sound(Result.Sound sound, PrintWriter out) {
        Manifest manifest = sound.manifest();
        if (key.isPresent() && !plain(key.get()).equals(plain(sound.fingerprint()))) {
            out.println("CHANGED: it is signed with another key: " + sound.fingerprint());
            return CHANGED;
        }
        out.println(
                "SOUND: %d entries of %s, as they were exported at %s"
                        .formatted(manifest.entries(), manifest.trail(), manifest.exportedAt()));
        out.println("Filter: " + manifest.filter());
        out.println("Sequences: %d to %d".formatted(manifest.oldest(), manifest.newest()));
        out.println(
                "The log was sealed up to entry %d at that time."
                        .formatted(manifest.sealedSequence()));
        out.println("Signed with: " + sound.fingerprint());
        if (key.isEmpty()) {
            out.println(
                    "Whether that is the console's key, you can tell by comparing it, or with"
                            + " --key.");
        }
        return SOUND;
    }

    private static String plain(String fingerprint) {
        return fingerprint.replaceAll("[^0-9a-fA-F]", "").toLowerCase(Locale.ROOT);
    }
}
