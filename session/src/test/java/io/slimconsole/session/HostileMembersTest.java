package io.slimconsole.session;

import static io.slimconsole.tests.kit.Await.untilAsserted;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Applications that have the secret and answer as they should, until they don't. Whatever they do, the others go on, and what
/// is begun afterwards succeeds.
final class HostileMembersTest {
    private final Channel channel = new Channel(new Hub());
    private Member anna;
    private Member mallory;

    @BeforeEach
    void annaIsIn() {
        anna = channel.with("org/ns/anna");
        mallory = channel.outside("org/ns/mallory");
    }

    @AfterEach
    void close() {
        channel.close();
    }

    /// At which step of its own invitation somebody does something else.
    enum Phase {
        DISCOVERY(Body.DiscoveryRequest.class),
        JOIN(Body.JoinRequest.class),
        WELCOME(Body.GroupWelcome.class);

        private final Class<? extends Body> request;

        Phase(Class<? extends Body> request) {
            this.request = request;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoFallsSilentIsNamedAndTheOthersGoOn(Phase phase) {
        mallory.silentTo(phase.request);

        Outcome outcome = channel.invite(mallory);

        switch (phase) {
            case DISCOVERY -> assertThat(outcome).isInstanceOf(Outcome.NobodyThere.class);
            case JOIN -> assertThat(outcome).isInstanceOf(Outcome.NoReplyToJoin.class);
            case WELCOME -> assertThat(outcome).isInstanceOf(Outcome.NoReplyToWelcome.class);
        }
        channel.isWell(anna);
        assertThat(channel.invite(mallory.well())).isInstanceOf(Outcome.Invited.class);
        channel.isWell(anna, mallory);
    }

    @ParameterizedTest
    @EnumSource
    void answersUnderAnotherIdOrOfAnotherSessionAreNone(Phase phase) {
        mallory.instead(
                phase.request,
                arrived -> {
                    SessionMessage request = arrived.message();
                    Body answer =
                            switch (phase) {
                                case DISCOVERY -> new Body.DiscoveryReply();
                                case JOIN ->
                                        mallory.joinReply(Optional.of(mallory.newKeyPackage()));
                                case WELCOME -> new Body.GroupAck();
                            };
                    mallory.reply(request.withId(request.id() + 1), answer);
                    mallory.reply(request.withId(0), answer);
                    SessionMessage other = request.answer(mallory.name, answer);
                    mallory.say(
                            new SessionMessage(
                                    other.source(),
                                    other.destination(),
                                    false,
                                    other.kind(),
                                    other.session() + 1,
                                    other.id(),
                                    Map.of(),
                                    other.body()));
                });

        assertThat(channel.invite(mallory)).isNotInstanceOf(Outcome.Invited.class);
        channel.isWell(anna);
    }

    @Test
    void whoAnswersTwiceAndLateDoesNoHarm() {
        mallory.instead(
                Body.DiscoveryRequest.class,
                arrived -> {
                    mallory.answer(arrived);
                    mallory.answer(arrived);
                });
        mallory.instead(
                Body.JoinRequest.class,
                arrived -> {
                    mallory.answer(arrived);
                    mallory.reply(
                            arrived.message(), mallory.joinReply(Optional.of(ByteString.EMPTY)));
                });
        mallory.instead(
                Body.GroupWelcome.class,
                arrived -> {
                    mallory.answer(arrived);
                    mallory.answer(arrived);
                });

        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.Invited.class);
        mallory.later(
                () -> {
                    mallory.reply(
                            mallory.last(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
                    mallory.reply(
                            mallory.last(Body.JoinRequest.class),
                            mallory.joinReply(Optional.of(mallory.newKeyPackage())));
                    mallory.say(mallory.command(new Body.LeaveReply()));
                });
        channel.isWell(anna, mallory);
    }

    @Test
    void whoJoinsAsSomebodyElseIsRefused() {
        mallory.instead(
                Body.JoinRequest.class,
                arrived ->
                        mallory.reply(
                                arrived.message(),
                                new Body.JoinReply(
                                        Optional.of(mallory.newKeyPackage()),
                                        new Participant(anna.name, true, true, true))));

        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.JoinRefused.class);
        channel.isWell(anna);
    }

    // ---- key packages

    private void joinsWith(ByteString keyPackage) {
        mallory.instead(
                Body.JoinRequest.class,
                arrived ->
                        mallory.reply(
                                arrived.message(), mallory.joinReply(Optional.of(keyPackage))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_000})
    void aKeyPackageThatIsNoneIsRefused(int bytes) {
        joinsWith(ByteString.copyFrom(new byte[bytes]));

        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.JoinRefused.class);
        channel.isWell(anna);
    }

    @Test
    void aKeyPackageOfAnotherIdentityIsRefused() {
        Member other = channel.outside("org/ns/other");
        joinsWith(other.newKeyPackage());

        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.JoinRefused.class);
        assertThat(channel.invite(other)).isInstanceOf(Outcome.Invited.class);
        channel.isWell(anna, other);
    }

    /// Its token proves who it was an hour ago. Upstream's members would not take the commit that adds it, and be lost to the
    /// group.
    @Test
    void aKeyPackageWhoseTokenIsOverIsRefused() {
        InstantSource yesterday = InstantSource.offset(Member.CLOCK, Duration.ofDays(-1));
        joinsWith(mallory.keyPackage(Secrets.tokenAt(yesterday, mallory.identity)));

        assertThat(channel.invite(mallory))
                .isInstanceOfSatisfying(
                        Outcome.JoinRefused.class,
                        refused -> assertThat(refused.why()).contains("is over"));
        channel.isWell(anna);
    }

    @Test
    void theKeyPackageOfAMemberIsNotTakenAgain() {
        joinsWith(anna.newKeyPackage());

        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.JoinRefused.class);
        channel.isWell(anna);
    }

    // ---- members

    private void malloryIsIn() {
        assertThat(channel.invite(mallory)).isInstanceOf(Outcome.Invited.class);
    }

    @Test
    void aMemberThatAsksToBeAddedAnewAsSomebodyElseIsNot() {
        malloryIsIn();
        Member other = channel.outside("org/ns/other");
        long before = channel.session.epoch();

        mallory.later(
                () ->
                        mallory.say(
                                mallory.command(
                                        new Body.RejoinRequest(
                                                mallory.name, other.newKeyPackage()))));

        anna.publish("hello");
        untilAsserted(() -> assertThat(channel.read()).contains("hello"));
        channel.isWell(anna);
        assertThat(channel.session.epoch()).isEqualTo(before + 2);
        assertThat(channel.remove(mallory)).isInstanceOf(Outcome.Removed.class);
        channel.isWell(anna);
    }

    @Test
    void aStormOfRequestsToBeAddedAnewLeavesRoomForOthers() {
        malloryIsIn();
        mallory.later(
                () -> {
                    for (int i = 0; i < 200; i++) {
                        mallory.say(
                                mallory.command(
                                        new Body.RejoinRequest(
                                                mallory.name, mallory.newKeyPackage())));
                    }
                });

        Member berta = channel.with("org/ns/berta");
        channel.isWell(anna, berta);
    }

    @Test
    void aProposalOfAMemberIsNotCommitted() {
        malloryIsIn();

        mallory.later(
                () -> {
                    for (WireFormat format :
                            List.of(WireFormat.PUBLIC_MESSAGE, WireFormat.PRIVATE_MESSAGE)) {
                        try {
                            ByteString proposal =
                                    ByteString.copyFrom(
                                            mallory.group()
                                                    .propose(new Proposal.Remove(1), format)
                                                    .encoded());
                            mallory.sendRaw(
                                    mallory.data(1, "").with(new Body.Data("", proposal)),
                                    mallory.identity.token(),
                                    Optional.empty());
                        } catch (RefusedException e) {
                            throw new AssertionError(e);
                        }
                    }
                });

        Member berta = channel.with("org/ns/berta");
        channel.isWell(anna, berta);
    }

    @Test
    void whatOnlyAModeratorSaysIsOfNoEffectFromAMember() {
        malloryIsIn();
        mallory.later(
                () -> {
                    var all = channel.session.roster().members();
                    var names = all.stream().map(Participant::name).toList();
                    Body.MlsContent mls = new Body.MlsContent(99, ByteString.copyFromUtf8("mls"));
                    List<Body> commands =
                            List.of(
                                    new Body.GroupClose(names),
                                    new Body.GroupUpdate(
                                            Body.Operation.REMOVE,
                                            all.get(1),
                                            List.of(),
                                            Optional.of(mls)),
                                    new Body.GroupWelcome(List.of(), Optional.of(mls)),
                                    new Body.RejoinReply(mls),
                                    new Body.LeaveRequest(),
                                    new Body.DiscoveryRequest(),
                                    new Body.JoinRequest(
                                            Optional.empty(), Optional.empty(), Optional.empty()));
                    commands.forEach(body -> mallory.say(mallory.command(body)));
                });

        channel.isWell(anna, mallory);
    }

    // ---- in somebody else's name

    private SessionMessage inNameOf(Member victim, Body body, Map<String, String> metadata) {
        return new SessionMessage(
                victim.name,
                mallory.moderator(),
                false,
                mallory.join().kind(),
                mallory.join().session(),
                mallory.newId(),
                metadata,
                body);
    }

    /// With mallory's own token; and with one that mallory has made in the victim's name, as whoever has the secret can.
    private List<Identity> guises(Member victim) {
        return List.of(mallory.identity, Secrets.pretending(victim.identity));
    }

    @Test
    void nobodyLeavesInAnothersName() {
        malloryIsIn();
        SessionMessage leave =
                inNameOf(
                        anna,
                        new Body.LeaveRequest(),
                        Map.of(SessionMessage.LEAVING, SessionMessage.TRUE));
        guises(anna).forEach(guise -> mallory.say(leave.withId(mallory.newId()), guise));

        channel.isWell(anna, mallory);
    }

    @Test
    void nobodyGoesOfflineInAnothersName() {
        malloryIsIn();
        Body offline = new Body.ParticipantState(anna.name, false, 0);
        guises(anna).forEach(guise -> mallory.say(inNameOf(anna, offline, Map.of()), guise));

        channel.isWell(anna, mallory);
        assertThat(channel.events)
                .noneMatch(
                        event ->
                                event instanceof SessionEvent.Presence(Participant member)
                                        && member.name().equals(anna.name));
    }

    @Test
    void nobodyIsAddedAnewInAnothersName() {
        malloryIsIn();
        Body rejoin = new Body.RejoinRequest(anna.name, mallory.newKeyPackage());
        guises(anna).forEach(guise -> mallory.say(inNameOf(anna, rejoin, Map.of()), guise));

        channel.isWell(anna, mallory);
    }

    @Test
    void nobodyConfirmsAWelcomeInAnothersName() {
        malloryIsIn();
        Member berta = channel.outside("org/ns/berta");
        berta.instead(
                Body.GroupWelcome.class,
                welcome ->
                        guises(berta)
                                .forEach(
                                        guise ->
                                                mallory.say(
                                                        welcome.message()
                                                                .answer(
                                                                        berta.name,
                                                                        new Body.GroupAck()),
                                                        guise)));

        assertThat(channel.invite(berta)).isInstanceOf(Outcome.NoReplyToWelcome.class);
        channel.isWell(anna, mallory);
    }

    @Test
    void nobodyAcknowledgesDataInAnothersName() {
        anna.silentTo(Body.Data.class);
        malloryIsIn();
        mallory.instead(
                Body.Data.class,
                data -> {
                    mallory.answer(data);
                    mallory.say(data.message().answer(anna.name, new Body.DataAck()));
                });

        var outcome = channel.publish("to all");

        assertThat(outcome.acknowledged()).containsExactly(mallory.name);
        assertThat(outcome.missing()).containsExactly(anna.name);
    }

    @Test
    void whatOneHasEncryptedIsNotTakenForAnothers() {
        malloryIsIn();
        mallory.later(
                () -> {
                    SessionMessage own = mallory.data(1, "I am anna");
                    SessionMessage annas =
                            new SessionMessage(
                                    anna.name,
                                    own.destination(),
                                    true,
                                    own.kind(),
                                    own.session(),
                                    own.id(),
                                    Map.of(),
                                    own.body());
                    mallory.sayEncrypted(annas, annas);
                    mallory.sayEncrypted(own, annas);
                });
        mallory.publish("I am mallory");

        untilAsserted(() -> assertThat(channel.read()).containsExactly("I am mallory"));
        channel.isWell(anna, mallory);
    }

    @Test
    void whoIsRemovedIsHeardNoMore() {
        malloryIsIn();
        channel.remove(mallory);

        mallory.publish("still here");
        mallory.say(mallory.command(new Body.Heartbeat(mallory.epoch())));
        mallory.say(mallory.command(new Body.RejoinRequest(mallory.name, mallory.newKeyPackage())));

        channel.isWell(anna);
        assertThat(channel.read()).doesNotContain("still here");
        assertThat(channel.session.roster().members())
                .extracting(Participant::name)
                .containsExactly(channel.application.name(), anna.name);
    }

    @Test
    void damagedDataIsDropped() {
        malloryIsIn();
        for (int id = 1; id <= 300; id++) {
            mallory.sendRaw(
                    mallory.data(id, "not encrypted"), mallory.identity.token(), Optional.empty());
        }
        channel.isWell(anna, mallory);
        assertThat(channel.read()).doesNotContain("not encrypted");
    }

    @Test
    void oldTokensProveNothing() {
        malloryIsIn();
        InstantSource yesterday = InstantSource.offset(Member.CLOCK, Duration.ofDays(-1));
        Identity stale = Secrets.of(yesterday, mallory.identity);
        mallory.say(
                mallory.command(new Body.LeaveRequest())
                        .with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE)),
                stale);

        channel.isWell(anna, mallory);
    }

    /// Each of them costs us the look at a signature that is wrong.
    @Test
    void aFloodHoldsNobodyElseUp() {
        malloryIsIn();
        var flooding = new AtomicBoolean(true);
        String token = mallory.identity.token();
        ByteString wrong = ByteString.copyFrom(new byte[70]);
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            while (flooding.get()) {
                                mallory.sendRaw(
                                        mallory.command(new Body.Heartbeat(1)),
                                        token,
                                        Optional.of(wrong));
                            }
                        });

        try {
            Member berta = channel.with("org/ns/berta");
            channel.isWell(anna, berta);
        } finally {
            flooding.set(false);
        }
    }

    @Test
    void aListenerIsNotFloodedWithRefusals() {
        malloryIsIn();
        for (int i = 0; i < 2_000; i++) {
            Name name = mallory.name;
            mallory.sendRaw(
                    mallory.command(new Body.Heartbeat(i)),
                    "not a token " + i + " of " + name,
                    Optional.empty());
        }
        channel.isWell(anna, mallory);
        assertThat(channel.refused()).hasSizeBetween(1, 50);
    }

    @Test
    void inASessionWithoutKeysOnlyMembersAreHeard() {
        ModeratedSession plain =
                channel.application.createGroup(
                        Name.parse("org/ns/plain"),
                        Channel.OPTIONS.withEncrypted(false),
                        channel.events::add);
        Member berta = channel.outside("org/ns/berta");
        Channel.get(plain.invite(berta.name));
        SessionMessage strangers = mallory.data(berta.join(), 1, "let me in");
        mallory.sendRaw(strangers, mallory.identity.token(), Optional.empty());
        mallory.sendRaw(berta.data(1, "I am berta"), mallory.identity.token(), Optional.empty());

        berta.publish("I am");

        untilAsserted(() -> assertThat(channel.read()).containsExactly("I am"));
    }
}
