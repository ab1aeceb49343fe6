package io.slimconsole.persistence;

import io.slimconsole.node.NodeConfig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/// A process of its own with a database open: holds it until its input ends, or saves settings without end and prints
/// the port of each save that returned.
final class DatabaseProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private DatabaseProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static void main(String[] args) throws IOException {
        Database database = ((OpenResult.Opened) Database.open(Path.of(args[1]))).database();
        System.out.println("open");
        if (args[0].equals("save")) {
            for (int port = 1; ; port = port % 65_535 + 1) {
                database.settings()
                        .save(ConsoleSettings.defaults().withNode(NodeConfig.loopback(port)));
                System.out.println(port);
            }
        }
        while (System.in.read() >= 0) {
            // the parent closes our input to end us
        }
        database.close();
    }

    static DatabaseProcess start(String what, Path folder) throws IOException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx128m",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                DatabaseProcess.class.getName(),
                                what,
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var started = new DatabaseProcess(process);
        if (!"open".equals(started.output.readLine())) {
            started.close();
            throw new IOException("the process did not open " + folder);
        }
        return started;
    }

    long pid() {
        return process.pid();
    }

    String nextLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process has ended");
        }
        return line;
    }

    /// As `kill -9` does. Returns the last line that it had printed.
    String kill(String lastSeen) throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        String last = lastSeen;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
        }
        return last;
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
}
