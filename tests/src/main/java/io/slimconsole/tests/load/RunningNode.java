package io.slimconsole.tests.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/// A node that answers on an address, and its process as far as we may look at it.
///
/// @param started the process we started for it and end with it
/// @param observed the process whose CPU time and memory are its own
record RunningNode(
        InetSocketAddress address, Optional<Process> started, Optional<ProcessHandle> observed)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
    private static final long GRACE_SECONDS = 5;

    /// Time on all CPUs since the process began; what the system counts in, mostly 10 ms.
    Optional<Duration> cpu() {
        return observed.flatMap(process -> process.info().totalCpuDuration());
    }

    /// Memory that is resident now, in MiB; empty where the system has no `/proc`.
    OptionalDouble residentMiB() {
        if (observed.isEmpty()) {
            return OptionalDouble.empty();
        }
        var status = Path.of("/proc/%d/status".formatted(observed.get().pid()));
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst();
        } catch (IOException noSuchSystem) {
            return OptionalDouble.empty();
        }
    }

    /// Ends the process, if it is ours, by ending its stdin: so it has time to say how it went.
    @Override
    public void close() {
        started.ifPresent(RunningNode::end);
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a node does not hear that it is to end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
