package io.slimconsole.session;

import static io.slimconsole.session.Channel.get;
import static io.slimconsole.session.Channel.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Body;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// What a moderator builds on fails: its store, its cipher, its network, whoever listens to it.
final class FailuresTest {
    private final Hub hub = new Hub();
    private final Shelf shelf = new Shelf();
    private final Channel channel = new Channel(hub, Channel.OPTIONS, shelf.storage());
    private Member anna;
    private Member berta;

    @BeforeEach
    void annaIsIn() {
        anna = channel.with("org/ns/anna");
        berta = channel.outside("org/ns/berta");
    }

    @AfterEach
    void close() {
        shelf.full = false;
        shelf.locked = false;
        hub.recover();
        channel.close();
    }

    private void awaitEvent(Class<? extends SessionEvent> of) {
        Await.until(of.getSimpleName(), () -> channel.events.stream().anyMatch(of::isInstance));
    }

    // ---- the store

    @Test
    void nobodyHearsOfAChangeBeforeItIsStored() {
        shelf.full = true;
        CompletableFuture<Outcome> invited = channel.session.invite(berta.name);
        awaitEvent(SessionEvent.NotStored.class);

        assertThat(berta.heard(Body.GroupWelcome.class)).isZero();
        assertThat(anna.heard(Body.GroupUpdate.class)).isZero();
        shelf.full = false;

        assertThat(get(invited)).isInstanceOf(Outcome.Invited.class);
        channel.isWell(anna, berta);
        assertThat(channel.events).filteredOn(SessionEvent.NotStored.class::isInstance).hasSize(1);
    }

    @Test
    void whatCanNotBeStoredEndsTheSessionAndItGoesOnFromWhatWasStored() {
        shelf.full = true;

        Outcome outcome = get(channel.session.invite(berta.name));

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.NotPossible("the session can't be stored: the disk is full"));
        awaitEvent(SessionEvent.Ended.class);
        assertThat(berta.heard(Body.GroupWelcome.class)).isZero();
        assertThat(anna.heard(Body.GroupUpdate.class)).isZero();
        channel.application.close();
        shelf.full = false;
        var events = new ArrayList<SessionEvent>();
        try (Application again = Channel.join(hub, channel.identity, shelf.storage())) {
            assertThat(again.resume(_ -> events::add)).isEmpty();
            ModeratedSession session = again.sessions().getFirst();
            assertThat(session.epoch()).isEqualTo(anna.epoch());
            var published = (PublishOutcome.Answered) get(session.publish(text("again")));
            assertThat(published.acknowledged()).containsExactly(anna.name);
            assertThat(get(session.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
        }
    }

    /// Its key and its number would be used for something else after a restart.
    @Test
    void nothingIsPublishedBeforeWhatItTookIsStored() {
        shelf.full = true;
        CompletableFuture<PublishOutcome> published = channel.session.publish(text("hello"));
        awaitEvent(SessionEvent.NotStored.class);

        assertThat(anna.heard(Body.Data.class)).isZero();
        shelf.full = false;

        assertThat(((PublishOutcome.Answered) get(published)).acknowledged())
                .containsExactly(anna.name);
    }

    @Test
    void aSessionWhoseBeginningCanNotBeStoredIsStoredBeforeAnybodyIsIn() {
        shelf.full = true;
        ModeratedSession other =
                channel.application.createGroup(
                        Name.parse("org/ns/other"), Channel.OPTIONS, _ -> {});
        shelf.full = false;

        assertThat(get(other.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
        assertThat(shelf.load()).hasSize(2);
    }

    @Test
    void membersThatComeAndGoDoNotKeepTheDiskBusy() {
        int before = shelf.saved.get();
        for (int i = 0; i < 50; i++) {
            anna.say(anna.command(new Body.ParticipantState(anna.name, i % 2 == 1, anna.epoch())));
        }
        Await.until("all answered", () -> anna.heard(Body.GroupAck.class) == 50);

        assertThat(shelf.saved.get()).isEqualTo(before);
        channel.isWell(anna);
    }

    @Test
    void aSessionThatCanNotBeForgottenEndsAllTheSame() {
        shelf.full = true;

        assertThat(get(channel.session.end())).isInstanceOf(Outcome.class);
        awaitEvent(SessionEvent.Ended.class);
        assertThat(channel.application.sessions()).isEmpty();
    }

    // ---- the cipher

    @Test
    void keysThatCanNotBeSealedAreNotUsed() {
        shelf.locked = true;
        assertThat(channel.invite(berta))
                .isInstanceOfSatisfying(
                        Outcome.JoinRefused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isEqualTo(
                                                "the keys can't be sealed: the vault is locked"));
        assertThat(channel.remove(anna)).isInstanceOf(Outcome.NotPossible.class);
        assertThat(anna.heard(Body.GroupUpdate.class)).isZero();

        shelf.locked = false;

        assertThat(channel.invite(berta)).isInstanceOf(Outcome.Invited.class);
        channel.isWell(anna, berta);
    }

    @Test
    void aGroupWhoseKeysCanNotBeSealedDoesNotBegin() {
        ModeratedSession other =
                channel.application.createGroup(
                        Name.parse("org/ns/other"), Channel.OPTIONS, _ -> {});
        shelf.locked = true;

        assertThat(get(other.invite(berta.name))).isInstanceOf(Outcome.NotPossible.class);

        shelf.locked = false;
        assertThat(get(other.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
    }

    // ---- the network

    @Test
    void aNetworkThatFailsForAWhileCostsThatWhile() {
        hub.failWith("the node is away");
        assertThat(channel.invite(berta)).isInstanceOf(Outcome.NobodyThere.class);
        assertThat(channel.publish("lost").missing()).containsExactly(anna.name);

        hub.recover();
        anna.say(anna.command(new Body.Heartbeat(anna.epoch())));

        assertThat(channel.invite(berta)).isInstanceOf(Outcome.Invited.class);
        channel.isWell(anna, berta);
    }

    @Test
    void aChannelThatCanNotBeSubscribedIsTheReason() {
        ModeratedSession other =
                channel.application.createGroup(
                        Name.parse("org/ns/other"), Channel.OPTIONS, _ -> {});
        hub.refuseNames("no more subscriptions");

        assertThat(get(other.invite(berta.name)))
                .isEqualTo(new Outcome.NotPossible("no more subscriptions"));

        hub.recover();
        assertThat(get(other.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
    }

    @Test
    void whatIsTooLargeIsRefusedAndNothingElseHappens() {
        var large = new Payload("", ByteString.copyFrom(new byte[4_000_000]), Map.of());

        assertThat(get(channel.session.publish(large)))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.TOO_LARGE));
        assertThat(get(channel.session.publishTo(anna.name, large)))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.TOO_LARGE));
        channel.isWell(anna);
    }

    @Test
    void whatIsAlmostTooLargeArrives() {
        var large = new Payload("", ByteString.copyFrom(new byte[3_499_000]), Map.of());

        var outcome = (PublishOutcome.Answered) get(channel.session.publish(large));

        assertThat(outcome.acknowledged()).containsExactly(anna.name);
    }

    @Test
    void twoSessionsOverOneChannelDoNotTakeItFromEachOther() {
        ModeratedSession other =
                channel.application.createGroup(Channel.NAME, Channel.OPTIONS, _ -> {});
        assertThat(get(other.end())).isInstanceOf(Outcome.Closed.class);
        channel.isWell(anna);

        ModeratedSession third =
                channel.application.createGroup(Channel.NAME, Channel.OPTIONS, _ -> {});
        assertThat(get(third.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
        assertThat(get(third.end())).isInstanceOf(Outcome.Closed.class);
        channel.isWell(anna);
    }

    // ---- who listens

    @Test
    void aListenerThatThrowsMissesWhatItThrewAtAndNothingElse() {
        var heard = new ArrayList<SessionEvent>();
        ModeratedSession other =
                channel.application.createGroup(
                        Name.parse("org/ns/other"),
                        Channel.OPTIONS,
                        event -> {
                            heard.add(event);
                            throw new IllegalStateException("I can't");
                        });

        assertThat(get(other.invite(berta.name))).isInstanceOf(Outcome.Invited.class);
        assertThat(get(other.end())).isEqualTo(new Outcome.Closed(Set.of()));
        assertThat(List.copyOf(heard)).hasSizeGreaterThan(3);
    }
}
