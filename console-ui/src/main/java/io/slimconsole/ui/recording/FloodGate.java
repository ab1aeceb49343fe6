package io.slimconsole.ui.recording;

import io.slimconsole.persistence.audit.Activity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Keeps what peers bring about from filling the log, and so from pushing out what the operator did.
///
/// Each [Origin] has an allowance, and all of them together have one. Within both, entries pass as they are; beyond, they are
/// counted, and an entry now and then tells how many there were: after ten seconds first, and each time twice as long
/// thereafter, up to ten minutes. So no peer adds more than some entries a minute for long, whatever it does.
///
/// The table is bounded: origins that find no place in it share one for each kind. May be used on any thread.
final class FloodGate {
    static final int MOST_ORIGINS = 256;

    /// Of all origins together. It is less than may wait for the log's writer at a time.
    static final Allowance ALL = new Allowance(8_000, 60);

    private static final int LENGTH_OF_ONE = 400;
    private static final int LONGEST_TEXT = 200;

    private static final Duration FIRST_SUM = Duration.ofSeconds(10);
    private static final Duration LONGEST_SUM = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Consumer<Activity> log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Origin, Account> accounts = new HashMap<>();
    private final Tokens all;

    /// Entries that pass at once, and how many more in each minute.
    record Allowance(int atOnce, int perMinute) {}

    /// What one origin has used, and what was only counted.
    private static final class Account {
        final Tokens tokens;
        long counted;
        Optional<Activity> first = Optional.empty();
        Instant last;
        Instant due;
        Duration pause = FIRST_SUM;

        Account(Allowance allowance, Instant now) {
            tokens = new Tokens(allowance, now);
            last = now;
            due = now;
        }
    }

    private static final class Tokens {
        private final Allowance allowance;
        private double left;
        private Instant at;

        Tokens(Allowance allowance, Instant now) {
            this.allowance = allowance;
            left = allowance.atOnce();
            at = now;
        }

        void refill(Instant now) {
            if (now.isAfter(at)) {
                double minutes = Duration.between(at, now).toMillis() / 60_000.0;
                left = Math.min(allowance.atOnce(), left + minutes * allowance.perMinute());
            }
            // a clock that is set back gives nothing, and goes on from there
            at = now;
        }

        boolean has() {
            return left >= 1;
        }

        void take(int count) {
            left -= count;
        }

        boolean isFull() {
            return left >= allowance.atOnce();
        }
    }

    FloodGate(InstantSource clock, Consumer<Activity> log) {
        this.clock = clock;
        this.log = log;
        all = new Tokens(ALL, clock.instant());
    }

    /// Records something, or counts it.
    ///
    /// @param made only if it is recorded, or the first that is counted
    void record(Origin origin, Supplier<Activity> made) {
        Optional<Account> account = pass(origin, made, clock.instant());
        account.ifPresent(
                payer -> {
                    Activity activity = made.get();
                    pay(payer, length(activity) / LENGTH_OF_ONE);
                    log.accept(activity);
                });
    }

    /// What is long counts for several: peers choose names and texts.
    private void pay(Account account, int more) {
        if (more > 0) {
            lock.lock();
            try {
                account.tokens.take(more);
                all.take(more);
            } finally {
                lock.unlock();
            }
        }
    }

    private static int length(Activity activity) {
        int length =
                activity.actor().length() + activity.subject().length() + activity.text().length();
        for (String fact : activity.facts().values()) {
            length += fact.length();
        }
        return length;
    }

    /// @return who has paid for it; empty if it was counted
    private Optional<Account> pass(Origin origin, Supplier<Activity> made, Instant now) {
        lock.lock();
        try {
            Origin place = accounts.containsKey(origin) || hasRoom() ? origin : origin.others();
            Account account =
                    accounts.computeIfAbsent(place, _ -> new Account(place.allowance(), now));
            account.tokens.refill(now);
            all.refill(now);
            if (account.tokens.has() && all.has()) {
                account.tokens.take(1);
                all.take(1);
                return Optional.of(account);
            }
            count(account, made, now);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return accounts.size() < MOST_ORIGINS;
    }

    private static void count(Account account, Supplier<Activity> made, Instant now) {
        if (account.counted++ == 0) {
            account.first = Optional.of(made.get());
            account.due = now.plus(account.pause);
        }
        account.last = now;
    }

    /// Tells what was counted, where it is time for that, and forgets who has been quiet.
    void sumUp() {
        tell(false);
    }

    /// Tells all that was counted.
    void close() {
        tell(true);
    }

    private void tell(boolean everything) {
        Instant now = clock.instant();
        List<Activity> sums = new ArrayList<>();
        lock.lock();
        try {
            accounts.forEach(
                    (origin, account) -> {
                        // one whose time is far ahead was counted before the clock was set back
                        boolean due =
                                !now.isBefore(account.due)
                                        || account.due.isAfter(now.plus(LONGEST_SUM));
                        if (everything || due) {
                            account.first.ifPresent(
                                    like -> sums.add(sum(origin, account, like, now)));
                        }
                    });
            accounts.values()
                    .removeIf(
                            account -> {
                                account.tokens.refill(now);
                                return account.counted == 0 && account.tokens.isFull();
                            });
        } finally {
            lock.unlock();
        }
        sums.forEach(log);
    }

    private static Activity sum(Origin origin, Account account, Activity like, Instant now) {
        var sum =
                Activity.of(
                                now,
                                origin.kind(),
                                origin.from(),
                                origin.subject(),
                                "%d more: %s".formatted(account.counted, brief(like.text())))
                        .with("count", Long.toString(account.counted))
                        .with("first", like.at().toString())
                        .with("last", account.last.toString());
        if (!origin.reason().isEmpty()) {
            sum = sum.with("reason", origin.reason());
        }
        account.counted = 0;
        account.first = Optional.empty();
        Duration next = account.pause.multipliedBy(2);
        account.pause = next.compareTo(LONGEST_SUM) > 0 ? LONGEST_SUM : next;
        return like.success() ? sum : sum.failed();
    }

    private static String brief(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
        return text.substring(0, LONGEST_TEXT - end) + "…";
    }
}
