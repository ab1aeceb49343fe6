package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.CHANNELS;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.member;
import static io.slimconsole.session.membership.Desk.name;
import static io.slimconsole.session.membership.Desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a participant takes from a request to join (session.md §1.6, §1.7).
final class SessionPlanTest {
    private static final Map<String, String> METADATA = Map.of("topic", "weather");

    private static Optional<SessionPlan> asked(
            SessionKind kind, Optional<Body.Timers> timers, Optional<Body.Channels> channels) {
        var body = new Body.JoinRequest(timers, channels, Optional.of(new Body.Mls(0)));
        var message = new SessionMessage(MODERATOR, ANNA, false, kind, 7, 1, METADATA, body);
        return SessionPlan.asked(message, member(ANNA));
    }

    @Test
    void aGroupIsJoinedAsItsModeratorSettledIt() {
        var timers = new Body.Timers(500, 4);

        assertThat(asked(SessionKind.GROUP, Optional.of(timers), Optional.of(CHANNELS)))
                .contains(
                        new SessionPlan(
                                7,
                                SessionKind.GROUP,
                                member(ANNA),
                                Optional.of(CHANNELS),
                                timers,
                                true,
                                Optional.of(new Body.Mls(0)),
                                METADATA));
    }

    @Test
    void withoutTimersDataIsNotAcknowledgedAndCommandsHaveTheUsualOnes() {
        var plan =
                asked(SessionKind.POINT_TO_POINT, Optional.empty(), Optional.empty()).orElseThrow();

        assertThat(plan.reliable()).isFalse();
        assertThat(plan.timers()).isEqualTo(SessionPlan.DEFAULT_TIMERS);
    }

    @Test
    void channelsThatAreNoneAreNotJoined() {
        for (Body.Channels channels :
                List.of(
                        new Body.Channels(CHANNELS.data(), CHANNELS.data()),
                        new Body.Channels(CHANNELS.data(), service(CHANNELS.control())),
                        new Body.Channels(service(CHANNELS.data()), CHANNELS.control()),
                        new Body.Channels(CHANNELS.data(), name("other", 11)))) {
            assertThat(asked(SessionKind.GROUP, Optional.empty(), Optional.of(channels))).isEmpty();
        }
        assertThat(asked(SessionKind.GROUP, Optional.empty(), Optional.empty())).isEmpty();
        assertThat(asked(SessionKind.POINT_TO_POINT, Optional.empty(), Optional.of(CHANNELS)))
                .isEmpty();
    }

    @Test
    void whatIsWaitedForEndsWhateverTheTimersSay() {
        assertThat(patience(new Body.Timers(0, 0))).isEqualTo(Duration.ofMillis(10));
        assertThat(patience(new Body.Timers(-1, -1))).isEqualTo(Duration.ofMinutes(61));
    }

    private static Duration patience(Body.Timers timers) {
        return asked(SessionKind.GROUP, Optional.of(timers), Optional.of(CHANNELS))
                .orElseThrow()
                .patience();
    }
}
