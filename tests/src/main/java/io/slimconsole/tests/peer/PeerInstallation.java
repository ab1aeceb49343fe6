package io.slimconsole.tests.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Pinned npm packages in the build folder, with our scripts beside them.
///
/// `npm ci` runs once per content of the lock file, not once per test run.
public final class PeerInstallation {
    private static final int NODE_JS = 20;
    private static final Duration PROBE = Duration.ofSeconds(20);
    private static final Duration INSTALL = Duration.ofMinutes(5);
    private static final List<String> PINNING =
            List.of("package.json", "package-lock.json", ".npmrc");
    private static final Path SOURCES = Path.of("src", "test");
    private static final Path LINES = SOURCES.resolve("peer").resolve("lines.mjs");
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final String what;
    private final Path source;
    private final List<String> scripts;
    private final Path target;
    private final Optional<String> missing;
    private boolean installed;

    /// @param folder of this module, as Maven starts its tests and its programs there; also below `target`
    private PeerInstallation(String what, String folder, List<String> scripts) {
        this.what = what;
        this.source = SOURCES.resolve(folder).toAbsolutePath();
        this.scripts = scripts;
        this.target = Path.of("target", folder).toAbsolutePath();
        this.missing = whatIsMissing();
    }

    /// Upstream's SLIM.
    public static PeerInstallation upstream() {
        return new PeerInstallation(
                "upstream's implementation",
                "peer",
                List.of("application.mjs", "app.mjs", "node.mjs"));
    }

    /// Other implementations of MLS.
    public static PeerInstallation mls() {
        return new PeerInstallation(
                "another implementation of MLS",
                "mls-peers",
                List.of("bytes.mjs", "members.mjs", "ts-mls.mjs", "core-crypto.mjs"));
    }

    /// What has to be installed by hand before the peer can be; empty if nothing.
    public Optional<String> missing() {
        return missing;
    }

    /// Where `node_modules` and the scripts are; installs them if they are not there yet.
    public synchronized Path home() {
        if (!installed) {
            install();
            installed = true;
        }
        return target;
    }

    private void install() {
        try {
            if (!isCurrent()) {
                Files.createDirectories(target);
                Files.deleteIfExists(stamp());
                copy(PINNING);
                run(INSTALL, List.of(command("npm"), "ci"));
                Files.writeString(stamp(), fingerprint());
            }
            copy(scripts);
            Files.copy(
                    LINES,
                    target.resolve(LINES.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not put the peer into " + target, e);
        }
    }

    private boolean isCurrent() throws IOException {
        return Files.exists(stamp()) && Files.readString(stamp()).equals(fingerprint());
    }

    private Path stamp() {
        return target.resolve("installed.sha256");
    }

    private void copy(List<String> files) throws IOException {
        for (String file : files) {
            Files.copy(
                    source.resolve(file),
                    target.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String file : PINNING) {
                digest.update(Files.readAllBytes(source.resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Optional<String> whatIsMissing() {
        String need = "%s needs Node.js %d or newer and npm on the path; ".formatted(what, NODE_JS);
        try {
            String version = run(PROBE, List.of(command("node"), "--version")).strip();
            var major = Pattern.compile("v(\\d+)\\..*").matcher(version);
            if (!major.matches() || Integer.parseInt(major.group(1)) < NODE_JS) {
                return Optional.of(need + "found Node.js " + version);
            }
        } catch (IOException e) {
            return Optional.of(need + "Node.js was not found: " + e.getMessage());
        }
        try {
            if (!isCurrent()) {
                run(PROBE, List.of(command("npm"), "--version"));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(need + "npm was not found: " + e.getMessage());
        }
    }

    private static String command(String name) {
        return WINDOWS && name.equals("npm") ? "npm.cmd" : name;
    }

    private String run(Duration deadline, List<String> command) throws IOException {
        Path output = Files.createTempFile("peer", ".log");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                            .redirectOutput(output.toFile());
            if (Files.isDirectory(target)) {
                builder.directory(target.toFile());
            }
            Process process = builder.start();
            boolean ended = waitFor(process, deadline);
            String text = Files.readString(output, UTF_8);
            if (!ended) {
                throw new IOException(
                        "%s took longer than %s:%n%s".formatted(command, deadline, text));
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "%s ended with %d:%n%s".formatted(command, process.exitValue(), text));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static File nothing() {
        return new File(WINDOWS ? "NUL" : "/dev/null");
    }

    private static boolean waitFor(Process process, Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
