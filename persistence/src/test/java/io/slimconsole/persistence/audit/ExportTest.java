package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.proof.ExportCheck;
import io.slimconsole.persistence.audit.proof.ExportCheck.Result;
import io.slimconsole.persistence.audit.proof.VerifyExport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(120)
final class ExportTest {
    private static final int COUNT = 7_000;

    @TempDir Path folder;

    /// Of the last export, as the log tells it.
    private String key = "";

    private Path export(ExportFormat format) throws IOException {
        Path target = folder.resolve("export");
        var messages = new RandomMessages(new Random(4));
        try (var opened = new OpenedLog(folder.resolve("data"));
                var found = opened.log.messages().find(MessageFilter.ALL)) {
            if (opened.log.messages().newest() == 0) {
                for (int i = 0; i < COUNT; i++) {
                    opened.source.add(messages.next());
                }
                opened.await(COUNT, 0);
            }
            try (var all = opened.log.messages().find(MessageFilter.ALL)) {
                var progress = new AtomicReference<>(0.0);
                assertThat(opened.log.export(all, format, target, progress::set, () -> false))
                        .isEqualTo(COUNT);
                assertThat(progress.get()).isEqualTo(1.0);
            }
            OpenedLog.await(() -> opened.log.activity().newest() == 1);
            ActivityEntry told = opened.find(ActivityFilter.ALL).getFirst();
            assertThat(told.kind()).isEqualTo(ActivityKind.EXPORTED);
            key = told.facts().get("key");
            assertThat(found.progress().found()).isBetween(0L, (long) COUNT);
        }
        return target;
    }

    private static String run(int exitCode, String... arguments) {
        var out = new StringWriter();
        var command = new CommandLine(new VerifyExport());
        command.setOut(new PrintWriter(out));
        assertThat(command.execute(arguments)).as("%s", out).isEqualTo(exitCode);
        return out.toString();
    }

    @Test
    void anExportProvesItself() throws IOException {
        Path file = export(ExportFormat.JSON_LINES);

        var sound = (Result.Sound) ExportCheck.check(file);
        assertThat(sound.manifest().entries()).isEqualTo(COUNT);
        assertThat(sound.manifest().newest()).isEqualTo(COUNT);
        assertThat(sound.manifest().oldest()).isEqualTo(1);
        assertThat(sound.manifest().filter()).isEqualTo("everything");
        assertThat(run(0, file.toString())).startsWith("SOUND: 7000 entries of messages");
        assertThat(run(0, file.toString(), "--key", key)).startsWith("SOUND");
        assertThat(run(1, file.toString(), "--key", "0000-1111"))
                .contains("signed with another key");
    }

    @Test
    void whateverIsChangedIsNamed() throws IOException {
        Path file = export(ExportFormat.JSON_LINES);
        List<String> lines = Files.readAllLines(file);

        List<String> edited = new ArrayList<>(lines);
        edited.set(99, edited.get(99).replace("\"bytes\":", "\"bytes\":1"));
        assertThat(run(1, write(edited))).contains("(line 100)");

        List<String> deleted = new ArrayList<>(lines);
        deleted.remove(50);
        assertThat(run(1, write(deleted))).contains("(line 51)");

        assertThat(run(1, write(lines.subList(0, 500)))).contains("the end is missing");

        List<String> shorter = new ArrayList<>(lines.subList(0, 500));
        shorter.add(lines.getLast());
        assertThat(run(1, write(shorter))).contains("the manifest is of 7000 other lines");

        List<String> longer = new ArrayList<>(lines);
        longer.add(lines.getFirst());
        assertThat(run(1, write(longer))).contains("behind the manifest");

        List<String> manifest = new ArrayList<>(lines);
        manifest.set(COUNT, manifest.getLast().replace("everything", "anything"));
        assertThat(run(1, write(manifest))).contains("the manifest was changed");

        assertThat(run(0, write(lines))).startsWith("SOUND");
    }

    private String write(List<String> lines) throws IOException {
        return Files.write(folder.resolve("changed"), lines).toString();
    }

    @Test
    void whatIsNoExportIsSaid() throws IOException {
        assertThat(run(3, folder.resolve("nothing").toString())).startsWith("NOT READABLE");
        Path text = Files.writeString(folder.resolve("text"), "hello\n");
        assertThat(run(3, text.toString())).startsWith("NO EXPORT");
        assertThat(run(3, export(ExportFormat.CSV).toString())).startsWith("NO EXPORT");
    }

    @Test
    void aSpreadsheetGetsNoFormulas() throws IOException {
        List<String> lines = Files.readAllLines(export(ExportFormat.CSV));

        assertThat(lines).hasSize(COUNT + 1);
        assertThat(lines.getFirst()).startsWith("sequence,at,out,source,destination");
        assertThat(EntryCsv.field("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
        assertThat(EntryCsv.field("@a")).isEqualTo("'@a");
        assertThat(EntryCsv.field("a,b")).isEqualTo("\"a,b\"");
        assertThat(EntryCsv.field("plain")).isEqualTo("plain");
    }

    @Test
    void aCancelledExportLeavesNothing() throws IOException {
        export(ExportFormat.CSV);
        Path target = folder.resolve("cancelled");
        try (var opened = new OpenedLog(folder.resolve("data"));
                var found = opened.log.messages().find(MessageFilter.ALL)) {
            assertThat(opened.log.export(found, ExportFormat.CSV, target, _ -> {}, () -> true))
                    .isZero();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("cancelled"));
        }
    }
}
