package io.slimconsole.tests.load;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.Verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Lets a real disk become full under load, and be read-only at a start, and looks whether the log says so, records again by itself once that is over, and lacks no more than
/// it counted.
///
/// Linux, as root: it mounts a small file system in memory at the folder that is its argument.
final class AuditFullDisk {
    private static final int MESSAGES = 2_000;
    private static final int PAUSE_MILLIS = 10;
    private static final Duration FULL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;

    /// Messages in the log before this process.
    private long before;

    private AuditFullDisk(Path folder) {
        this.folder = folder;
    }

    static void main(String[] arguments) throws IOException, InterruptedException {
        var disk = new AuditFullDisk(Path.of(arguments[0]).toAbsolutePath());
        Files.createDirectories(disk.folder);
        disk.run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs");
        try {
            System.out.println("full: " + disk.becomesFull());
            System.out.println("read-only: " + disk.isReadOnly());
        } finally {
            disk.run("umount");
        }
    }

    private String becomesFull() throws IOException, InterruptedException {
        var feed = new MessageFeed(0);
        try (AuditLog log = open(feed)) {
            var traffic = new AuditTraffic(feed);
            String said = until(traffic, () -> isInTrouble(log), log);
            long stored = log.messages().newest();
            long end = System.nanoTime() + FULL.toNanos();
            until(traffic, () -> System.nanoTime() > end, log);
            run("mount", "-o", "remount,size=256m");
            until(traffic, () -> !isInTrouble(log) && log.messages().newest() > stored, log);
            return report(log, traffic, said, stored);
        }
    }

    private String isReadOnly() throws IOException, InterruptedException {
        run("mount", "-o", "remount,ro");
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        try (AuditLog log = open(feed)) {
            var traffic = new AuditTraffic(feed);
            String said = until(traffic, () -> isInTrouble(log), log);
            long end = System.nanoTime() + FULL.toNanos();
            until(traffic, () -> System.nanoTime() > end, log);
            run("mount", "-o", "remount,rw");
            until(traffic, () -> !isInTrouble(log) && log.messages().newest() > 0, log);
            return report(log, traffic, said, 0);
        }
    }

    private AuditLog open(MessageFeed feed) {
        return AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC());
    }

    private static boolean isInTrouble(AuditLog log) {
        return log.status().trouble().isPresent();
    }

    /// Reports messages until then.
    ///
    /// @return what the log says of its trouble by then
    private static String until(AuditTraffic traffic, BooleanSupplier then, AuditLog log) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!then.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it does not happen; " + log.status());
            }
            traffic.report(MESSAGES);
            Pause.millis(PAUSE_MILLIS);
        }
        return log.status().trouble().map(AuditStatus.Trouble::text).orElse("");
    }

    private String report(AuditLog log, AuditTraffic traffic, String said, long stored) {
        await(() -> !gaps(log).isEmpty(), log);
        await(() -> kept(log) == traffic.reported(), log);
        Verification found = log.verify(_ -> {}, () -> false);
        if (!found.sound()) {
            throw new IllegalStateException(found.faults().toString());
        }
        before = log.messages().newest();
        return "%s; %d stored by then; %d of %d lost and counted; sound; %s"
                .formatted(
                        said,
                        stored,
                        log.status().messages().lost(),
                        traffic.reported(),
                        gaps(log).getFirst().text());
    }

    /// Of this process: stored, or counted as lost.
    private long kept(AuditLog log) {
        return log.messages().newest() - before + log.status().messages().lost();
    }

    private static void await(BooleanSupplier condition, AuditLog log) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("messages are missing; " + log.status());
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }

    private static List<ActivityEntry> gaps(AuditLog log) {
        try (Finding<ActivityEntry> all = log.activity().find(ActivityFilter.ALL)) {
            while (!all.progress().done()) {
                Pause.millis(PAUSE_MILLIS);
            }
            return all.page(0, (int) all.progress().found()).stream()
                    .filter(entry -> entry.kind() == ActivityKind.GAP)
                    .toList();
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(command));
        words.add(folder.toString());
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed");
        }
    }
}
