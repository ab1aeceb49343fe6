package io.slimconsole.tests.interop;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The console's entry point as a process of its own, as somebody calls it who has no display.
///
/// @param out what it printed as its result
record ConsoleCommand(int exitCode, String out) {
    private static final String ENTRY_POINT = "io.slimconsole.ui.app.Launcher";
    private static final long DEADLINE_SECONDS = 60;

    static ConsoleCommand run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "-Xmx128m", ENTRY_POINT));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        Process process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command + "\n" + out);
        }
        return new ConsoleCommand(process.exitValue(), out);
    }
}
