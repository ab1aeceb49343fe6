package io.slimconsole.tests.load;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/// Records without end until it is killed; says now and then how much was reported up to when.
final class AuditKillMain {
    private static final int MESSAGES = 400;
    private static final int PAUSE_MILLIS = 10;

    private AuditKillMain() {}

    static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        var feed = new MessageFeed(AuditLog.lastRun(folder));
        AuditLog log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC());
        var traffic = new AuditTraffic(feed);
        System.out.println("0 0 0");
        for (long activity = 1; ; activity++) {
            traffic.report(MESSAGES);
            log.record(
                    Activity.of(
                            Instant.now(),
                            ActivityKind.OPERATOR,
                            "operator",
                            "nothing",
                            "Change number " + activity));
            System.out.printf(
                    "%d %d %d%n", System.currentTimeMillis(), traffic.reported(), activity);
            Pause.millis(PAUSE_MILLIS);
        }
    }
}
