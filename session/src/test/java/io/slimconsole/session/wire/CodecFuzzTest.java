package io.slimconsole.session.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.Jazzer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Lets Jazzer look for bytes that do harm to who reads messages of sessions.
///
/// A short run, the same each time; with `-Dfuzz.seconds=…` a long one, another each time, which keeps what it learns and
/// finds in the folder that `-Dfuzz.folder=…` names. A process of its own: Jazzer changes the classes of the one that it is
/// in, and ends it.
final class CodecFuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final int START_AND_SHORT_RUN = 300;
    private static final int RUNS = 30_000;
    private static final int END_OF_LOG = 4_000;

    @TempDir private Path temporary;

    @Test
    void nothingIsFound() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("fuzz.folder", temporary.toString()));
        Path seeds = Files.createDirectories(temporary.resolve("seeds"));
        Path corpus = Files.createDirectories(folder.resolve("corpus-CodecFuzz"));
        Path log = folder.resolve("CodecFuzz.log");

        Process process =
                new ProcessBuilder(command(folder, corpus, seeds))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = process.waitFor(START_AND_SHORT_RUN + 2L * SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();

        if (!ended || process.exitValue() != 0) {
            fail("%s\n%s", ended ? "found something" : "did not end", end(log));
        }
        assertThat(end(log)).contains("stat::number_of_executed_units");
    }

    private static List<String> command(Path folder, Path corpus, Path seeds) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // a short run is over before it would pay to compile well
                "-XX:TieredStopAtLevel=" + (SECONDS > 0 ? 4 : 1),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfuzz.seeds=" + seeds,
                "-cp",
                System.getProperty("java.class.path"),
                Jazzer.class.getName(),
                "--target_class=" + CodecFuzz.class.getName(),
                "--instrumentation_includes=io.slimconsole.session.wire.**:io.slimconsole.node.wire.**",
                // its own detectors look for SQL, scripts and the like
                "--custom_hook_includes=none.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=%s/CodecFuzz-".formatted(folder),
                "-print_final_stats=1",
                "-timeout=20",
                "-rss_limit_mb=3000",
                SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=" + RUNS,
                SECONDS > 0 ? "-seed=0" : "-seed=9420",
                corpus.toString(),
                seeds.toString());
    }

    private static String end(Path log) throws IOException {
        String all = Files.readString(log);
        return all.substring(Math.max(0, all.length() - END_OF_LOG));
    }
}
