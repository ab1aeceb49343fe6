package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who was heard of lately, and when we have to say that we are there. Unchanging.
///
/// @param missed beats of each member since it was heard of, where that is more than none
/// @param beat when the next heartbeat is due
/// @param spoke whether we said something to all since the last one
/// @see "session.md 2.11"
public record Liveness(Map<Name, Integer> missed, Instant beat, boolean spoke) {
    static final Duration BEAT = Duration.ofSeconds(10);

    /// Beats after which a silent member counts as offline.
    static final int MISSED = 3;

    public Liveness {
        missed = Map.copyOf(missed);
    }

    static Liveness from(Instant now) {
        return new Liveness(Map.of(), now.plus(BEAT), false);
    }

    /// That member was heard of, or is no member any more.
    Liveness without(Name name) {
        if (!missed.containsKey(name)) {
            return this;
        }
        var fewer = new HashMap<>(missed);
        fewer.remove(name);
        return new Liveness(fewer, beat, spoke);
    }

    Liveness speaking() {
        return new Liveness(missed, beat, true);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(beat);
    }

    /// What a beat brings.
    ///
    /// @param silent who counts as offline from now on
    /// @param quiet whether the others had nothing of us since the last one
    record Beat(Liveness next, Set<Name> silent, boolean quiet) {}

    /// @param expected members that we should have heard of
    Beat beat(Instant now, Set<Name> expected) {
        var counts = new HashMap<Name, Integer>();
        var silent = new HashSet<Name>();
        for (Name name : expected) {
            int count = missed.getOrDefault(name, 0) + 1;
            if (count < MISSED) {
                counts.put(name, count);
            } else {
                silent.add(name);
            }
        }
        return new Beat(new Liveness(counts, now.plus(BEAT), false), silent, !spoke);
    }
}
