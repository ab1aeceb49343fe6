package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.Traffic;
import io.slimconsole.ui.table.RateWindow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// One open connection as its row shows it.
///
/// @param base the totals that the next rates are worked out from
/// @param stuck its negotiation takes longer than it should
record ClientLine(ConnectionSnapshot now, Traffic base, Rates rates, boolean stuck) {
    /// Negotiating takes two messages; after this long something is wrong with the other end.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Per second; [RateWindow#UNKNOWN] at first.
    record Rates(double messagesIn, double bytesIn, double messagesOut, double bytesOut) {
        static final Rates UNKNOWN =
                new Rates(
                        RateWindow.UNKNOWN,
                        RateWindow.UNKNOWN,
                        RateWindow.UNKNOWN,
                        RateWindow.UNKNOWN);
        static final Rates ZERO = new Rates(0, 0, 0, 0);
    }

    /// What an operator would want to look into.
    enum Problem {
        CONGESTED,
        NOT_NEGOTIATED,
        DROPPED,
        NO_MAC
    }

    /// The line after a sample.
    ///
    /// @return `before` itself where nothing has changed
    static ClientLine next(
            ConnectionSnapshot now,
            @Nullable ClientLine before,
            RateWindow.Step step,
            RateWindow window,
            Instant at) {
        boolean stuck =
                now.state() == ConnectionState.NEGOTIATING
                        && now.since().plus(PATIENCE).isBefore(at);
        if (before == null) {
            // it came in while we watched: what it has sent since counts for its first second
            return step == RateWindow.Step.START
                    ? new ClientLine(now, now.traffic(), Rates.UNKNOWN, stuck)
                    : new ClientLine(now, Traffic.NONE, Rates.UNKNOWN, stuck);
        }
        Traffic base = before.base();
        Rates rates = before.rates();
        switch (step) {
            case START -> {
                base = now.traffic();
                rates = Rates.UNKNOWN;
            }
            case TURN -> {
                rates =
                        base.equals(now.traffic())
                                ? Rates.ZERO
                                : rates(now.traffic(), base, window);
                base = now.traffic();
            }
            case KEEP -> {}
        }
        boolean same =
                stuck == before.stuck()
                        && rates.equals(before.rates())
                        && base.equals(before.base())
                        && now.equals(before.now());
        return same ? before : new ClientLine(now, base, rates, stuck);
    }

    private static Rates rates(Traffic now, Traffic base, RateWindow window) {
        return new Rates(
                window.perSecond(now.messagesIn(), base.messagesIn()),
                window.perSecond(now.bytesIn(), base.bytesIn()),
                window.perSecond(now.messagesOut(), base.messagesOut()),
                window.perSecond(now.bytesOut(), base.bytesOut()));
    }

    /// The gravest problem it has.
    Optional<Problem> problem() {
        if (now.state() == ConnectionState.CONGESTED) {
            return Optional.of(Problem.CONGESTED);
        }
        if (stuck) {
            return Optional.of(Problem.NOT_NEGOTIATED);
        }
        if (now.dropped() > 0) {
            return Optional.of(Problem.DROPPED);
        }
        // the protocol has no MAC between peers, and a local application has no link
        boolean macExpected =
                now.type() == ConnectionType.EDGE || now.type() == ConnectionType.REMOTE;
        return macExpected && now.link().filter(l -> !l.headerMac()).isPresent()
                ? Optional.of(Problem.NO_MAC)
                : Optional.empty();
    }

    String linkFact(Function<LinkFacts, String> fact) {
        return now.link().map(fact).orElse("");
    }
}
