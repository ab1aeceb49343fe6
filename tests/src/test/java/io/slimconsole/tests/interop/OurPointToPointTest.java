package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurApplication.get;
import static io.slimconsole.tests.interop.OurApplication.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.Application.Opening;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.ParticipantSession;
import io.slimconsole.session.Session;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.SessionKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two talk with nobody else: one of them is ours, the other one upstream's.
@InteropTest
final class OurPointToPointTest {
    private static final int MESSAGES = 25;
    private static final String US = "org/ns/console";
    private static final String BOB = "org/ns/bob";

    static Stream<SessionKind> kinds() {
        return PointToPointTest.kinds();
    }

    private static SessionOptions options(SessionKind kind) {
        return SessionOptions.DEFAULT
                .withEncrypted(kind.mls())
                .withReliable(kind.retries() > 0)
                .withTimers(Duration.ofMillis(500), 59);
    }

    private static List<String> texts(String what) {
        return IntStream.range(0, MESSAGES).mapToObj(i -> what + " " + i).toList();
    }

    private static void publish(Session session, List<String> texts, SessionKind kind) {
        for (String each : texts) {
            PublishOutcome outcome = get(session.publish(text(each)));
            if (kind.retries() > 0) {
                assertThat(((PublishOutcome.Answered) outcome).isComplete()).isTrue();
            } else {
                assertThat(outcome).isInstanceOf(PublishOutcome.Sent.class);
            }
        }
    }

    private static List<String> receive(Application.Session session) {
        return Stream.generate(session::receive).limit(MESSAGES).map(Received::text).toList();
    }

    private static ModeratedSession opened(OurApplication us, Application bob, SessionKind kind) {
        Opening opening =
                us.application()
                        .openPointToPoint(Name.parse(bob.name()), options(kind), us.events()::add);
        assertThat(get(opening.outcome())).isInstanceOf(Outcome.Invited.class);
        return opening.session();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void weBegin(SessionKind kind, Scenario scenario) {
        var us = new OurApplication(US, scenario, SessionStorage.NONE);
        Application bob = scenario.application(BOB);
        var accepted = bob.accept();
        ModeratedSession session = opened(us, bob, kind);
        Application.Session atBob = bob.await(accepted);

        publish(session, texts("to bob"), kind);
        texts("to us").forEach(atBob::publish);

        assertThat(receive(atBob)).isEqualTo(texts("to bob"));
        us.awaitRead(texts("to us"));
        assertThat(get(session.end())).isInstanceOf(Outcome.Closed.class);
        us.await(new SessionEvent.Ended());
        assertThat(us.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theyBegin(SessionKind kind, Scenario scenario) {
        var us = new OurApplication(US, scenario, SessionStorage.NONE);
        Application bob = scenario.application(BOB);
        bob.route(US);
        Application.Session atBob = bob.open(US, kind);
        ParticipantSession session = us.session();

        texts("to us").forEach(atBob::publish);
        publish(session, texts("to bob"), kind);

        assertThat(receive(atBob)).isEqualTo(texts("to bob"));
        us.awaitRead(texts("to us"));
        atBob.close();
        us.await(new SessionEvent.Out(Reason.CLOSED));
        us.await(new SessionEvent.Ended());
        assertThat(us.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "we begin {0}, MLS {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void afterARestartOfOursTheyTalkOn(boolean weBegin, boolean encrypted, Scenario scenario) {
        SessionKind kind = encrypted ? SessionKind.MLS : SessionKind.PLAIN;
        SessionStorage storage = Stored.inMemory();
        var us = new OurApplication(US, scenario, storage);
        Application bob = scenario.application(BOB);
        bob.route(US);
        Session before;
        Application.Session atBob;
        if (weBegin) {
            var accepted = bob.accept();
            before = opened(us, bob, kind);
            atBob = bob.await(accepted);
        } else {
            atBob = bob.open(US, kind);
            before = us.session();
        }
        publish(before, List.of("before"), kind);
        atBob.publish("before as well");
        us.awaitRead(List.of("before as well"));

        Session after = us.restart(scenario, storage);
        publish(after, List.of("after"), kind);
        atBob.publish("after as well");

        assertThat(atBob.receive().text()).isEqualTo("before");
        assertThat(atBob.receive().text()).isEqualTo("after");
        us.awaitRead(List.of("before as well", "after as well"));
        assertThat(get(after.end()))
                .isEqualTo(weBegin ? new Outcome.Closed(Set.of()) : new Outcome.Left(true));
        assertThat(storage.store().load()).isEmpty();
    }

    @Test
    void whoDidNotBeginMayEndItAsWell(Scenario scenario) {
        var us = new OurApplication(US, scenario, SessionStorage.NONE);
        Application bob = scenario.application(BOB);
        var accepted = bob.accept();
        opened(us, bob, SessionKind.MLS);
        bob.await(accepted).close();
        us.await(new SessionEvent.Ended());

        bob.route(US);
        Application.Session again = bob.open(US, SessionKind.MLS);
        assertThat(get(us.session().end())).isEqualTo(new Outcome.Left(true));
        assertThat(again.receiveWithin(Duration.ofSeconds(1))).isEmpty();
    }
}
