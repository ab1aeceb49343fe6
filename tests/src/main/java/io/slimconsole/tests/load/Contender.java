package io.slimconsole.tests.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A node to be measured: how to get it going.
sealed interface Contender {
    String LOGBACK = "io/slimconsole/tests/load/logback.xml";

    String name();

    /// @param log where its output goes, if it has any
    RunningNode start(Path log);

    /// A command that serves on loopback; `{port}` in it stands for the port.
    record Command(String name, List<String> command, Optional<Path> folder) implements Contender {
        private static final Duration START = Duration.ofSeconds(30);
        private static final long LOOK_AGAIN_MILLIS = 20;

        @Override
        public RunningNode start(Path log) {
            try {
                Files.createDirectories(log.toAbsolutePath().getParent());
                int port = freePort();
                var filled = new ArrayList<String>();
                for (String part : command) {
                    filled.add(part.replace("{port}", Integer.toString(port)));
                }
                var builder =
                        new ProcessBuilder(filled)
                                .redirectErrorStream(true)
                                .redirectOutput(Redirect.appendTo(log.toFile()));
                folder.map(Path::toFile).ifPresent(builder::directory);
                Process process = builder.start();
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                awaitListening(process, address, log);
                return new RunningNode(
                        address, Optional.of(process), Optional.of(process.toHandle()));
            } catch (IOException e) {
                throw new UncheckedIOException("could not start " + String.join(" ", command), e);
            }
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private void awaitListening(Process process, InetSocketAddress address, Path log)
                throws IOException {
            long end = System.nanoTime() + START.toNanos();
            while (process.isAlive() && System.nanoTime() < end) {
                try (var socket = new Socket()) {
                    socket.connect(address, 1000);
                    return;
                } catch (IOException notYet) {
                    Pause.millis(LOOK_AGAIN_MILLIS);
                }
            }
            process.destroyForcibly();
            throw new IOException("%s does not listen on %s; see %s".formatted(name, address, log));
        }
    }

    /// A node that somebody else started.
    ///
    /// @param pid its process, where it runs on this machine
    record Elsewhere(String name, InetSocketAddress address, OptionalLong pid)
            implements Contender {
        @Override
        public RunningNode start(Path log) {
            Optional<ProcessHandle> process =
                    pid.isPresent() ? ProcessHandle.of(pid.getAsLong()) : Optional.empty();
            return new RunningNode(address, Optional.empty(), process);
        }
    }

    /// Our node in a process of its own: this program's class path and the flags of the product.
    static Contender ours(List<String> jvmFlags) {
        return ours("ours", jvmFlags, List.of());
    }

    /// Our node three times: with an audit log that records nothing, control only, and everything.
    ///
    /// @param folder for the logs, which are kept
    static List<Contender> audited(List<String> jvmFlags, Path folder) {
        return Stream.of("off", "control", "all")
                .map(
                        level ->
                                ours(
                                        level,
                                        jvmFlags,
                                        List.of(
                                                level,
                                                folder.resolve("{port}-" + level).toString())))
                .toList();
    }

    private static Contender ours(String name, List<String> jvmFlags, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.add("-Dlogback.configurationFile=" + LOGBACK);
        command.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        NodeMain.class.getName()));
        command.add("{port}");
        command.addAll(arguments);
        return new Command(name, List.copyOf(command), Optional.empty());
    }

    /// Upstream's own node, from the folder that the interop tests install it in.
    static Contender upstream(Path peer) {
        return new Command(
                "upstream",
                List.of("node", "node.mjs", "{\"listen\": \"127.0.0.1:{port}\"}"),
                Optional.of(peer.toAbsolutePath()));
    }
}
