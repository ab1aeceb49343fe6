package io.slimconsole.session;

import static io.slimconsole.session.Channel.get;
import static io.slimconsole.session.Channel.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.Body;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How far what was published came, and that everybody who waits is told, whenever it ends.
final class EndsTest {
    /// Gives up after an hour.
    private static final SessionOptions PATIENT =
            Channel.OPTIONS.withTimers(Duration.ofMinutes(6), 9);

    private Channel channel = new Channel(new Hub());

    @AfterEach
    void close() {
        channel.close();
    }

    private void patient() {
        channel.close();
        channel = new Channel(new Hub(), PATIENT, SessionStorage.NONE);
    }

    private static Map<Name, Receipt> receipts(CompletableFuture<PublishOutcome> of) {
        return ((PublishOutcome.Answered) get(of)).receipts();
    }

    // ---- what was published

    @Test
    void whatIsPublishedBeforeTheFirstMemberWaitsForIt() {
        var early = channel.session.publish(text("early"));

        Member anna = channel.with("org/ns/anna");

        assertThat(receipts(early)).isEqualTo(Map.of(anna.name, Receipt.ACKNOWLEDGED));
        anna.awaitRead("early");
    }

    @Test
    void whatWaitedForAFirstMemberIsNotSentWhenNoneCame() {
        var early = channel.session.publish(text("early"));

        assertThat(get(channel.session.end())).isInstanceOf(Outcome.Closed.class);

        assertThat(get(early))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.NOBODY_CAME));
    }

    @Test
    void whoGoesBeforeItHasAnsweredIsToldAsGone() {
        patient();
        Member anna = channel.with("org/ns/anna");
        Member berta = channel.with("org/ns/berta").silentTo(Body.Data.class);
        Member carla = channel.with("org/ns/carla").silentTo(Body.Data.class);
        Member dora = channel.outside("org/ns/dora");

        var published = channel.session.publish(text("hello"));
        anna.awaitRead("hello");
        Await.until("berta has it", () -> berta.heard(Body.Data.class) == 1);
        assertThat(channel.invite(dora)).isInstanceOf(Outcome.Invited.class);
        berta.say(berta.command(new Body.ParticipantState(berta.name, false, berta.epoch())));
        assertThat(published).isNotDone();
        assertThat(channel.remove(carla)).isInstanceOf(Outcome.Removed.class);

        assertThat(receipts(published))
                .isEqualTo(
                        Map.of(
                                anna.name, Receipt.ACKNOWLEDGED,
                                berta.name, Receipt.LEFT,
                                carla.name, Receipt.LEFT));
        assertThat(dora.read()).isEmpty();
        assertThat(receipts(channel.session.publish(text("next"))))
                .containsOnlyKeys(anna.name, dora.name);
    }

    @Test
    void whoStaysSilentIsToldAsNotReached() {
        Member anna = channel.with("org/ns/anna");
        Member berta = channel.with("org/ns/berta").silentTo(Body.Data.class);

        assertThat(receipts(channel.session.publish(text("hello"))))
                .isEqualTo(
                        Map.of(anna.name, Receipt.ACKNOWLEDGED, berta.name, Receipt.UNREACHABLE));
        assertThat(berta.heard(Body.Data.class)).isEqualTo(5);
    }

    @Test
    void closingWaitsForWhatIsUnderWay() {
        patient();
        Member anna = channel.with("org/ns/anna");
        anna.silentTo(Body.Data.class);
        var published = channel.session.publish(text("hello"));
        Await.until("anna has it", () -> anna.heard(Body.Data.class) == 1);

        var closed = channel.session.end();
        assertThat(get(channel.session.publish(text("too late"))))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.ENDING));
        assertThat(closed).isNotDone();
        anna.reply(anna.last(Body.Data.class), new Body.DataAck());

        assertThat(get(closed)).isInstanceOf(Outcome.Closed.class);
        assertThat(receipts(published)).isEqualTo(Map.of(anna.name, Receipt.ACKNOWLEDGED));
    }

    @Test
    void closingTwiceDoesNotWait() {
        patient();
        Member anna = channel.with("org/ns/anna").silentTo(Body.Data.class);
        var published = channel.session.publish(text("hello"));
        Await.until("anna has it", () -> anna.heard(Body.Data.class) == 1);

        var first = channel.session.end();
        var second = channel.session.end();

        assertThat(get(second)).isInstanceOf(Outcome.Closed.class);
        assertThat(get(first)).isInstanceOf(Outcome.SessionOver.class);
        assertThat(receipts(published)).isEqualTo(Map.of(anna.name, Receipt.UNKNOWN));
    }

    @Test
    void aSessionEndsForAllWithTheBlockThatItIsUsedIn() {
        Member anna = channel.with("org/ns/anna");

        try (ModeratedSession session = channel.session) {
            assertThat(receipts(session.publish(text("hello"))))
                    .isEqualTo(Map.of(anna.name, Receipt.ACKNOWLEDGED));
        }

        assertThat(channel.session.isOver()).isTrue();
        assertThat(anna.heard(Body.GroupClose.class)).isEqualTo(1);
        channel.session.close();
    }

    // ---- an application that leaves

    /// @param phase at which the invitation is stuck
    @ParameterizedTest
    @ValueSource(
            classes = {
                Body.DiscoveryRequest.class,
                Body.JoinRequest.class,
                Body.GroupWelcome.class
            })
    void whoeverWaitsIsToldWhenTheApplicationLeaves(Class<? extends Body> phase) {
        patient();
        Member anna = channel.with("org/ns/anna").silentTo(Body.Data.class);
        Member berta = channel.outside("org/ns/berta").silentTo(phase);
        List<CompletableFuture<Outcome>> asked =
                List.of(
                        channel.session.invite(berta.name),
                        channel.session.remove(anna.name),
                        channel.session.invite(berta.name));
        Await.until("berta was asked", () -> berta.heard(phase) > 0);
        var published = channel.session.publish(text("hello"));
        Await.until("anna has it", () -> anna.heard(Body.Data.class) == 1);

        channel.application.close();
        channel.application.close();

        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(asked.stream().map(Channel::get)).containsOnly(new Outcome.SessionOver());
        assertThat(receipts(published)).containsEntry(anna.name, Receipt.UNKNOWN);
        assertThat(channel.events.getLast()).isEqualTo(new SessionEvent.Ended());
    }

    @Test
    void whileItClosesAndRemovesEverybodyIsToldAsWell() {
        patient();
        Member anna = channel.with("org/ns/anna");
        Member berta = channel.with("org/ns/berta");
        anna.silentTo(Body.GroupUpdate.class);
        var removed = channel.session.remove(berta.name);
        Await.until("anna was told", () -> anna.heard(Body.GroupUpdate.class) == 2);
        anna.silentTo(Body.GroupClose.class);
        var closed = channel.session.end();
        assertThat(get(removed)).isInstanceOf(Outcome.SessionOver.class);

        channel.application.close();

        assertThat(closed).isCompletedWithValue(new Outcome.SessionOver());
    }

    @Test
    void whatIsAskedOfASessionOrAnApplicationThatIsOverSaysSo() {
        Member anna = channel.with("org/ns/anna");
        channel.application.close();

        assertThat(get(channel.session.invite(anna.name))).isInstanceOf(Outcome.SessionOver.class);
        assertThat(get(channel.session.remove(anna.name))).isInstanceOf(Outcome.SessionOver.class);
        assertThat(get(channel.session.end())).isInstanceOf(Outcome.SessionOver.class);
        assertThat(get(channel.session.publish(text("hello"))))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.ENDED));
        assertThat(channel.application.sessions()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                channel.application.createGroup(
                                        Channel.NAME, Channel.OPTIONS, _ -> {}))
                .withMessageContaining("has left the network");
        assertThatIllegalStateException()
                .isThrownBy(() -> channel.application.resume(_ -> _ -> {}))
                .withMessageContaining("has left the network");
    }

    @Test
    void anApplicationMayLeaveFromWithinAListener() throws InterruptedException {
        var left = new CountDownLatch(1);
        ModeratedSession other =
                channel.application.createGroup(
                        Channel.NAME,
                        Channel.OPTIONS,
                        event -> {
                            if (event instanceof SessionEvent.Joined) {
                                channel.application.close();
                                left.countDown();
                            }
                        });
        Member anna = channel.outside("org/ns/anna");

        var _ = other.invite(anna.name);

        assertThat(left.await(Await.DEADLINE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        Await.until("no session is left", () -> channel.application.sessions().isEmpty());
    }
}
