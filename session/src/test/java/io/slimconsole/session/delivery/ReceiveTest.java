package io.slimconsole.session.delivery;

import static io.slimconsole.session.delivery.Fixture.ANNA;
import static io.slimconsole.session.delivery.Fixture.BERTA;
import static io.slimconsole.session.delivery.Fixture.CAROL;
import static io.slimconsole.session.delivery.Fixture.CHANNEL;
import static io.slimconsole.session.delivery.Fixture.RELIABLE;
import static io.slimconsole.session.delivery.Fixture.RETRIES;
import static io.slimconsole.session.delivery.Fixture.SESSION;
import static io.slimconsole.session.delivery.Fixture.T;
import static io.slimconsole.session.delivery.Fixture.deliver;
import static io.slimconsole.session.delivery.Fixture.fresh;
import static io.slimconsole.session.delivery.Fixture.ignored;
import static io.slimconsole.session.delivery.Fixture.lost;
import static io.slimconsole.session.delivery.Fixture.online;
import static io.slimconsole.session.delivery.Fixture.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/// What a receiver does.
final class ReceiveTest {
    private static final Duration FOREVER = Duration.ofHours(1);

    @Test
    void aMessageIsAcknowledgedToItsSenderAndDelivered() {
        var anna = Fixture.group().with(BERTA);

        assertThat(anna.receive(anna.data(BERTA, 5)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 5)), deliver(anna.data(BERTA, CHANNEL, 5)));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
    }

    @Test
    void aRepeatedMessageIsAcknowledgedAgainAndNotDeliveredAgain() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 5));

        assertThat(anna.receive(anna.data(BERTA, ANNA, 5)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 5)), ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void aGapIsAskedForAndFilledByTheAnswer() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));

        assertThat(anna.receive(anna.data(BERTA, 4)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 4)),
                        send(anna.request(ANNA, BERTA, 2)),
                        send(anna.request(ANNA, BERTA, 3)));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 3))).isEmpty();
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2)))
                .containsExactly(
                        deliver(anna.data(BERTA, ANNA, 2)),
                        deliver(anna.data(BERTA, ANNA, 3)),
                        deliver(anna.data(BERTA, CHANNEL, 4)));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
        assertThat(anna.delivery.load().early()).isZero();
    }

    @Test
    void aGapIsFilledByTheMessageItselfAsWell() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));

        assertThat(anna.receive(anna.data(BERTA, ANNA, 2)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 2)),
                        deliver(anna.data(BERTA, ANNA, 2)),
                        deliver(anna.data(BERTA, 3)));
        assertThat(anna.after(FOREVER)).isEmpty();
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
    }

    @Test
    void eachMissingMessageIsAskedForAgainAndLostInItsPlaceAtLast() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));

        assertThat(anna.after(T.multipliedBy(RETRIES)))
                .containsExactly(
                        send(anna.request(ANNA, BERTA, 2)), send(anna.request(ANNA, BERTA, 2)));
        assertThat(anna.after(T))
                .containsExactly(
                        lost(BERTA, 2, 1, DeliveryOutput.Loss.NO_ANSWER),
                        deliver(anna.data(BERTA, 3)));
        assertThat(anna.receive(anna.data(BERTA, 4)))
                .containsExactly(send(anna.ack(ANNA, BERTA, 4)), deliver(anna.data(BERTA, 4)));
    }

    @Test
    void whatItsSenderHasForgottenIsLostInItsPlace() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 4));

        assertThat(anna.receive(anna.notKept(BERTA, ANNA, 3))).isEmpty();
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2)))
                .containsExactly(
                        deliver(anna.data(BERTA, ANNA, 2)),
                        lost(BERTA, 3, 1, DeliveryOutput.Loss.FORGOTTEN),
                        deliver(anna.data(BERTA, 4)));
        assertThat(anna.after(FOREVER)).isEmpty();
    }

    @Test
    void whatWasGivenUpButNotYetToldIsTakenIfItComesAfterAll() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 4));
        anna.receive(anna.notKept(BERTA, ANNA, 3));

        assertThat(anna.receive(anna.reply(BERTA, ANNA, 3))).isEmpty();
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2)))
                .containsExactly(
                        deliver(anna.data(BERTA, ANNA, 2)),
                        deliver(anna.data(BERTA, ANNA, 3)),
                        deliver(anna.data(BERTA, 4)));
    }

    @Test
    void anAnswerThatNobodyAskedForIsIgnored() {
        var anna = Fixture.group().with(BERTA);

        assertThat(anna.receive(anna.reply(BERTA, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        anna.receive(anna.data(BERTA, 1));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.notKept(CAROL, ANNA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, -5)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
    }

    @Test
    void sendersDoNotWaitForOneAnother() {
        var anna = Fixture.group().with(BERTA, CAROL);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));

        assertThat(anna.receive(anna.data(CAROL, 9)))
                .containsExactly(send(anna.ack(ANNA, CAROL, 9)), deliver(anna.data(CAROL, 9)));
    }

    @Test
    void theFirstMessageOfANewMemberIsOneSoAnEarlierOneIsMissed() {
        var anna = Fixture.group();
        anna.on(fresh(BERTA));

        assertThat(anna.receive(anna.data(BERTA, 2)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 2)), send(anna.request(ANNA, BERTA, 1)));
        assertThat(anna.receive(anna.data(BERTA, ANNA, 1)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1)),
                        deliver(anna.data(BERTA, ANNA, 1)),
                        deliver(anna.data(BERTA, 2)));
    }

    @Test
    void whatComesAfterTheFirstOneOfAnOldMemberThoughItWasBeforeIsToldAsLostOnce() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 7));

        assertThat(anna.receive(anna.data(BERTA, 6)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 6)),
                        lost(BERTA, 6, 1, DeliveryOutput.Loss.BEFORE_START));
        assertThat(anna.receive(anna.data(BERTA, 6)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 6)), ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void aMessageToOneIsDeliveredPastTheOrderOnce() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));
        var message = anna.directed(BERTA, ANNA, -7, 9);

        assertThat(anna.receive(message))
                .containsExactly(send(anna.directedAck(ANNA, BERTA, -7)), deliver(message));
        assertThat(anna.receive(message))
                .containsExactly(
                        send(anna.directedAck(ANNA, BERTA, -7)),
                        ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void betweenTwoAMessageToOneIsOneInTheOrder() {
        var anna = Fixture.pointToPoint();
        anna.on(fresh(BERTA));

        assertThat(anna.receive(anna.directed(BERTA, ANNA, 1, 1)))
                .containsExactly(send(anna.ack(ANNA, BERTA, 1)), deliver(anna.data(BERTA, 1)));
    }

    @Test
    void aMessageToAllWithAnIdOutsideTheSequenceIsNone() {
        var anna = Fixture.group().with(BERTA);

        assertThat(anna.receive(anna.data(BERTA, -7)))
                .containsExactly(ignored(DeliveryOutput.Cause.MALFORMED));
    }

    @Test
    void whoIsOfflineForUsIsHeardAndKeepsItsPlace() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.on(new DeliveryInput.MemberOffline(BERTA));
        anna.on(online(BERTA));

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1)), ignored(DeliveryOutput.Cause.DUPLICATE));
        assertThat(anna.receive(anna.data(BERTA, 3)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 3)), send(anna.request(ANNA, BERTA, 2)));
    }

    @Test
    void whoIsRemovedIsNotHeardAndWhatWaitedIsLetThrough() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));
        anna.receive(anna.data(BERTA, 6));

        assertThat(anna.on(new DeliveryInput.MemberRemoved(BERTA)))
                .containsExactly(
                        lost(BERTA, 2, 1, DeliveryOutput.Loss.ENDED),
                        deliver(anna.data(BERTA, 3)),
                        lost(BERTA, 4, 2, DeliveryOutput.Loss.ENDED),
                        deliver(anna.data(BERTA, 6)));
        assertThat(anna.delivery.nextDeadline()).isEmpty();
        assertThat(anna.receive(anna.data(BERTA, 7)))
                .containsExactly(ignored(DeliveryOutput.Cause.REMOVED));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 5)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
    }

    @Test
    void whoIsInvitedAgainStartsFromOneAgain() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.on(new DeliveryInput.MemberRemoved(BERTA));
        anna.on(fresh(BERTA));

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(send(anna.ack(ANNA, BERTA, 1)), deliver(anna.data(BERTA, 1)));
    }

    @Test
    void whoSpokeBeforeWeKnewOfHimKeepsHisPlace() {
        var anna = Fixture.group();
        anna.receive(anna.data(BERTA, 1));
        assertThat(anna.delivery.load().strangers()).isEqualTo(1);

        anna.on(fresh(BERTA));

        assertThat(anna.delivery.load().strangers()).isZero();
        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1)), ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void aMemberIsNotStartedAnewByHearingTwiceThatItIsThere() {
        var anna = Fixture.group();
        anna.on(fresh(BERTA));
        anna.receive(anna.data(BERTA, 1));
        anna.on(fresh(BERTA));

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1)), ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void enoughStrangersAreHeardAndAnotherOneWhenOneIsSilentOrKnown() {
        var anna = Fixture.group();
        for (int number = 0; number < DataReceiver.STRANGERS; number++) {
            assertThat(anna.receive(anna.data(stranger(number), 1))).hasSize(2);
        }

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.TOO_MANY_STRANGERS));
        anna.on(online(stranger(0)));
        assertThat(anna.receive(anna.data(BERTA, 1))).hasSize(2);
        assertThat(anna.receive(anna.data(CAROL, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.TOO_MANY_STRANGERS));
        anna.after(DataReceiver.STRANGER_SILENCE);
        assertThat(anna.receive(anna.data(CAROL, 1))).hasSize(2);
        assertThat(anna.delivery.load().strangers()).isEqualTo(1);
    }

    @Test
    void whoKeepsTalkingIsNotForgottenNorWhoIsAMemberByNow() {
        var anna = Fixture.group();
        for (int number = 0; number <= DataReceiver.STRANGERS; number++) {
            anna.receive(anna.data(stranger(number), 1));
            anna.on(online(stranger(0)));
        }
        anna.after(DataReceiver.STRANGER_SILENCE.minusSeconds(1));
        anna.receive(anna.data(stranger(1), 2));
        anna.after(Duration.ofSeconds(1));
        anna.receive(anna.data(BERTA, 1));

        assertThat(anna.delivery.load().strangers()).isEqualTo(2);
        assertThat(anna.receive(anna.data(stranger(0), 1)))
                .contains(ignored(DeliveryOutput.Cause.DUPLICATE));
        assertThat(anna.receive(anna.data(stranger(1), 2)))
                .contains(ignored(DeliveryOutput.Cause.DUPLICATE));
    }

    @Test
    void aStrangerWhoIsRemovedMakesRoom() {
        var anna = Fixture.group();
        anna.receive(anna.data(BERTA, 1));

        anna.on(new DeliveryInput.MemberRemoved(BERTA));

        assertThat(anna.delivery.load().strangers()).isZero();
    }

    @Test
    void aStrangerWhoseMessagesWaitIsNotForgotten() {
        var anna =
                Fixture.of(
                        new DeliverySettings(
                                ANNA,
                                Optional.of(CHANNEL),
                                SESSION,
                                Optional.of(new Reliability(FOREVER, 1)),
                                true,
                                true,
                                0));
        for (int number = 0; number < DataReceiver.STRANGERS; number++) {
            anna.receive(anna.data(stranger(number), 1));
            anna.receive(anna.data(stranger(number), 3));
        }
        anna.after(DataReceiver.STRANGER_SILENCE);

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.TOO_MANY_STRANGERS));
    }

    @Test
    void theLongestRemovedMayBeHeardAgainWhenManyAreRemoved() {
        var anna = Fixture.group();
        anna.on(new DeliveryInput.MemberRemoved(BERTA));
        for (int number = 1; number < DataReceiver.REMOVED; number++) {
            anna.on(new DeliveryInput.MemberRemoved(stranger(number)));
        }
        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.REMOVED));

        anna.on(new DeliveryInput.MemberRemoved(CAROL));

        assertThat(anna.receive(anna.data(BERTA, 1))).hasSize(2);
    }

    @Test
    void whenTooMuchOfOneSenderWaitsMoreIsNotTakenUntilTheGapIsFilled() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(large(anna, BERTA, 4));

        assertThat(anna.receive(anna.data(BERTA, 5)))
                .containsExactly(ignored(DeliveryOutput.Cause.FULL));
        assertThat(anna.receive(anna.data(BERTA, 3)))
                .containsExactly(ignored(DeliveryOutput.Cause.FULL));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 3)))
                .containsExactly(ignored(DeliveryOutput.Cause.FULL));
        assertThat(anna.receive(anna.data(CAROL, 1))).hasSize(2);
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 2))).hasSize(1);
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 3))).hasSize(2);
        assertThat(anna.receive(anna.data(BERTA, 6))).hasSize(2);
    }

    @Test
    void whenTooMuchOfAllSendersWaitsOnlyWhatIsNextIsTaken() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        for (int number = 0; number < 8; number++) {
            anna.receive(anna.data(stranger(number), 1));
            anna.receive(large(anna, stranger(number), 3));
        }

        assertThat(anna.receive(anna.data(BERTA, 3)))
                .containsExactly(ignored(DeliveryOutput.Cause.FULL));
        assertThat(anna.receive(anna.data(BERTA, 2)))
                .containsExactly(send(anna.ack(ANNA, BERTA, 2)), deliver(anna.data(BERTA, 2)));
    }

    @Test
    void aSenderFarAheadLosesWhatItKeepsNoLonger() {
        var anna = Fixture.group().with(BERTA);
        anna.receive(anna.data(BERTA, 1));
        anna.receive(anna.data(BERTA, 3));

        var outputs = anna.receive(anna.data(BERTA, 1_000_000));

        assertThat(outputs.subList(0, 5))
                .containsExactly(
                        send(anna.ack(ANNA, BERTA, 1_000_000)),
                        lost(BERTA, 2, 1, DeliveryOutput.Loss.OVERTAKEN),
                        deliver(anna.data(BERTA, 3)),
                        lost(BERTA, 4, 1_000_000 - 512 - 3, DeliveryOutput.Loss.OVERTAKEN),
                        send(anna.request(ANNA, BERTA, 1_000_000 - 511)));
        // the others are asked for when these have had their time
        assertThat(outputs).hasSize(4 + DataReceiver.ASKED_AT_ONCE);
        assertThat(anna.delivery.load()).isEqualTo(new Load(0, 0, 0, 1, 511, 0));
        assertThat(anna.after(Fixture.T))
                .filteredOn(DeliveryOutput.Send.class::isInstance)
                .hasSize(511);
    }

    @Test
    void withoutReliabilityEverythingIsDeliveredAsItComesAndNothingIsSaid() {
        var anna = Fixture.unreliableGroup().with(BERTA);

        assertThat(anna.receive(anna.data(BERTA, 5))).containsExactly(deliver(anna.data(BERTA, 5)));
        assertThat(anna.receive(anna.data(BERTA, 3))).containsExactly(deliver(anna.data(BERTA, 3)));
        assertThat(anna.receive(anna.data(BERTA, 3))).containsExactly(deliver(anna.data(BERTA, 3)));
        assertThat(anna.receive(anna.reply(BERTA, ANNA, 4)))
                .containsExactly(ignored(DeliveryOutput.Cause.NOT_AWAITED));
        assertThat(anna.delivery.load()).isEqualTo(new Load(0, 0, 0, 0, 0, 0));
    }

    @Test
    void withoutReliabilityToWhoIsRemovedNobodyListensEither() {
        var anna = Fixture.unreliableGroup().with(BERTA);
        anna.on(new DeliveryInput.MemberRemoved(BERTA));

        assertThat(anna.receive(anna.data(BERTA, 5)))
                .containsExactly(ignored(DeliveryOutput.Cause.REMOVED));
    }

    @Test
    void anApplicationThatTakesNoMessagesDoesNotAcknowledgeThem() {
        var anna =
                Fixture.of(
                        new DeliverySettings(
                                ANNA,
                                Optional.of(CHANNEL),
                                SESSION,
                                Optional.of(RELIABLE),
                                true,
                                false,
                                0));

        assertThat(anna.receive(anna.data(BERTA, 1)))
                .containsExactly(ignored(DeliveryOutput.Cause.SEND_ONLY));
    }

    @Test
    void aCommandIsNoData() {
        var anna = Fixture.group();
        SessionMessage command = anna.data(BERTA, 1).with(new Body.GroupAck());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryInput.Received(command))
                .withMessageContaining("GroupAck");
    }

    private static Name stranger(int number) {
        return new Name("org", "ns", "stranger", new NameId(1, number));
    }

    private static SessionMessage large(Fixture in, Name source, int id) {
        return in.data(source, id)
                .with(new Body.Data("binary", ByteString.copyFrom(new byte[8 << 20])));
    }
}
