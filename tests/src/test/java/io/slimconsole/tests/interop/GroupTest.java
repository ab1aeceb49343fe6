package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.interop.Application.SessionKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A moderator and four participants in one group session.
@InteropTest
final class GroupTest {
    private static final String CHANNEL = "org/ns/channel";

    /// Long after the others have read the same message.
    private static final Duration NOTHING_MORE = Duration.ofSeconds(1);

    static Stream<SessionKind> kinds() {
        return Stream.of(SessionKind.MLS, SessionKind.PLAIN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyoneReadsEveryoneUntilRemoved(SessionKind kind, Scenario scenario) {
        var applications =
                scenario.applications(
                        "org/ns/moderator",
                        "org/ns/one",
                        "org/ns/two",
                        "org/ns/three",
                        "org/ns/four");
        var names = applications.stream().map(Application::name).toList();
        var members = gather(applications, kind);

        for (int i = 0; i < members.size(); i++) {
            members.get(i).publish("from " + names.get(i));
        }
        for (int i = 0; i < members.size(); i++) {
            var others = new ArrayList<>(names);
            others.remove(i);
            assertThat(receive(members.get(i), others.size()))
                    .as("what %s reads", names.get(i))
                    .containsExactlyInAnyOrderElementsOf(
                            others.stream().map(name -> "from " + name).toList());
        }

        var removed = members.removeLast();
        members.getFirst().remove(names.getLast());
        members.getFirst().publish("without four");
        for (Session member : members.subList(1, members.size())) {
            assertThat(member.receive().text()).isEqualTo("without four");
        }
        assertThat(removed.receiveWithin(NOTHING_MORE)).isEmpty();
        assertThat(members.getFirst().participants())
                .containsExactlyInAnyOrderElementsOf(names.subList(0, members.size()));
    }

    /// The first one invites all others; the sessions as each of them has it, in the same order.
    private static List<Session> gather(List<Application> applications, SessionKind kind) {
        var moderator = applications.getFirst();
        var sessions = new ArrayList<>(List.of(moderator.openGroup(CHANNEL, kind)));
        for (Application participant : applications.subList(1, applications.size())) {
            var accepted = participant.accept();
            moderator.route(participant.name());
            sessions.getFirst().invite(participant.name());
            sessions.add(participant.await(accepted));
        }
        return sessions;
    }

    private static List<String> receive(Session session, int count) {
        return Stream.generate(session::receive).limit(count).map(Received::text).toList();
    }
}
