package io.slimconsole.tests.load;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Records without end until it is killed; says now and then how much was reported up to when.
///
/// Arguments: a folder, and whether to commit each time, which a change of the rules does.
final class AuditKillMain {
    private static final int MESSAGES = 400;
    private static final int PAUSE_MILLIS = 10;

    private static final AuditRules OTHERS =
            new AuditRules(
                    AuditRules.DEFAULTS.messages(),
                    AuditRules.DEFAULTS.leftOut(),
                    AuditRules.DEFAULTS.activity(),
                    AuditRules.DEFAULTS.contentOf(),
                    AuditRules.DEFAULTS.keepMessages().withAge(Duration.ofDays(29)),
                    AuditRules.DEFAULTS.keepActivity());

    private AuditKillMain() {}

    static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        boolean often = Boolean.parseBoolean(arguments[1]);
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
            if (often) {
                log.rules(activity % 2 == 0 ? AuditRules.DEFAULTS : OTHERS);
            }
            System.out.printf(
                    "%d %d %d%n", System.currentTimeMillis(), traffic.reported(), activity);
            Pause.millis(PAUSE_MILLIS);
        }
    }
}
