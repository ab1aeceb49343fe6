package io.slimconsole.ui.fx;

import io.slimconsole.node.name.NameId;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers, sizes and times as the console writes them: short, exact where it matters, and comparable in a column.
///
/// Pure; usable on any thread.
public final class Formats {
    /// Stands between groups of three digits; does not break a line.
    public static final char THIN_SPACE = '\u202f';

    /// What is shown where there is nothing to show.
    public static final String NONE = "–";

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Formats() {}

    /// `1 234 567`, with thin spaces.
    public static String count(long value) {
        String digits = Long.toString(value);
        int first = value < 0 ? 1 : 0;
        var text = new StringBuilder(digits.length() + digits.length() / 3);
        for (int i = 0; i < digits.length(); i++) {
            int left = digits.length() - i;
            if (i > first && left % 3 == 0) {
                text.append(THIN_SPACE);
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /// `1 route`, `1 204 routes`.
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    /// `512 B`, `1.5 KiB`, `3.9 MiB`.
    public static String bytes(double value) {
        double rest = value;
        int unit = 0;
        while (rest >= 1024 && unit < BYTE_UNITS.length - 1) {
            rest /= 1024;
            unit++;
        }
        String number =
                unit == 0 || rest >= 100
                        ? count(Math.round(rest))
                        : String.format(Locale.ROOT, "%.1f", rest);
        return number + " " + BYTE_UNITS[unit];
    }

    /// The same, of a whole number.
    public static String bytes(long value) {
        return bytes((double) value);
    }

    /// `0`, `0.4`, `12.5`, `1 204`: as many digits as a person can use. Without a unit.
    public static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        if (perSecond < 0.05) {
            return "<0.1";
        }
        return perSecond < 99.95
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : count(Math.round(perSecond));
    }

    /// `1 204 msg/s`.
    public static String messageRate(double perSecond) {
        return rate(perSecond) + " msg/s";
    }

    /// `1.5 MiB/s`.
    public static String byteRate(double perSecond) {
        return bytes(perSecond) + "/s";
    }

    /// `now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 d ago`.
    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.compareTo(Duration.ofSeconds(1)) < 0 ? "now" : age(age) + " ago";
    }

    /// The largest unit only, cut off: `59 s`, `3 min`, `2 h`, `5 d`.
    public static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h";
        }
        return count(seconds / 86_400) + " d";
    }

    /// The two largest units: `59 s`, `3 min 20 s`, `2 h 5 min`, `5 d 3 h`.
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /// `2026-11-27 02:09:14`, in `zone`.
    public static String time(Instant instant, ZoneId zone) {
        return ABSOLUTE.format(instant.atZone(zone));
    }

    /// `02:09:14`, in `zone`.
    public static String clock(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone));
    }

    /// An instance id for a table: its first eight digits, `any` for none in particular.
    public static String shortId(NameId id) {
        return id.isNull() ? "any" : id.toString().substring(0, 8);
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = count(large) + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }
}
