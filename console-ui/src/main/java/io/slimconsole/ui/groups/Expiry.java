package io.slimconsole.ui.groups;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When a key package must not be used any more, and how near that is.
///
/// @param end [Instant#MAX] or something of that kind stands for never
record Expiry(Instant end, Nearness nearness) {
    /// From here on it is warned of.
    static final Duration NEAR = Duration.ofHours(24);

    /// Further away than anybody plans: some applications make key packages without an end.
    private static final Duration NEVER = Duration.ofDays(200 * 365);

    enum Nearness {
        OVER,
        NEAR,
        FAR,
        NEVER
    }

    static Expiry of(Instant end, Instant now) {
        Nearness nearness;
        if (end.isBefore(now)) {
            nearness = Nearness.OVER;
        } else if (end.isBefore(now.plus(NEAR))) {
            nearness = Nearness.NEAR;
        } else if (end.isBefore(now.plus(NEVER))) {
            nearness = Nearness.FAR;
        } else {
            nearness = Nearness.NEVER;
        }
        return new Expiry(end, nearness);
    }

    boolean isWarned() {
        return nearness == Nearness.OVER || nearness == Nearness.NEAR;
    }

    /// `in 2 h`, `3 d ago`, `never`
    String words(Texts texts, Instant now) {
        return switch (nearness) {
            case OVER -> Formats.ago(end, now);
            case NEAR, FAR -> texts.get("expiry.in", Formats.age(Duration.between(now, end)));
            case NEVER -> texts.get("expiry.never");
        };
    }

    /// A time as people write it; of one that will never be, its year at most.
    static String time(Instant end, ZoneId zone) {
        return end.getEpochSecond() > Instant.parse("9999-12-31T00:00:00Z").getEpochSecond()
                ? "9999+"
                : Formats.time(end, zone);
    }
}
