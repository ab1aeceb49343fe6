package io.slimconsole.tests.load;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Kills a process that records under load, again and again at random moments, and looks at what is left: the log has to be sound, and to
/// have all that was reported a second before.
///
/// Every second process commits many times a second, so that room in the file is freed and used again often, and is killed while it is.
///
/// Arguments: how often, a seed, a folder, the longest life in milliseconds.
final class AuditKill {
    /// What may be lost, and what a machine with other work takes between a report and its line.
    private static final long LOST_MILLIS = 1_000;

    private static final int MOST_LIFE_MILLIS = 3_000;

    private final Path folder;
    private final Random random;
    private final int longestMillis;
    private long messages;
    private long activity;

    AuditKill(Path folder, long seed) {
        this(folder, seed, MOST_LIFE_MILLIS);
    }

    private AuditKill(Path folder, long seed, int longestMillis) {
        this.folder = folder;
        this.longestMillis = longestMillis;
        this.random = new Random(seed);
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Path folder =
                arguments.length > 2
                        ? Path.of(arguments[2])
                        : Files.createTempDirectory("audit-kill");
        int longest = arguments.length > 3 ? Integer.parseInt(arguments[3]) : MOST_LIFE_MILLIS;
        var kill = new AuditKill(folder, seed, longest);
        for (int i = 1; i <= kills; i++) {
            System.out.println(i + ": " + kill.once());
        }
    }

    /// @param reported messages that had been reported a second before the kill
    /// @param stored messages of that process which are in the log
    record Outcome(long reported, long stored, Verification found) {
        @Override
        public String toString() {
            return "%d of %d messages kept; %s"
                    .formatted(
                            Math.min(stored, reported),
                            reported,
                            found.sound() ? "sound" : found.faults());
        }
    }

    /// Starts a process, kills it, and looks.
    ///
    /// @throws IllegalStateException if the log is not sound, or lacks what it should have
    Outcome once() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                AuditKillMain.class.getName(),
                                folder.toString(),
                                Boolean.toString(random.nextBoolean()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            return look(kill(process));
        } finally {
            process.destroyForcibly();
        }
    }

    /// @return messages and activity that had been reported a second before it ended
    private long[] kill(Process process) throws IOException, InterruptedException {
        List<long[]> lines = new ArrayList<>();
        BufferedReader output = process.inputReader();
        long until = Long.MAX_VALUE;
        long life = random.nextInt(longestMillis);
        for (String line = output.readLine();
                line != null && System.currentTimeMillis() < until;
                line = output.readLine()) {
            if (until == Long.MAX_VALUE) {
                until = System.currentTimeMillis() + life;
            }
            lines.add(numbers(line));
        }
        if (lines.isEmpty() || !process.isAlive()) {
            throw new IllegalStateException("the process ended by itself, and was not killed");
        }
        long killed = System.currentTimeMillis();
        process.destroyForcibly();
        process.waitFor();
        var last = new long[3];
        for (long[] line : lines) {
            if (line[0] <= killed - LOST_MILLIS) {
                last = line;
            }
        }
        return last;
    }

    private static long[] numbers(String line) {
        String[] parts = line.split(" ", -1);
        return new long[] {
            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])
        };
    }

    private Outcome look(long[] reported) {
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        try (AuditLog log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC())) {
            if (log.status().trouble().isPresent()) {
                throw new IllegalStateException(log.status().trouble().get().text());
            }
            long newMessages = log.messages().newest() - messages;
            long newActivity = log.activity().newest() - activity;
            Verification found = log.verify(_ -> {}, () -> false);
            var outcome = new Outcome(reported[1], newMessages, found);
            if (!found.sound() || newMessages < reported[1] || newActivity < reported[2]) {
                throw new IllegalStateException(
                        "%s; %d of %d changes kept".formatted(outcome, newActivity, reported[2]));
            }
            messages += newMessages;
            return outcome;
        } finally {
            // what verification recorded is there when the log is closed
            activity = newestActivity();
        }
    }

    private long newestActivity() {
        try (AuditLog log =
                AuditLog.open(
                        folder,
                        new MessageFeed(AuditLog.lastRun(folder)),
                        AuditRules.DEFAULTS,
                        Clock.systemUTC())) {
            return log.activity().newest();
        }
    }
}
