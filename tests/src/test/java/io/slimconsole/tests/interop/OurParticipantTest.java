package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurApplication.get;
import static io.slimconsole.tests.interop.OurApplication.members;
import static io.slimconsole.tests.interop.OurApplication.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.ParticipantSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Upstream moderates; we take part, and others of upstream's.
@InteropTest
final class OurParticipantTest {
    private static final String CHANNEL = "org/ns/channel";
    private static final String US = "org/ns/console";

    static Stream<SessionKind> kinds() {
        return Stream.of(SessionKind.MLS, SessionKind.PLAIN);
    }

    static Stream<Arguments> waysAndKinds() {
        return Stream.of(Way.values()).flatMap(way -> kinds().map(kind -> Arguments.of(way, kind)));
    }

    /// An upstream moderator's group, in which we come after its first member and before its second.
    private record Group(
            OurApplication us,
            Application moderator,
            Session atModerator,
            Session one,
            Session two) {
        static Group gather(SessionKind kind, Scenario scenario, SessionStorage storage) {
            return gather(kind, scenario, new OurApplication(US, scenario, storage));
        }

        static Group gather(SessionKind kind, Scenario scenario, OurApplication us) {
            List<Application> peers =
                    scenario.applications("org/ns/moderator", "org/ns/one", "org/ns/two");
            Application moderator = peers.getFirst();
            Session atModerator = moderator.openGroup(CHANNEL, kind);
            Session one = invite(moderator, atModerator, peers.get(1));
            inviteUs(moderator, atModerator);
            Session two = invite(moderator, atModerator, peers.get(2));
            return new Group(us, moderator, atModerator, one, two);
        }

        private static Session invite(Application moderator, Session by, Application whom) {
            var accepted = whom.accept();
            moderator.route(whom.name());
            by.invite(whom.name());
            return whom.await(accepted);
        }

        private static void inviteUs(Application moderator, Session by) {
            moderator.route(US);
            by.invite(US);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("waysAndKinds")
    void weTalkUntilAnotherIsRemovedAndTheGroupIsClosed(
            Way way, SessionKind kind, Scenario scenario) {
        var us = new OurApplication(US, way, scenario, SessionStorage.NONE);
        Group group = Group.gather(kind, scenario, us);
        ParticipantSession session = us.session();
        // a moderator of upstream's may call an invitation done before all others have heard of it
        Await.untilAsserted(
                () ->
                        assertThat(members(session))
                                .containsExactlyInAnyOrder(
                                        "org/ns/moderator", "org/ns/one", US, "org/ns/two"));
        assertThat(session.keysView().isPresent()).isEqualTo(kind.mls());

        group.atModerator().publish("from the moderator");
        us.awaitRead(List.of("from the moderator"));
        group.two().publish("from two");
        us.awaitRead(List.of("from the moderator", "from two"));
        assertThat(published(session, "from us").acknowledged()).hasSize(3);
        assertThat(group.atModerator().receive().text()).isEqualTo("from two");
        assertThat(group.atModerator().receive().text()).isEqualTo("from us");
        assertThat(Stream.generate(group.one()::receive).limit(3).map(Application.Received::text))
                .containsExactlyInAnyOrder("from the moderator", "from two", "from us");

        group.atModerator().remove("org/ns/two");
        Await.until("we know", () -> members(session).size() == 3);
        assertThat(published(session, "without two").acknowledged()).hasSize(2);
        assertThat(group.one().receive().text()).isEqualTo("without two");
        group.one().publish("without two as well");
        us.awaitRead(List.of("from the moderator", "from two", "without two as well"));

        group.atModerator().close();
        us.await(new SessionEvent.Out(Reason.CLOSED));
        us.await(new SessionEvent.Ended());
        assertThat(us.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void weLeaveAndTheOthersGoOnWithoutUs(SessionKind kind, Scenario scenario) {
        Group group = Group.gather(kind, scenario, SessionStorage.NONE);
        OurApplication us = group.us();
        published(us.session(), "before we go");

        assertThat(get(us.session().end())).isEqualTo(new Outcome.Left(true));

        us.await(new SessionEvent.Ended());
        assertThat(group.one().receive().text()).isEqualTo("before we go");
        Await.until("the moderator knows", () -> !group.atModerator().participants().contains(US));
        group.two().publish("without us");
        assertThat(group.one().receive().text()).isEqualTo("without us");
        assertThat(us.read()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void whenWeAreRemovedWeReadNothingMoreUntilWeAreAskedAgain(
            SessionKind kind, Scenario scenario) {
        Group group = Group.gather(kind, scenario, SessionStorage.NONE);
        OurApplication us = group.us();
        us.session();

        group.atModerator().remove(US);
        us.await(new SessionEvent.Out(Reason.REMOVED));
        us.await(new SessionEvent.Ended());
        group.one().publish("not for us");
        assertThat(group.two().receive().text()).isEqualTo("not for us");
        assertThat(us.read()).isEmpty();
        assertThat(us.application().participations()).isEmpty();

        Group.inviteUs(group.moderator(), group.atModerator());
        us.session();
        group.one().publish("for us as well");
        us.awaitRead(List.of("for us as well"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void afterARestartWeGoOn(SessionKind kind, Scenario scenario) {
        SessionStorage storage = Stored.inMemory();
        Group group = Group.gather(kind, scenario, storage);
        OurApplication us = group.us();
        published(us.session(), "before");
        group.one().publish("before as well");
        us.awaitRead(List.of("before as well"));

        var session = us.restart(scenario, storage);

        assertThat(published(session, "after").acknowledged()).hasSize(3);
        assertThat(group.two().receive().text()).isEqualTo("before");
        assertThat(group.two().receive().text()).isEqualTo("before as well");
        assertThat(group.two().receive().text()).isEqualTo("after");
        group.one().publish("after as well");
        us.awaitRead(List.of("before as well", "after as well"));
        group.atModerator().remove("org/ns/two");
        Await.until("we know", () -> members(session).size() == 3);
        assertThat(get(session.end())).isEqualTo(new Outcome.Left(true));
        assertThat(storage.store().load()).isEmpty();
    }

    @Test
    void whatWeMissWhileWeAreAwayWeHaveBackByBeingAddedAnew(Scenario scenario) {
        SessionStorage storage = Stored.inMemory();
        Group group = Group.gather(SessionKind.MLS, scenario, storage);
        OurApplication us = group.us();
        long before = us.session().keysView().orElseThrow().epoch();
        assertThat(get(us.session().goOffline())).isEqualTo(new Outcome.Offline(Set.of()));

        group.atModerator().remove("org/ns/two");
        assertThat(get(us.session().goOnline())).isEqualTo(new Outcome.Online(Set.of()));

        assertThat(us.count(SessionEvent.Rejoined.class)).isEqualTo(1);
        assertThat(us.session().keysView().orElseThrow().epoch()).isGreaterThan(before + 1);
        assertThat(members(us.session()))
                .containsExactlyInAnyOrder("org/ns/moderator", "org/ns/one", US);
        group.one().publish("welcome back");
        us.awaitRead(List.of("welcome back"));
        assertThat(published(us.session(), "thank you").acknowledged()).isNotEmpty();
        assertThat(group.one().receive().text()).isEqualTo("thank you");
    }
}
