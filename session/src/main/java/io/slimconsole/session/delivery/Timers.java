package io.slimconsole.session.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// When to repeat what, and when to give up. All run at the same interval, and time does not go back: so they are due in
/// the order in which they were started.
final class Timers<K> {
    private record Running(Instant due, int repeated) {}

    /// @param last whether it will not run again
    record Expired<K>(K key, boolean last) {}

    private final Duration interval;
    private final int retries;
    private final SequencedMap<K, Running> running = new LinkedHashMap<>();

    /// @param reliability empty if none is ever started
    Timers(Optional<Reliability> reliability) {
        interval = reliability.map(Reliability::interval).orElse(Duration.ZERO);
        retries = reliability.map(Reliability::retries).orElse(0);
    }

    /// @param key of something that was sent just now, for the first time
    void start(K key, Instant now) {
        running.putLast(key, new Running(now.plus(interval), 0));
    }

    void stop(K key) {
        running.remove(key);
    }

    int size() {
        return running.size();
    }

    Optional<Instant> next() {
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(running.firstEntry().getValue().due());
    }

    /// One that is due; call until there is none.
    Optional<Expired<K>> expire(Instant now) {
        if (next().filter(due -> !due.isAfter(now)).isEmpty()) {
            return Optional.empty();
        }
        var first = running.pollFirstEntry();
        int repeated = first.getValue().repeated();
        if (repeated < retries) {
            running.putLast(first.getKey(), new Running(now.plus(interval), repeated + 1));
        }
        return Optional.of(new Expired<>(first.getKey(), repeated >= retries));
    }
}
