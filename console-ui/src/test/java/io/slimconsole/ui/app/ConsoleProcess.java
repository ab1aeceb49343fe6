package io.slimconsole.ui.app;

import io.slimconsole.tests.kit.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The console as a process of its own, started as its users do; ended at the latest when it is closed.
final class ConsoleProcess implements AutoCloseable {
    /// A JVM of its own on a machine that runs many tests at once; a test that passes never waits for it.
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private static final Pattern LISTENS =
            Pattern.compile("^SLIM node listens on (\\S+:[0-9]+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path out;
    private final Path err;

    private ConsoleProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// Without a display.
    ///
    /// @param work for what it prints
    static ConsoleProcess start(Path work, String... options) throws IOException {
        return start(work, Map.of(), options);
    }

    /// @param environment more variables
    static ConsoleProcess start(Path work, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--add-modules",
                        "javafx.controls",
                        "-Djavafx.cachedir=" + System.getProperty("javafx.cachedir")));
        command.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName()));
        command.addAll(Arrays.asList(options));
        Path out = Files.createTempFile(work, "out", ".txt");
        Path err = Files.createTempFile(work, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().put("XDG_DATA_HOME", work.resolve("share").toString());
        builder.environment().putAll(environment);
        return new ConsoleProcess(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    /// Waits until the node listens.
    ///
    /// @return host and port
    String address() {
        Await.until(
                "the node listens, or the process has ended",
                DEADLINE,
                () -> listening().isPresent() || !process.isAlive());
        return listening()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "ended without listening: %s%s".formatted(out(), err())));
    }

    private Optional<String> listening() {
        Matcher matcher = LISTENS.matcher(out());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    int port() {
        String address = address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /// As `kill` does, and Ctrl-C in much the same way.
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: %s%s".formatted(out(), err()));
        }
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
