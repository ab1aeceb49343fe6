package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Formats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with units as people type them: `10 000`, `4 MiB`, `1.5 s`.
final class Quantities {
    private static final Pattern NUMBER = Pattern.compile("([0-9]+(?:[.,][0-9]+)?)([a-z]*)");
    private static final Pattern SPACES = Pattern.compile("[\\s_\\u00a0\\u2009\\u202f]+");
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;
    private static final Map<String, Long> SIZES =
            Map.of(
                    "", MIB, "b", 1L, "k", KIB, "kib", KIB, "m", MIB, "mib", MIB, "g", GIB, "gib",
                    GIB);
    private static final Map<String, Long> TIMES =
            Map.of("", 1000L, "ms", 1L, "s", 1000L, "sec", 1000L, "m", 60_000L, "min", 60_000L);

    private static final Map<String, Long> AGES =
            Map.of(
                    "", 24L, "h", 1L, "d", 24L, "day", 24L, "days", 24L, "w", 168L, "weeks", 168L,
                    "y", 8760L, "a", 8760L);

    private Quantities() {}

    /// A whole number; spaces between groups of digits are fine.
    static OptionalLong count(String text) {
        String digits = SPACES.matcher(text).replaceAll("");
        return digits.matches("[0-9]{1,15}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    /// Bytes; a number without a unit means MiB.
    static OptionalLong bytes(String text) {
        return scaled(text, SIZES);
    }

    /// Milliseconds; a number without a unit means seconds.
    static OptionalLong millis(String text) {
        return scaled(text, TIMES);
    }

    /// Hours; a number without a unit means days.
    static OptionalLong hours(String text) {
        return scaled(text, AGES);
    }

    /// In days where they are whole, else in hours.
    static String ageText(Duration age) {
        return age.toHours() % 24 == 0
                ? Formats.count(age.toDays()) + " d"
                : Formats.count(age.toHours()) + " h";
    }

    /// In GiB where they are whole, else as [#bytesText].
    static String largeBytesText(long bytes) {
        return fits(bytes, GIB) ? number(bytes, GIB) + " GiB" : bytesText(bytes);
    }

    static String countText(long count) {
        return Formats.count(count);
    }

    /// In the largest unit that needs at most two decimals: nothing is rounded.
    static String bytesText(long bytes) {
        if (fits(bytes, MIB)) {
            return number(bytes, MIB) + " MiB";
        }
        return fits(bytes, KIB) ? number(bytes, KIB) + " KiB" : Formats.count(bytes) + " B";
    }

    /// Seconds where two decimals are enough, else milliseconds.
    static String millisText(long millis) {
        return fits(millis, 1000) ? number(millis, 1000) + " s" : Formats.count(millis) + " ms";
    }

    private static OptionalLong scaled(String text, Map<String, Long> units) {
        Matcher matcher =
                NUMBER.matcher(SPACES.matcher(text).replaceAll("").toLowerCase(Locale.ROOT));
        if (!matcher.matches() || matcher.group(1).length() > 15) {
            return OptionalLong.empty();
        }
        Long unit = units.get(matcher.group(2));
        if (unit == null) {
            return OptionalLong.empty();
        }
        BigDecimal value =
                new BigDecimal(matcher.group(1).replace(',', '.')).multiply(new BigDecimal(unit));
        return OptionalLong.of(value.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    private static boolean fits(long value, long unit) {
        return value >= unit && value * 100 % unit == 0;
    }

    private static String number(long value, long unit) {
        return new BigDecimal(value)
                .divide(new BigDecimal(unit), 2, RoundingMode.UNNECESSARY)
                .stripTrailingZeros()
                .toPlainString();
    }
}
