package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The console as its users start it, in processes of their own.
@Timeout(300)
final class LauncherProcessTest {
    @TempDir Path work;
    private String folder;

    @BeforeEach
    void name() {
        folder = work.resolve("data").toString();
    }

    @Test
    void withoutADisplayTheNodeRunsAloneAndASignalEndsItInOrder() throws Exception {
        try (var console = start("--port", "0")) {
            int port = console.port();
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(client.isConnected()).isTrue();
            }

            console.terminate();

            assertThat(console.exitCode()).isZero();
            assertThat(console.out())
                    .isEqualTo("SLIM node listens on 127.0.0.1:%d\n".formatted(port));
            assertThat(console.err())
                    .contains("No display: the node runs without the window, until Ctrl-C.\n")
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception")
                    .doesNotContain("WARNING");
            assertThat(work.resolve("data/console.pid")).doesNotExist();
            assertThat(work.resolve("data/instance.socket")).doesNotExist();
            assertThat(work.resolve("data/logs/console.log"))
                    .content()
                    .contains("SLIM node listens on 127.0.0.1:" + port)
                    .contains("SLIM Console ended");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDisplayThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        try (var console =
                ConsoleProcess.start(
                        work, Map.of("DISPLAY", ":7777"), "--data-folder", folder, "--port", "0")) {
            console.address();
            console.terminate();

            assertThat(console.exitCode()).isZero();
            assertThat(console.err())
                    .containsPattern(
                            "The window cannot open here \\(.*\\): the node runs without it, until"
                                    + " Ctrl-C.\n")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theNodeAloneCanBeAskedFor() throws Exception {
        try (var console = start("--headless", "--port", "0")) {
            console.address();
            console.terminate();

            assertThat(console.exitCode()).isZero();
            assertThat(console.err()).doesNotContain("No display");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndEndsTheRun() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var console =
                        start("--no-window", "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(console.out()).isEmpty();
            assertThat(console.err())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aSecondConsoleOnAFolderNamesTheOneThatRunsThereAlone() throws Exception {
        try (var first = start("--no-window", "--port", "0")) {
            first.address();

            try (var second = start("--port", "0")) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.err())
                        .isEqualTo(
                                """
                                SLIM Console runs already without a window on %s (process %d). End that process first, or choose another folder with --data-folder.
                                """
                                        .formatted(folder, first.pid()));
            }
        }
    }

    @Test
    void settingsOfTheCommandLineAreNotStored() throws Exception {
        try (var first = start("--no-window", "--port", "0", "--host", "127.0.0.2")) {
            assertThat(first.address()).startsWith("127.0.0.2:");
            first.terminate();
            assertThat(first.exitCode()).isZero();
        }

        try (var stores =
                Stores.open(Path.of(folder), question -> DatabaseQuestion.Choice.QUIT)
                        .orElseThrow()) {
            assertThat(stores.settings().load().node().host()).isEqualTo("127.0.0.1");
            assertThat(stores.settings().load().node().port()).isEqualTo(46_357);
        }
    }

    @Test
    void aDamagedDatabaseIsNamedAndLeftAlone() throws Exception {
        Files.createDirectories(Path.of(folder));
        Path file =
                Files.writeString(Path.of(folder, "console.mv.db"), "no database\n".repeat(500));

        try (var console = start("--no-window", "--port", "0")) {
            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(console.err())
                    .contains("The database is damaged. It is " + file)
                    .doesNotContain("\tat ");
        }
        assertThat(file).hasContent("no database\n".repeat(500));
    }

    @Test
    void aFolderThatCantBeMadeIsNamed() throws Exception {
        Path occupied = Files.writeString(work.resolve("occupied"), "a file");

        try (var console =
                ConsoleProcess.start(
                        work, "--no-window", "--data-folder", occupied.resolve("x").toString())) {
            assertThat(console.exitCode()).isEqualTo(1);
            assertThat(console.err())
                    .startsWith("The data folder " + occupied.resolve("x") + " cannot be used:")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theDataOfTheAccountIsWhereThePlatformWantsItAndPrivate() throws Exception {
        try (var console = ConsoleProcess.start(work, "--no-window", "--port", "0")) {
            console.address();
            console.terminate();
            assertThat(console.exitCode()).isZero();
        }

        Path share = work.resolve("share/slim-console");
        assertThat(share.resolve("console.mv.db")).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(share)))
                .isEqualTo("rwx------");
    }

    @Test
    void helpAndVersionAreResultsAndWrongOptionsAreNot() throws Exception {
        try (var help = ConsoleProcess.start(work, "--help");
                var version = ConsoleProcess.start(work, "--version");
                var wrong = ConsoleProcess.start(work, "--port", "65536")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.out())
                    .contains("--data-folder", "--host", "--port", "--no-window", "--headless");
            assertThat(version.exitCode()).isZero();
            assertThat(version.out()).startsWith("SLIM Console ");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).startsWith("the port must be from 0 to 65535, not 65536\n");
        }
        assertThat(work.resolve("share")).doesNotExist();
    }

    @Test
    void anExportIsVerifiedByTheSameProgramWithoutDisplayOrDataFolder() throws Exception {
        Path file = work.resolve("export.jsonl");
        export(file);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, lines.get(1).replace("operator", "nobody"));
        Path changed = Files.write(work.resolve("changed.jsonl"), lines);

        try (var sound = ConsoleProcess.start(work, "verify-export", file.toString());
                var forged = ConsoleProcess.start(work, "verify-export", changed.toString());
                var nothing = ConsoleProcess.start(work, "verify-export")) {
            assertThat(sound.exitCode()).isZero();
            assertThat(sound.out()).startsWith("SOUND: 3 entries of activity");
            assertThat(sound.err()).isEmpty();
            assertThat(forged.exitCode()).isEqualTo(1);
            assertThat(forged.out()).startsWith("CHANGED: ").endsWith("(line 2)\n");
            assertThat(nothing.exitCode()).isEqualTo(2);
            assertThat(nothing.err()).contains("FILE");
        }
        assertThat(work.resolve("share")).doesNotExist();
    }

    private void export(Path file) throws IOException {
        try (var log =
                AuditLog.open(
                        Files.createDirectory(work.resolve("log")),
                        new MessageFeed(0),
                        AuditRules.DEFAULTS,
                        Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                log.record(
                        Activity.of(
                                Instant.EPOCH.plusSeconds(i),
                                ActivityKind.OPERATOR,
                                "operator",
                                "node",
                                "Stops the node."));
            }
            Await.until("recorded", () -> log.activity().newest() == 3);
            try (var all = log.activity().find(ActivityFilter.ALL)) {
                Await.until("found", () -> all.progress().done());
                log.export(all, AuditLog.ExportFormat.JSON_LINES, file, _ -> {}, () -> false);
            }
        }
    }

    private ConsoleProcess start(String... options) throws IOException {
        String[] all = new String[options.length + 2];
        all[0] = "--data-folder";
        all[1] = folder;
        System.arraycopy(options, 0, all, 2, options.length);
        return ConsoleProcess.start(work, all);
    }
}
