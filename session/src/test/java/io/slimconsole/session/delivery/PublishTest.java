package io.slimconsole.session.delivery;

import static io.slimconsole.session.delivery.Fixture.ANNA;
import static io.slimconsole.session.delivery.Fixture.BERTA;
import static io.slimconsole.session.delivery.Fixture.CAROL;
import static io.slimconsole.session.delivery.Fixture.CHANNEL;
import static io.slimconsole.session.delivery.Fixture.RELIABLE;
import static io.slimconsole.session.delivery.Fixture.RETRIES;
import static io.slimconsole.session.delivery.Fixture.SESSION;
import static io.slimconsole.session.delivery.Fixture.START;
import static io.slimconsole.session.delivery.Fixture.T;
import static io.slimconsole.session.delivery.Fixture.answered;
import static io.slimconsole.session.delivery.Fixture.ignored;
import static io.slimconsole.session.delivery.Fixture.online;
import static io.slimconsole.session.delivery.Fixture.receipts;
import static io.slimconsole.session.delivery.Fixture.refused;
import static io.slimconsole.session.delivery.Fixture.send;
import static io.slimconsole.session.delivery.Receipt.ACKNOWLEDGED;
import static io.slimconsole.session.delivery.Receipt.LEFT;
import static io.slimconsole.session.delivery.Receipt.UNREACHABLE;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sender does.
final class PublishTest {
    private static final Duration FOREVER = Duration.ofHours(1);

    @Test
    void aMessageGoesToTheChannelAndIsNumberedFromOne() {
        var anna = Fixture.group().with(BERTA, CAROL);

        assertThat(anna.publish(1)).containsExactly(send(anna.data(ANNA, CHANNEL, 1)));
        assertThat(anna.publish(2)).containsExactly(send(anna.data(ANNA, CHANNEL, 2)));
        assertThat(anna.delivery.sequence()).isEqualTo(2);
    }

    @Test
    void betweenTwoItGoesToTheOtherOneAlone() {
        var anna = Fixture.pointToPoint().with(BERTA);

        assertThat(anna.publish(1)).containsExactly(send(anna.data(ANNA, BERTA, 1)));
    }

    @Test
    void theSequenceOfARestoredSessionGoesOnAndAfterTheLastIdComesZero() {
        var anna = Fixture.group(Integer.MAX_VALUE - 1).with(BERTA);

        assertThat(anna.publish(Integer.MAX_VALUE))
                .containsExactly(send(anna.data(ANNA, Integer.MAX_VALUE)));
        assertThat(anna.publish(0)).containsExactly(send(anna.data(ANNA, 0)));
    }

    @Test
    void aPublicationIsThroughWhenTheLastOneHasAcknowledgedIt() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);

        assertThat(anna.receive(anna.ack(CAROL, ANNA, 1))).isEmpty();
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(
                        answered(1, 1, receipts(BERTA, ACKNOWLEDGED, CAROL, ACKNOWLEDGED)));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
    }

    @Test
    void anAcknowledgementCountsOnceAndOnlyFromThoseItWasFor() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);
        anna.on(online(CAROL));

        assertThat(anna.receive(anna.ack(CAROL, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1))).hasSize(1);
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
    }

    @Test
    void weOurselvesAreNotWaitedFor() {
        var anna = Fixture.group().with(ANNA, BERTA);
        anna.publish(1);

        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED)));
    }

    @Test
    void whoDoesNotReceiveDataIsNotWaitedFor() {
        var anna = Fixture.group().with(BERTA);
        anna.on(new DeliveryInput.MemberOnline(new Participant(CAROL, true, false, true), false));
        anna.publish(1);

        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED)));
    }

    @Test
    void whoHasNotAcknowledgedGetsItAgainByName() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.receive(anna.ack(BERTA, ANNA, 1));

        assertThat(anna.after(T)).containsExactly(send(anna.data(ANNA, CAROL, 1)));
        assertThat(anna.after(T)).containsExactly(send(anna.data(ANNA, CAROL, 1)));
    }

    @Test
    void whoNeverAnswersIsReportedOnceAndHoldsNothingUp() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.publish(2);
        anna.receive(anna.ack(BERTA, ANNA, 1));
        anna.after(T.multipliedBy(RETRIES));

        assertThat(anna.after(T))
                .containsExactly(
                        new DeliveryOutput.Unreachable(CAROL),
                        answered(1, 1, receipts(BERTA, ACKNOWLEDGED, CAROL, UNREACHABLE)),
                        new DeliveryOutput.Unreachable(BERTA),
                        answered(2, 2, receipts(BERTA, UNREACHABLE, CAROL, UNREACHABLE)));
        assertThat(anna.after(FOREVER)).isEmpty();
    }

    @Test
    void whoWasUnreachableIsNotWaitedForUntilItIsBack() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.receive(anna.ack(BERTA, ANNA, 1));
        anna.after(T.multipliedBy(RETRIES + 1));

        anna.publish(2);

        assertThat(anna.receive(anna.ack(BERTA, ANNA, 2)))
                .containsExactly(answered(2, 2, receipts(BERTA, ACKNOWLEDGED)));
        anna.on(online(CAROL));
        anna.publish(3);
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 3))).isEmpty();
    }

    @Test
    void lateTimersRepeatOnceNotAsOftenAsTheyWereMissed() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);

        var late = anna.delivery.on(new DeliveryInput.TimePassed(), START.plus(T.multipliedBy(2)));

        assertThat(late).containsExactly(send(anna.data(ANNA, BERTA, 1)));
        assertThat(anna.delivery.nextDeadline()).contains(START.plus(T.multipliedBy(3)));
    }

    @Test
    void aClockThatGoesBackIsTakenToStandStill() {
        var anna = Fixture.group().with(BERTA);

        anna.delivery.on(new DeliveryInput.Publish(1, Fixture.payload(1)), START.minus(FOREVER));

        assertThat(anna.delivery.nextDeadline()).contains(START.plus(T));
    }

    @Test
    void theLastOneToLeaveLetsThePublicationEnd() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.receive(anna.ack(BERTA, ANNA, 1));

        assertThat(anna.on(new DeliveryInput.MemberRemoved(CAROL)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED, CAROL, LEFT)));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
    }

    @Test
    void whoGoesOfflineIsNotWaitedForEither() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);

        assertThat(anna.on(new DeliveryInput.MemberOffline(BERTA)))
                .containsExactly(answered(1, 1, receipts(BERTA, LEFT)));
    }

    @Test
    void whoTheSessionDoesNotKnowMayGo() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);

        assertThat(anna.on(new DeliveryInput.MemberOffline(CAROL))).isEmpty();
        assertThat(anna.on(new DeliveryInput.MemberRemoved(CAROL))).isEmpty();
    }

    @Test
    void whatIsPublishedToNobodyWaitsForTheFirstMemberAndLeavesOnce() {
        var anna = Fixture.group();
        assertThat(anna.publish(1)).isEmpty();
        assertThat(anna.publish(2)).isEmpty();
        assertThat(anna.after(FOREVER)).isEmpty();

        assertThat(anna.on(online(BERTA)))
                .containsExactly(send(anna.data(ANNA, 1)), send(anna.data(ANNA, 2)));
        assertThat(anna.on(online(CAROL))).isEmpty();
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED)));
    }

    @Test
    void aMemberThatDoesNotReceiveIsNoFirstMember() {
        var anna = Fixture.group();
        anna.publish(1);

        assertThat(
                        anna.on(
                                new DeliveryInput.MemberOnline(
                                        new Participant(BERTA, true, false, true), true)))
                .isEmpty();
    }

    @Test
    void theOnlyMemberThatComesBackGetsWhatWaitedButNothingTwice() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);
        anna.receive(anna.ack(BERTA, ANNA, 1));
        anna.on(new DeliveryInput.MemberOffline(BERTA));
        anna.publish(2);

        assertThat(anna.on(online(BERTA))).containsExactly(send(anna.data(ANNA, 2)));
    }

    @Test
    void aMessageToOneHasAnIdOfItsOwnAndIsRepeatedUnchanged() {
        var anna = Fixture.group().with(BERTA, CAROL);

        var message = sentMessage(anna.publishTo(CAROL, 1));

        assertThat(message).isEqualTo(anna.directed(ANNA, CAROL, message.id(), 1));
        assertThat(Integer.toUnsignedLong(message.id())).isBetween(2147483648L, 4294967294L);
        assertThat(anna.after(T)).containsExactly(send(message));
        assertThat(anna.receive(anna.directedAck(BERTA, ANNA, message.id())))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.directedAck(CAROL, ANNA, message.id())))
                .containsExactly(answered(1, message.id(), receipts(CAROL, ACKNOWLEDGED)));
        assertThat(anna.publish(2)).containsExactly(send(anna.data(ANNA, 1).with(Fixture.body(2))));
    }

    @Test
    void aMessageToOneWhoIsNotThereIsRefused() {
        var anna = Fixture.group().with(BERTA);
        anna.on(new DeliveryInput.MemberOffline(BERTA));

        assertThat(anna.publishTo(BERTA, 1))
                .containsExactly(refused(1, PublishOutcome.Reason.UNKNOWN_DESTINATION));
        assertThat(anna.publishTo(CAROL, 2))
                .containsExactly(refused(2, PublishOutcome.Reason.UNKNOWN_DESTINATION));
    }

    @Test
    void betweenTwoAMessageToOneIsOneToAll() {
        var anna = Fixture.pointToPoint().with(BERTA);

        assertThat(anna.publishTo(BERTA, 1)).containsExactly(send(anna.data(ANNA, BERTA, 1)));
    }

    @Test
    void theApplicationCannotMarkAMessageToAllAsOneToOne() {
        var anna = Fixture.group().with(BERTA);
        var payload =
                new Payload(
                        "text", Fixture.payload(1).blob(), Map.of("k", "v", "PUBLISH_TO", "TRUE"));

        assertThat(anna.on(new DeliveryInput.Publish(1, payload)))
                .containsExactly(send(anna.data(ANNA, 1)));
    }

    @Test
    void whoAsksForAMessageGetsItAndIsStillWaitedFor() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);

        assertThat(anna.receive(anna.request(BERTA, ANNA, 1)))
                .containsExactly(send(anna.reply(ANNA, BERTA, 1)));
        assertThat(anna.after(T)).containsExactly(send(anna.data(ANNA, BERTA, 1)));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 1)))
                .containsExactly(answered(1, 1, receipts(BERTA, ACKNOWLEDGED)));
        assertThat(anna.receive(anna.request(BERTA, ANNA, 1)))
                .containsExactly(send(anna.reply(ANNA, BERTA, 1)));
    }

    @Test
    void theNewest512MessagesAreKeptForThoseWhoAsk() {
        var anna = Fixture.group().with(BERTA);
        for (int id = 1; id <= 513; id++) {
            anna.publish(id);
            anna.receive(anna.ack(BERTA, ANNA, id));
        }

        assertThat(anna.receive(anna.request(BERTA, ANNA, 2)))
                .containsExactly(send(anna.reply(ANNA, BERTA, 2)));
        assertThat(anna.receive(anna.request(BERTA, ANNA, 1)))
                .containsExactly(send(anna.notKept(ANNA, BERTA, 1)));
        assertThat(anna.receive(anna.request(BERTA, ANNA, 514)))
                .containsExactly(send(anna.notKept(ANNA, BERTA, 514)));
    }

    @Test
    void aMessageThatSomebodyHasYetToAcknowledgeIsKeptHoweverOldItIs() {
        var anna = Fixture.group().with(BERTA);
        anna.publish(1);
        for (int id = 2; id <= 600; id++) {
            anna.publish(id);
            anna.receive(anna.ack(BERTA, ANNA, id));
        }

        assertThat(anna.receive(anna.request(BERTA, ANNA, 1)))
                .containsExactly(send(anna.reply(ANNA, BERTA, 1)));
        assertThat(anna.after(T)).containsExactly(send(anna.data(ANNA, BERTA, 1)));
    }

    @Test
    void nobodyGetsWhatWasPublishedBeforeHeCame() {
        var anna = Fixture.group(Integer.MAX_VALUE - 1).with(BERTA);
        anna.publish(1);
        anna.on(online(CAROL));
        anna.publish(0);

        assertThat(anna.receive(anna.request(CAROL, ANNA, Integer.MAX_VALUE)))
                .containsExactly(send(anna.notKept(ANNA, CAROL, Integer.MAX_VALUE)));
        assertThat(anna.receive(anna.request(CAROL, ANNA, 0)))
                .containsExactly(send(anna.reply(ANNA, CAROL, 0)));
        assertThat(anna.receive(anna.request(BERTA, ANNA, Integer.MAX_VALUE))).hasSize(1);
    }

    @Test
    void whoIsOfflineForUsMayStillAskButNotWhoIsRemoved() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.publish(1);
        anna.on(new DeliveryInput.MemberOffline(CAROL));

        assertThat(anna.receive(anna.request(CAROL, ANNA, 1)))
                .containsExactly(send(anna.reply(ANNA, CAROL, 1)));
        anna.on(new DeliveryInput.MemberRemoved(CAROL));
        assertThat(anna.receive(anna.request(CAROL, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.STRANGER));
        anna.on(online(CAROL));
        assertThat(anna.receive(anna.request(CAROL, ANNA, 1)))
                .containsExactly(send(anna.notKept(ANNA, CAROL, 1)));
    }

    @Test
    void aMessageToOneIsNotGivenToAnother() {
        var anna = Fixture.group().with(BERTA, CAROL);
        int id = sentMessage(anna.publishTo(CAROL, 1)).id();

        assertThat(anna.receive(anna.request(BERTA, ANNA, id)))
                .containsExactly(send(anna.notKept(ANNA, BERTA, id)));
    }

    @Test
    void aMessageToOneIsNotTakenForTheOneToAllWhoseIdLooksAlike() {
        int id = Integer.MIN_VALUE + 1;
        var anna = Fixture.groupWithDirectedIds(id).with(BERTA, CAROL);
        anna.publish(1);
        anna.publishTo(CAROL, 2);

        assertThat(anna.receive(anna.request(BERTA, ANNA, id)))
                .containsExactly(send(anna.notKept(ANNA, BERTA, id)));
    }

    @Test
    void noMoreThan512AreOnTheirWayAndTheNextOneIsRefusedUntilOneIsThrough() {
        var anna = Fixture.group().with(BERTA);
        for (int id = 1; id <= 511; id++) {
            anna.publish(id);
        }
        assertThat(anna.delivery.hasRoom()).isTrue();
        anna.publishTo(BERTA, 512);

        assertThat(anna.delivery.hasRoom()).isFalse();
        assertThat(anna.publish(513)).containsExactly(refused(513, PublishOutcome.Reason.FULL));
        assertThat(anna.publishTo(BERTA, 514))
                .containsExactly(refused(514, PublishOutcome.Reason.FULL));
        anna.receive(anna.ack(BERTA, ANNA, 7));
        assertThat(anna.delivery.hasRoom()).isTrue();
        assertThat(anna.publish(512)).containsExactly(send(anna.data(ANNA, 512)));
    }

    @Test
    void noMoreThan512WaitForAFirstMember() {
        var anna = Fixture.group();
        for (int id = 1; id <= 512; id++) {
            assertThat(anna.publish(id)).isEmpty();
        }

        assertThat(anna.publish(513)).containsExactly(refused(513, PublishOutcome.Reason.FULL));
        assertThat(anna.on(online(BERTA))).hasSize(512);
    }

    @Test
    void longMessagesFillTheRoomEarlier() {
        var anna = Fixture.group().with(BERTA);
        publishTenLongOnes(anna);

        assertThat(anna.publish(11)).containsExactly(refused(11, PublishOutcome.Reason.FULL));
        assertThat(anna.delivery.load().repeatable()).isEqualTo(9);
        anna.receive(anna.ack(BERTA, ANNA, 1));
        assertThat(anna.publish(11)).containsExactly(send(anna.data(ANNA, 11)));
    }

    @Test
    void longMessagesThatWaitForAFirstMemberFillTheRoomUntilTheyAreThrough() {
        var anna = Fixture.group();
        publishTenLongOnes(anna);
        assertThat(anna.publish(11)).containsExactly(refused(11, PublishOutcome.Reason.FULL));

        anna.on(online(BERTA));
        anna.receive(anna.ack(BERTA, ANNA, 1));

        assertThat(anna.publish(11)).containsExactly(send(anna.data(ANNA, 11)));
    }

    /// Of 3.4 MB, where 32 MiB are kept.
    private static void publishTenLongOnes(Fixture anna) {
        var payload = new Payload("binary", ByteString.copyFrom(new byte[3_400_000]), Map.of());
        for (int ticket = 1; ticket <= 10; ticket++) {
            anna.on(new DeliveryInput.Publish(ticket, payload));
        }
    }

    @Test
    void whatNoNodeWouldTakeIsRefused() {
        var anna = Fixture.group().with(BERTA);
        var most = new byte[(int) Payload.LARGEST - 300];
        var fits = new Payload("binary", ByteString.copyFrom(most), Map.of());
        var tooLarge = new Payload("binary", fits.blob(), Map.of("k", "v".repeat(100)));

        assertThat(anna.on(new DeliveryInput.Publish(1, tooLarge)))
                .containsExactly(refused(1, PublishOutcome.Reason.TOO_LARGE));
        assertThat(anna.on(new DeliveryInput.PublishTo(2, BERTA, tooLarge)))
                .containsExactly(refused(2, PublishOutcome.Reason.TOO_LARGE));
        assertThat(anna.on(new DeliveryInput.Publish(3, fits)))
                .hasSize(1)
                .doesNotContain(refused(3, PublishOutcome.Reason.TOO_LARGE));
    }

    @Test
    void withoutReliabilityAPublicationIsThroughAsItLeaves() {
        var anna = Fixture.unreliableGroup();
        assertThat(anna.publish(1)).isEmpty();

        assertThat(anna.on(online(BERTA))).containsExactly(send(anna.data(ANNA, 1)), sent(1, 1));
        assertThat(anna.publish(2)).containsExactly(send(anna.data(ANNA, 2)), sent(2, 2));
        assertThat(anna.receive(anna.ack(BERTA, ANNA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.request(BERTA, ANNA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
        assertThat(anna.delivery.load()).isEqualTo(new Load(0, 0, 0, 0, 0, 0));
    }

    @Test
    void withoutReliabilityAMessageToOneLeavesAsWell() {
        var anna = Fixture.unreliableGroup().with(BERTA);

        var outputs = anna.publishTo(BERTA, 1);

        int id = sentMessage(outputs.subList(0, 1)).id();
        assertThat(outputs).containsExactly(send(anna.directed(ANNA, BERTA, id, 1)), sent(1, id));
    }

    @Test
    void anApplicationThatDoesNotPublishIsRefused() {
        var anna =
                Fixture.of(
                                new DeliverySettings(
                                        ANNA,
                                        Optional.of(CHANNEL),
                                        SESSION,
                                        Optional.of(RELIABLE),
                                        false,
                                        true,
                                        0))
                        .with(BERTA);

        assertThat(anna.publish(1)).containsExactly(refused(1, PublishOutcome.Reason.RECEIVE_ONLY));
        assertThat(anna.publishTo(BERTA, 2))
                .containsExactly(refused(2, PublishOutcome.Reason.RECEIVE_ONLY));
    }

    private static DeliveryOutput sent(int number, int id) {
        return new DeliveryOutput.Resolved(number, new PublishOutcome.Sent(id));
    }

    private static SessionMessage sentMessage(List<DeliveryOutput> outputs) {
        assertThat(outputs).hasSize(1).first().isInstanceOf(DeliveryOutput.Send.class);
        return ((DeliveryOutput.Send) outputs.getFirst()).message();
    }
}
