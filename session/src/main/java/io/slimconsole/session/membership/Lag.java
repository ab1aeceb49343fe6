package io.slimconsole.session.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a participant has missed, or is told that it has. Unchanging.
///
/// To be added anew costs all members a commit, and anybody in the group can say that there is a later epoch. So who was told so
/// in vain waits longer each time; what the moderator itself says counts at once.
///
/// @param newest epoch that we know of; where it is later than ours, we have missed something
/// @param due when we ask to be added anew, unless what is missing has come before
/// @param inVain how often in a row we asked for that while the moderator was heard
/// @param falseAlarms how often in a row nothing was missing after all
/// @see "session.md 2.13"
public record Lag(long newest, Optional<Instant> due, int inVain, int falseAlarms) {
    static final Lag NONE = new Lag(0, Optional.empty(), 0, 0);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 6;

    boolean isBehind(long epoch) {
        return Long.compareUnsigned(newest, epoch) > 0;
    }

    boolean isDue(Instant now) {
        return due.filter(time -> !now.isBefore(time)).isPresent();
    }

    /// How long somebody's word is not acted on.
    ///
    /// @param usual where nobody has raised a false alarm
    Duration wait(Duration usual) {
        if (falseAlarms == 0) {
            return usual;
        }
        Duration longer = Liveness.BEAT.multipliedBy(1L << Math.min(falseAlarms, MOST_DOUBLINGS));
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    /// There is an epoch.
    ///
    /// @param ours the one that we are in
    /// @param until if it is later than ours, when that is to be acted on
    Lag knowing(long epoch, long ours, Instant until) {
        var more =
                Long.compareUnsigned(epoch, newest) > 0
                        ? new Lag(epoch, due, inVain, falseAlarms)
                        : this;
        if (!more.isBehind(ours)) {
            return more.withDue(Optional.empty());
        }
        return more.withDue(
                due.filter(earlier -> earlier.isBefore(until)).or(() -> Optional.of(until)));
    }

    /// There is none that we don't know of, says who must know.
    Lag denied(long ours) {
        return new Lag(ours, Optional.empty(), inVain, falseAlarms);
    }

    Lag withDue(Optional<Instant> time) {
        return new Lag(newest, time, inVain, falseAlarms);
    }

    Lag onceMoreInVain() {
        return new Lag(newest, due, inVain + 1, falseAlarms);
    }

    /// We were added, or added anew.
    ///
    /// @param epoch that we are in now; the one before was that of all the others
    /// @param known the latest one of which we have the update
    Lag entered(long epoch, long known) {
        boolean isFalse = isBehind(epoch - 1);
        return new Lag(known, Optional.empty(), 0, isFalse ? falseAlarms + 1 : 0);
    }
}
