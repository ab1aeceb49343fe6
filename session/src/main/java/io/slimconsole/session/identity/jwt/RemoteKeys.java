package io.slimconsole.session.identity.jwt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keys that an issuer publishes.
///
/// A thread of its own fetches them: at the beginning, every hour, and when a token comes whose key is not known; then not more often
/// than every ten seconds, whatever strangers send. Where the issuer can't be reached, its last good keys are in force for a day, and
/// it is tried again and again, at longer and longer intervals up to five minutes.
public final class RemoteKeys extends KeySource {
    private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);

    /// @param refresh after which good keys are fetched anew
    /// @param keep for how long good keys are in force without the issuer
    /// @param pause between two attempts at least
    /// @param longestPause between two attempts that fail
    /// @param limit for one answer of the issuer
    record Timing(
            Duration refresh,
            Duration keep,
            Duration pause,
            Duration longestPause,
            Duration limit) {
        static final Timing DEFAULT =
                new Timing(
                        Duration.ofHours(1),
                        Duration.ofDays(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10));
    }

    /// What is known at one moment.
    ///
    /// @param fetched empty as long as there are none
    /// @param failures since then
    private record Known(
            KeySet keys,
            Optional<Instant> fetched,
            Instant tried,
            int failures,
            Optional<String> failure) {
        /// When to try again, of itself.
        Instant due(Timing timing) {
            if (failures == 0) {
                return tried.plus(fetched.isPresent() ? timing.refresh() : Duration.ZERO);
            }
            Duration pause = timing.pause();
            for (int i = 1; i < failures && pause.compareTo(timing.longestPause()) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return tried.plus(
                    pause.compareTo(timing.longestPause()) < 0 ? pause : timing.longestPause());
        }

        boolean isOutdated(Instant now, Timing timing) {
            return fetched.filter(at -> !now.isAfter(at.plus(timing.keep()))).isEmpty();
        }
    }

    private final JwksFetcher fetcher;
    private final InstantSource clock;
    private final Timing timing;
    private final Semaphore asked = new Semaphore(0);
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final Thread thread;
    private volatile Known known;

    private RemoteKeys(JwksFetcher fetcher, InstantSource clock, Timing timing) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.timing = timing;
        this.known =
                new Known(KeySet.EMPTY, Optional.empty(), clock.instant(), 0, Optional.empty());
        this.thread = Thread.ofVirtual().name("keys of " + fetcher.place()).unstarted(this::run);
    }

    /// Of a JWKS at this URL. Returns before it is fetched.
    ///
    /// @throws IdentityException if the URL is not to be trusted
    public static RemoteKeys ofUrl(URI url, InstantSource clock) throws IdentityException {
        return ofUrl(url, clock, Timing.DEFAULT);
    }

    static RemoteKeys ofUrl(URI url, InstantSource clock, Timing timing) throws IdentityException {
        return started(JwksFetcher.ofUrl(url, timing.limit()), clock, timing);
    }

    /// Of an issuer that tells itself where they are (OpenID Connect Discovery), or has them in the usual place. The issuer has to
    /// be among what is expected of tokens. Returns before it is asked.
    ///
    /// @throws IdentityException if the URL is not to be trusted
    public static RemoteKeys ofIssuer(URI issuer, InstantSource clock) throws IdentityException {
        return ofIssuer(issuer, clock, Timing.DEFAULT);
    }

    static RemoteKeys ofIssuer(URI issuer, InstantSource clock, Timing timing)
            throws IdentityException {
        return started(JwksFetcher.ofIssuer(issuer, timing.limit()), clock, timing);
    }

    private static RemoteKeys started(JwksFetcher fetcher, InstantSource clock, Timing timing) {
        var keys = new RemoteKeys(fetcher, clock, timing);
        keys.thread.start();
        return keys;
    }

    /// Waits until the issuer has been tried for the first time: for who starts up, on a thread that may wait.
    ///
    /// @return why there are no keys yet; empty if there are
    public Optional<String> awaitFirst(Duration patience) throws InterruptedException {
        if (!firstAttempt.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.of(
                    "%s has not answered within %s yet".formatted(fetcher.place(), patience));
        }
        Known now = known;
        return now.fetched().isPresent()
                ? Optional.empty()
                : Optional.of(
                        now.failure()
                                .orElse("closed before %s answered".formatted(fetcher.place())));
    }

    @Override
    KeySet current() {
        Known now = known;
        Instant instant = clock.instant();
        if (!instant.isBefore(now.due(timing))) {
            missed();
        }
        return now.isOutdated(instant, timing) ? now.keys().outdated() : now.keys();
    }

    @Override
    void missed() {
        if (asked.availablePermits()
                == 0) { // one is enough, whatever comes while a fetch is under way
            asked.release();
        }
    }

    /// When the issuer was asked last, with or without success.
    Instant lastAttempt() {
        return known.tried();
    }

    @Override
    String describe() {
        Known now = known;
        String age = now.fetched().map(at -> "of " + at).orElse("not there yet");
        String failure = now.failure().map(why -> "; " + why).orElse("");
        return "the keys of %s (%s%s)".formatted(fetcher.place(), age, failure);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                firstAttempt.countDown();
                awaitNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            firstAttempt.countDown();
        }
    }

    private void attempt() throws InterruptedException {
        Known before = known;
        try {
            List<VerificationKey> fresh =
                    KeyReader.read(new KeyFormat.Jwks(false), fetcher.fetch());
            Instant now = clock.instant();
            known =
                    new Known(
                            before.keys().next(fresh), Optional.of(now), now, 0, Optional.empty());
            log.atDebug()
                    .addKeyValue("place", fetcher.place())
                    .addKeyValue("keys", fresh.size())
                    .log("fetched");
        } catch (IdentityException e) {
            if (before.failures() == 0) {
                log.atWarn()
                        .addKeyValue("place", fetcher.place())
                        .addKeyValue("why", e.getMessage())
                        .log("no new keys; what was fetched before stays in force for a time");
            }
            known =
                    new Known(
                            before.keys(),
                            before.fetched(),
                            clock.instant(),
                            before.failures() + 1,
                            Optional.of(e.getMessage()));
        }
    }

    /// Until the time has come, or somebody asks and the last attempt is some time ago.
    private void awaitNext() throws InterruptedException {
        Instant due = known.due(timing);
        Instant earliest = known.tried().plus(timing.pause());
        while (clock.instant().isBefore(due)) {
            Duration left = Duration.between(clock.instant(), due);
            if (asked.tryAcquire(Math.max(left.toNanos(), 1), TimeUnit.NANOSECONDS)) {
                asked.drainPermits();
                due = earliest.isBefore(due) ? earliest : due;
            }
        }
        asked.drainPermits();
    }

    @Override
    public void close() {
        thread.interrupt();
        fetcher.close();
    }
}
