package io.slimconsole.session.delivery;

import static io.slimconsole.session.delivery.Fixture.ANNA;
import static io.slimconsole.session.delivery.Fixture.BERTA;
import static io.slimconsole.session.delivery.Fixture.CAROL;
import static io.slimconsole.session.delivery.Fixture.START;
import static io.slimconsole.session.delivery.Fixture.T;
import static io.slimconsole.session.delivery.Fixture.answered;
import static io.slimconsole.session.delivery.Fixture.deliver;
import static io.slimconsole.session.delivery.Fixture.ignored;
import static io.slimconsole.session.delivery.Fixture.lost;
import static io.slimconsole.session.delivery.Fixture.online;
import static io.slimconsole.session.delivery.Fixture.receipts;
import static io.slimconsole.session.delivery.Fixture.refused;
import static io.slimconsole.session.delivery.Fixture.send;
import static io.slimconsole.session.delivery.Receipt.ACKNOWLEDGED;
import static io.slimconsole.session.delivery.Receipt.UNKNOWN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How delivery comes to an end.
final class EndTest {
    private static final DeliveryInput DRAIN = new DeliveryInput.Drain();
    private static final DeliveryInput CLOSE = new DeliveryInput.Close();
    private static final DeliveryOutput ENDED = new DeliveryOutput.Ended();

    @Test
    void withNothingUnderWayItEndsAtOnce() {
        assertThat(Fixture.group().with(BERTA).on(DRAIN)).containsExactly(ENDED);
    }

    @Test
    void itWaitsForWhatIsOnItsWayAndTakesNothingNew() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);

        assertThat(anna.on(DRAIN)).isEmpty();
        assertThat(anna.publish(2)).containsExactly(refused(2, PublishOutcome.Reason.ENDING));
        assertThat(anna.publishTo(BERTA, 3))
                .containsExactly(refused(3, PublishOutcome.Reason.ENDING));
        assertThat(anna.after(T)).containsExactly(send(anna.data(ANNA, BERTA, 1)));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED)), ENDED);
    }

    @Test
    void whatWaitedForAFirstMemberIsRefused() {
        var anna = Fixture.group();
        anna.publish(1);

        assertThat(anna.on(DRAIN))
                .containsExactly(refused(1, PublishOutcome.Reason.NOBODY_CAME), ENDED);
    }

    @Test
    void itWaitsForWhatIsMissingAndTakesNothingElse() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));

        assertThat(anna.on(DRAIN)).isEmpty();
        assertThat(anna.receive(anna.data(BERTA, 4)))
                .containsExactly(ignored(DeliveryOutput.Cause.ENDING));
        assertThat(anna.receive(anna.data(CAROL, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.ENDING));
        assertThat(anna.receive(anna.directed(BERTA, ANNA, -7, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.ENDING));
        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1)), ignored(DeliveryOutput.Cause.DUPLICATE));
        assertThat(anna.receive(anna.data(BERTA, ANNA, 2)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 2)),
                        deliver(anna.data(BERTA, ANNA, 2)),
                        deliver(anna.data(BERTA, 3)),
                        ENDED);
    }

    @Test
    void aRepeatedMessageToOneIsStillAcknowledged() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.directed(BERTA, ANNA, -7, 1));
        anna.publish(1);
        anna.on(DRAIN);

        assertThat(anna.receive(anna.directed(BERTA, ANNA, -7, 1)))
                .containsExactly(
                        send(anna.directedAck(ANNA, BERTA, -7)),
                        ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void withoutReliabilityThereIsNothingToWaitFor() {
        var anna = Fixture.unreliableGroup().with(BERTA);
        anna.publish(1);

        assertThat(anna.on(DRAIN)).containsExactly(ENDED);
    }

    @Test
    void itEndsAfterAMinuteWhateverIsMissingThen() {
        var anna =
                Fixture.of(
                                new DeliverySettings(
                                        ANNA,
                                        Optional.of(Fixture.CHANNEL),
                                        Fixture.SESSION,
                                        Optional.of(new Reliability(Duration.ofHours(1), 1)),
                                        true,
                                        true,
                                        0))
                        .with(BERTA);
        anna.publish(1);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));
        anna.on(DRAIN);
        assertThat(anna.delivery.nextDeadline()).contains(START.plus(Delivery.DRAIN_LIMIT));
        anna.after(Duration.ofSeconds(1));
        assertThat(anna.on(DRAIN)).isEmpty();

        assertThat(anna.after(Delivery.DRAIN_LIMIT))
                .containsExactly(
                        answered(1, 1, receipts(BERTA, UNKNOWN)),
                        lost(BERTA, 2, 1, DeliveryOutput.Loss.ENDED),
                        deliver(anna.data(BERTA, 3)),
                        ENDED);
        assertThat(anna.delivery.nextDeadline()).isEmpty();
    }

    @Test
    void closedItEndsNowAndSaysWhatIsKnown() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.receive(anna.ack(CAROL, ANNA, 1));

        assertThat(anna.on(CLOSE))
                .containsExactly(
                        answered(1, 1, receipts(BERTA, UNKNOWN, CAROL, ACKNOWLEDGED)), ENDED);
    }

    @Test
    void closedWhileItDrainsItEndsNow() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);
        anna.on(DRAIN);

        assertThat(anna.on(CLOSE)).containsExactly(answered(1, 1, receipts(BERTA, UNKNOWN)), ENDED);
    }

    @Test
    void closedBeforeAnybodyCameItRefusesWhatWaited() {
        var anna = Fixture.group();
        anna.publish(1);

        assertThat(anna.on(CLOSE))
                .containsExactly(refused(1, PublishOutcome.Reason.NOBODY_CAME), ENDED);
    }

    @Test
    void membersComeAndGoWhileItDrains() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);
        anna.on(DRAIN);

        assertThat(anna.on(online(CAROL))).isEmpty();
        assertThat(anna.on(new DeliveryInput.MemberRemoved(CAROL))).isEmpty();
        assertThat(anna.receive(anna.request(BERTA, ANNA, 1)))
                .containsExactly(send(anna.reply(ANNA, BERTA, 1)));
        assertThat(anna.on(new DeliveryInput.MemberOffline(BERTA)))
                .containsExactly(answered(1, 1, receipts(BERTA, Receipt.LEFT)), ENDED);
    }

    @Test
    void afterTheEndNothingHappensAndPublicationsAreRefused() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.on(CLOSE);

        assertThat(anna.publish(1)).containsExactly(refused(1, PublishOutcome.Reason.ENDED));
        assertThat(anna.publishTo(BERTA, 2))
                .containsExactly(refused(2, PublishOutcome.Reason.ENDED));
        assertThat(anna.receive(anna.data(BERTA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.ENDED));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.ENDED));
        for (DeliveryInput input :
                List.of(
                        online(CAROL),
                        new DeliveryInput.MemberOffline(BERTA),
                        new DeliveryInput.MemberRemoved(BERTA),
                        new DeliveryInput.TimePassed(),
                        DRAIN,
                        CLOSE)) {
            assertThat(anna.on(input)).as("%s", input).isEmpty();
        }
    }
}
