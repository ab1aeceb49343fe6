package io.slimconsole.ui.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times of entries: exact to the microsecond in full, short where the day is clear.
final class AuditTimes {
    private static final DateTimeFormatter OF_TODAY =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter OF_A_DAY =
            DateTimeFormatter.ofPattern("dd MMM HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private AuditTimes() {}

    /// For a table's cell.
    static String brief(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime time = at.atZone(zone);
        boolean today = time.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? OF_TODAY : OF_A_DAY).format(time);
    }

    static String full(Instant at, ZoneId zone) {
        return FULL.format(at.atZone(zone));
    }

    static String utc(Instant at) {
        return FULL.format(at.atZone(ZoneOffset.UTC)) + " UTC";
    }
}
