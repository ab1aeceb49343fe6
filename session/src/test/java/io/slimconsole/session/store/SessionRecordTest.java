package io.slimconsole.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.Participating;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SessionRecordTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant CREATED = Instant.parse("2029-12-31T23:59:59.123Z");
    private static final Name SELF = new Name("org", "ns", "console", new NameId(-2, 7));
    private static final Name ANNA = new Name("org", "ns", "anna", new NameId(1, -1));

    private static SessionRecord.Moderated group() {
        var plan =
                new SessionPlan(
                        -1_001,
                        SessionKind.GROUP,
                        new Participant(SELF, true, true, true),
                        Optional.of(
                                new Body.Channels(
                                        new Name("org", "ns", "weather", new NameId(1, 1)),
                                        new Name("org", "ns", "weather", new NameId(1, 2)))),
                        new Body.Timers(500, 3),
                        true,
                        Optional.of(new Body.Mls(100)),
                        Map.of("topic", "weather"));
        var roster = new Roster(List.of(plan.self(), new Participant(ANNA, true, false, false)));
        return new SessionRecord.Moderated(
                Moderating.resume(plan, roster, 5, 6, true, NOW),
                CREATED,
                77,
                Optional.of("0a0b"),
                Map.of(ANNA, "org/ns/anna_12345678"));
    }

    @Test
    void whatIsStoredIsHadBack() throws SessionRecord.UnreadableException {
        assertThat(SessionRecord.decode(group().encode(), NOW)).isEqualTo(group());
    }

    @Test
    void aSessionWithoutChannelsKeysAndMembersAsWell() throws SessionRecord.UnreadableException {
        var plan =
                new SessionPlan(
                        0,
                        SessionKind.POINT_TO_POINT,
                        new Participant(SELF, false, true, true),
                        Optional.empty(),
                        SessionPlan.DEFAULT_TIMERS,
                        false,
                        Optional.empty(),
                        Map.of());
        var record =
                new SessionRecord.Moderated(
                        Moderating.resume(plan, new Roster(List.of(plan.self())), 0, 0, false, NOW),
                        CREATED,
                        0,
                        Optional.empty(),
                        Map.of());

        assertThat(SessionRecord.decode(record.encode(), NOW)).isEqualTo(record);
    }

    @Test
    void aSessionThatSomebodyElseModerates() throws SessionRecord.UnreadableException {
        for (boolean offline : List.of(true, false)) {
            var record =
                    new SessionRecord.Participated(
                            Participating.resume(
                                    group().plan(),
                                    ANNA,
                                    group().state().roster(),
                                    5,
                                    6,
                                    offline,
                                    NOW),
                            new Moderator(ANNA, "a public key"),
                            CREATED,
                            77,
                            Optional.of("0a0b"));

            assertThat(SessionRecord.decode(record.encode(), NOW)).isEqualTo(record);
        }
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() {
        String newer = group().encode().toStringUtf8().replace("\"version\":1", "\"version\":2");

        assertThatExceptionOfType(SessionRecord.UnreadableException.class)
                .isThrownBy(() -> SessionRecord.decode(ByteString.copyFromUtf8(newer), NOW))
                .withMessage("a session is stored in version 2; this program reads version 1");
    }

    @Test
    void whatWasDamagedIsSaidToBe() {
        assertThatExceptionOfType(SessionRecord.UnreadableException.class)
                .isThrownBy(() -> SessionRecord.decode(ByteString.EMPTY, NOW))
                .withMessage("what is stored of it is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"version\":1}",
                "{\"version\":1,\"moderator\":\"anna\"}",
                "[1]",
                "{\"version\":1,\"session\":{\"kind\":\"ROOM\"}}"
            })
    void whatIsNoSessionIsRefused(String stored) {
        assertThatExceptionOfType(SessionRecord.UnreadableException.class)
                .isThrownBy(() -> SessionRecord.decode(ByteString.copyFromUtf8(stored), NOW));
    }
}
