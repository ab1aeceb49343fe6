package io.slimconsole.session;

import static io.slimconsole.tests.kit.Await.untilAsserted;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// We take part; who asks us to come, or is in with us, does what it likes. What we have with others goes on.
final class HostileModeratorTest {
    private static final Body.Timers TIMERS = new Body.Timers(400, 4);
    private static final Body.Timers ENDLESS = new Body.Timers(-1, -1);

    private final Hub hub = new Hub();
    private final Channel channel = new Channel(hub);
    private final Identity identity = Member.identity("org/ns/console");
    private final Name ours = Name.parse("org/ns/console").withId(identity.instance());
    private final Application console =
            Application.join(
                    hub,
                    Name.parse("org/ns/console"),
                    identity,
                    Member.SECRET,
                    Member.CLOCK,
                    new Shelf().storage());
    private final Queue<SessionEvent> events = new ConcurrentLinkedQueue<>();
    private final List<Invitation> asked = new CopyOnWriteArrayList<>();
    private final Member mallory = channel.outside("org/ns/mallory");
    private int session = 7;

    @AfterEach
    void close() {
        console.close();
        channel.close();
    }

    private void welcomeAll() {
        console.onInvitation(
                invitation -> {
                    asked.add(invitation);
                    invitation.accept(events::add);
                });
    }

    /// A good moderator has us in its channel, and we hear each other.
    private void isWell() {
        if (channel.session.roster().members().stream()
                .noneMatch(member -> member.name().equals(ours))) {
            assertThat(Channel.get(channel.session.invite(ours)))
                    .as("after %s", events)
                    .isInstanceOf(Outcome.Invited.class);
        }
        int before = read().size();
        assertThat(channel.publish("hello").acknowledged()).contains(ours);
        untilAsserted(() -> assertThat(read().stream().skip(before)).contains("hello"));
    }

    private List<String> read() {
        return events.stream()
                .filter(SessionEvent.Message.class::isInstance)
                .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                .toList();
    }

    private void awaitEvent(Class<? extends SessionEvent> of) {
        Await.until(of.getSimpleName(), () -> events.stream().anyMatch(of::isInstance));
    }

    // ---- what mallory says

    private SessionMessage toUs(int id, Body body) {
        return new SessionMessage(
                mallory.name, ours, false, SessionKind.GROUP, session, id, Map.of(), body);
    }

    private SessionMessage joinRequest(int id, Body.Timers timers, boolean encrypted) {
        var channels = InstanceIds.channels(mallory.identity.id(), Name.parse("org/ns/trap"));
        return toUs(
                id,
                new Body.JoinRequest(
                        Optional.of(timers),
                        Optional.of(new Body.Channels(channels.data(), channels.control())),
                        encrypted ? Optional.of(new Body.Mls(100)) : Optional.empty()));
    }

    private List<Participant> roster(int strangers) {
        var all =
                new ArrayList<>(
                        IntStream.range(0, strangers)
                                .mapToObj(
                                        id ->
                                                new Participant(
                                                        mallory.name.withId(new NameId(9, id)),
                                                        true,
                                                        true,
                                                        true))
                                .toList());
        all.add(new Participant(mallory.name, true, true, true));
        all.add(new Participant(ours, true, true, true));
        return all;
    }

    private static Body.MlsContent mls(int commit, int bytes) {
        return new Body.MlsContent(commit, ByteString.copyFrom(new byte[bytes]));
    }

    /// We are in a session of mallory's, without keys.
    private void areInTheTrap() {
        welcomeAll();
        mallory.say(joinRequest(1, TIMERS, false));
        Await.until("we say that we come", () -> mallory.heard(Body.JoinReply.class) > 0);
        mallory.say(toUs(2, new Body.GroupWelcome(roster(0), Optional.empty())));
        awaitEvent(SessionEvent.Began.class);
    }

    // ---- who asks

    @Test
    void aFloodOfRequestsFromOneHasNoneOfTheOthersTurnedAway() {
        console.onInvitation(
                invitation -> {
                    asked.add(invitation);
                    if (!invitation.moderator().equals(mallory.name)) {
                        invitation.accept(events::add);
                    }
                });
        for (session = 1; session <= 3_000; session++) {
            mallory.say(joinRequest(session, ENDLESS, true));
        }

        isWell();
        assertThat(asked).hasSizeLessThan(40);
        assertThat(console.participations()).hasSize(1);
    }

    @Test
    void requestsOfAnySizeAreNotKept() {
        welcomeAll();
        var metadata = Map.of("k", "v".repeat(100_000));
        mallory.say(joinRequest(1, TIMERS, true).with(metadata));

        isWell();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoAsksAndNeverWelcomesIsWaitedForForSomeMinutes() {
        welcomeAll();
        mallory.say(joinRequest(1, ENDLESS, true));
        Await.until("we say that we come", () -> mallory.heard(Body.JoinReply.class) > 0);

        isWell();
        assertThat(console.participations()).hasSize(2);
    }

    // ---- a moderator that does what it likes

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 1_000_000})
    void welcomesThatAreNoneAreRefused(int bytes) {
        welcomeAll();
        mallory.say(joinRequest(1, TIMERS, true));
        Await.until("we say that we come", () -> mallory.heard(Body.JoinReply.class) > 0);
        int id = 2;
        for (int commit : List.of(0, 1, -1)) {
            mallory.say(
                    toUs(id++, new Body.GroupWelcome(roster(0), Optional.of(mls(commit, bytes)))));
        }
        mallory.say(toUs(id++, new Body.GroupWelcome(List.of(), Optional.of(mls(1, bytes)))));
        mallory.say(toUs(id++, new Body.GroupWelcome(roster(0), Optional.empty())));

        untilAsserted(
                () ->
                        assertThat(events)
                                .filteredOn(SessionEvent.Refused.class::isInstance)
                                .hasSizeGreaterThanOrEqualTo(4));
        isWell();
    }

    @Test
    void whatItSaysBeforeAndAfterItsTimeDoesNoHarm() {
        areInTheTrap();
        for (int i = 0; i < 3; i++) {
            mallory.say(joinRequest(10 + i, ENDLESS, true));
            mallory.say(joinRequest(20 + i, TIMERS, false));
            mallory.say(toUs(30 + i, new Body.GroupWelcome(roster(5), Optional.empty())));
            mallory.say(toUs(40 + i, new Body.RejoinReply(mls(i, 100))));
            mallory.say(toUs(50 + i, new Body.DiscoveryRequest()));
            mallory.say(toUs(60 + i, new Body.Heartbeat(1L << 62)));
            mallory.say(toUs(70 + i, new Body.GroupNack()));
            mallory.say(
                    toUs(
                            80 + i,
                            new Body.GroupUpdate(
                                    Body.Operation.REMOVE,
                                    roster(0).getFirst(),
                                    roster(0),
                                    Optional.of(mls(7, 10)))));
        }
        isWell();
        mallory.say(toUs(90, new Body.GroupClose(List.of())));
        awaitEvent(SessionEvent.Out.class);
        isWell();
    }

    @Test
    void rostersOfAnySizeTakeTheTimeOfTheirSize() {
        areInTheTrap();
        List<Participant> many = roster(4_900);
        for (int i = 0; i < 10; i++) {
            mallory.say(
                    toUs(
                            100 + i,
                            new Body.GroupUpdate(
                                    Body.Operation.ADD,
                                    many.getFirst(),
                                    i % 2 == 0 ? many : roster(0),
                                    Optional.empty())));
        }
        Await.until("all are acknowledged", () -> mallory.heard(Body.GroupAck.class) >= 11);

        isWell();
    }

    @Test
    void leavingEndsSoonWhateverItsTimersSay() {
        welcomeAll();
        mallory.say(joinRequest(1, new Body.Timers(20, 2), false));
        Await.until("we say that we come", () -> mallory.heard(Body.JoinReply.class) > 0);
        mallory.say(toUs(2, new Body.GroupWelcome(roster(0), Optional.empty())));
        awaitEvent(SessionEvent.Began.class);
        ParticipantSession trap = console.participations().getFirst();
        mallory.silentTo(Body.LeaveRequest.class);

        assertThat(Channel.get(trap.end())).isEqualTo(new Outcome.Left(false));
        isWell();
    }

    // ---- a member that does what it likes

    private Member malloryIsInWithUs() {
        welcomeAll();
        isWell();
        Member other = channel.with("org/ns/mallet");
        isWell();
        return other;
    }

    @Test
    void whatOnlyTheModeratorSaysIsOfNoEffectFromAnotherMember() {
        Member mallet = malloryIsInWithUs();
        var all = channel.session.roster().members();
        List<Body> commands =
                List.of(
                        new Body.GroupClose(List.of()),
                        new Body.LeaveRequest(),
                        new Body.GroupUpdate(
                                Body.Operation.REMOVE,
                                new Participant(ours, true, true, true),
                                all,
                                Optional.of(mls(99, 10))),
                        new Body.GroupWelcome(all, Optional.of(mls(99, 10))),
                        new Body.RejoinReply(mls(99, 10)));
        for (Body command : commands) {
            SessionMessage message =
                    new SessionMessage(
                            mallet.name,
                            ours,
                            false,
                            SessionKind.GROUP,
                            channel.session.plan().id(),
                            mallet.newId(),
                            Map.of(),
                            command);
            mallet.say(message);
            SessionMessage inTheModeratorsName =
                    new SessionMessage(
                            channel.application.name(),
                            ours,
                            false,
                            SessionKind.GROUP,
                            channel.session.plan().id(),
                            mallet.newId(),
                            Map.of(),
                            command);
            mallet.say(inTheModeratorsName);
            mallet.say(
                    inTheModeratorsName.withId(mallet.newId()),
                    Secrets.pretending(channel.identity));
        }

        isWell();
        assertThat(console.participations()).hasSize(1);
        assertThat(events).noneMatch(SessionEvent.Out.class::isInstance);
    }

    @Test
    void epochsThatNeverWereDoNotDriveUsOut() {
        Member mallet = malloryIsInWithUs();
        for (int i = 0; i < 200; i++) {
            mallet.say(
                    new SessionMessage(
                            mallet.name,
                            channel.session.plan().channels().orElseThrow().control(),
                            true,
                            SessionKind.GROUP,
                            channel.session.plan().id(),
                            mallet.newId(),
                            Map.of(),
                            new Body.Heartbeat(1_000 + i)));
        }

        isWell();
        assertThat(console.participations()).hasSize(1);
    }
}
