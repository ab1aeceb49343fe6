package io.slimconsole.session.network;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a link waits for what.
///
/// @param connect from the first packet to the end of the link negotiation
/// @param acknowledged for the answer to a subscribe; upstream's applications wait as long
/// @param stalled how long a node may take nothing of what we have for it before its link is given up
/// @param keepAlive how long a link may be silent before it is asked for a sign of life, and how long that may take
/// @param again until the first attempt after a loss; twice as long for each further one
/// @param longestPause between two attempts
record LinkTimes(
        Duration connect,
        Duration acknowledged,
        Duration stalled,
        KeepAlive keepAlive,
        Duration again,
        Duration longestPause) {
    static final LinkTimes DEFAULT =
            new LinkTimes(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    new KeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2));

    private static final int DOUBLINGS = 20;

    record KeepAlive(Duration silence, Duration answer) {}

    /// Up to a fifth shorter or longer, so that the clients of a node that was restarted don't come all at once.
    ///
    /// @param attempts that have failed since the last success
    Duration pause(int attempts, RandomGenerator random) {
        Duration doubled = again.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        long millis = Math.min(doubled.toMillis(), longestPause.toMillis());
        return Duration.ofMillis(Math.round(millis * random.nextDouble(0.8, 1.2)));
    }
}
