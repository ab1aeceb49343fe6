package io.slimconsole.session.delivery;

import static io.slimconsole.session.delivery.Fixture.BERTA;
import static io.slimconsole.session.delivery.Fixture.deliver;
import static io.slimconsole.session.delivery.Fixture.lost;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.delivery.MessageOrder.Standing;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.util.List;

final class MessageOrderTest {
    private static final int LAST = Integer.MAX_VALUE;
    private static final Fixture GROUP = Fixture.group();

    @Test
    void theOrderGoesOnPastTheLastId() {
        var order = MessageOrder.fromAnywhere(BERTA);

        assertThat(order.arrived(data(LAST - 1))).isEqualTo(released(deliver(data(LAST - 1))));
        assertThat(order.arrived(data(1)))
                .isEqualTo(new Progress(List.of(), List.of(LAST, 0), List.of()));
        assertThat(order.arrived(data(0)))
                .isEqualTo(new Progress(List.of(), List.of(), List.of(0)));
        assertThat(order.arrived(data(LAST)))
                .isEqualTo(
                        new Progress(
                                List.of(deliver(data(LAST)), deliver(data(0)), deliver(data(1))),
                                List.of(),
                                List.of(LAST)));
        assertThat(order.standing(LAST)).isEqualTo(Standing.PAST);
        assertThat(order.standing(2)).isEqualTo(Standing.NEXT);
    }

    @Test
    void aSecondGapAsksForItsOwnMessagesOnly() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));
        order.arrived(data(3));

        assertThat(order.arrived(data(6)).missing()).containsExactly(4, 5);
        assertThat(order.standing(2)).isEqualTo(Standing.AWAITED);
        assertThat(order.standing(3)).isEqualTo(Standing.KEPT);
        assertThat(order.standing(7)).isEqualTo(Standing.EARLY);
    }

    @Test
    void lossesThatFollowOneAnotherAreToldAsOne() {
        var order = MessageOrder.fromTheStart(BERTA);
        order.arrived(data(4));
        order.givenUp(2, DeliveryOutput.Loss.FORGOTTEN);
        order.givenUp(3, DeliveryOutput.Loss.NO_ANSWER);

        assertThat(order.givenUp(1, DeliveryOutput.Loss.FORGOTTEN).released())
                .containsExactly(
                        lost(BERTA, 1, 2, DeliveryOutput.Loss.FORGOTTEN),
                        lost(BERTA, 3, 1, DeliveryOutput.Loss.NO_ANSWER),
                        deliver(data(4)));
    }

    @Test
    void onlyWhatIsMissingCanBeGivenUp() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));
        order.arrived(data(3));

        assertThat(order.givenUp(1, DeliveryOutput.Loss.NO_ANSWER)).isEqualTo(Progress.NONE);
        assertThat(order.givenUp(3, DeliveryOutput.Loss.NO_ANSWER)).isEqualTo(Progress.NONE);
        assertThat(order.givenUp(9, DeliveryOutput.Loss.NO_ANSWER)).isEqualTo(Progress.NONE);
        assertThat(order.givenUp(2, DeliveryOutput.Loss.NO_ANSWER).released()).hasSize(2);
        assertThat(order.hasGap()).isFalse();
    }

    @Test
    void messagesAsFarAheadAsASenderKeepsThemAreAskedFor() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));

        var progress = order.arrived(data(1 + MessageOrder.REACH));

        assertThat(progress.released()).isEmpty();
        assertThat(progress.missing()).hasSize(MessageOrder.REACH - 1).startsWith(2);
    }

    @Test
    void theStepTooFarLosesTheOldestAndNobodyAsksForItAnyMore() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));
        order.arrived(data(3));

        var progress = order.arrived(data(2 + MessageOrder.REACH));

        assertThat(progress.released())
                .containsExactly(
                        lost(BERTA, 2, 1, DeliveryOutput.Loss.OVERTAKEN), deliver(data(3)));
        assertThat(progress.closed()).containsExactly(2);
        assertThat(progress.missing()).hasSize(MessageOrder.REACH - 2).startsWith(4);
        assertThat(order.kept()).isEqualTo(1);
    }

    @Test
    void whatIsHalfTheIdsAwayIsBehind() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));

        assertThat(order.arrived(data(2 + (1 << 30)))).isEqualTo(Progress.NONE);
        assertThat(order.arrived(data(2))).isEqualTo(released(deliver(data(2))));
    }

    @Test
    void whatIsFarBeforeTheFirstOneIsOld() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1_000));

        assertThat(order.standing(1_000 - MessageOrder.REACH)).isEqualTo(Standing.BEFORE_START);
        assertThat(order.standing(1_000 - MessageOrder.REACH - 1)).isEqualTo(Standing.PAST);
        assertThat(order.standing(1_000)).isEqualTo(Standing.PAST);
    }

    @Test
    void beforeTheFirstMessageOfANewMemberThereIsNone() {
        var order = MessageOrder.fromTheStart(BERTA);

        assertThat(order.standing(0)).isEqualTo(Standing.PAST);
        assertThat(order.standing(LAST)).isEqualTo(Standing.PAST);
        assertThat(order.standing(1)).isEqualTo(Standing.NEXT);
    }

    @Test
    void asManyMessagesToOneAreRememberedAsCanBeOnTheirWay() {
        var order = MessageOrder.fromAnywhere(BERTA);
        assertThat(order.isNewDirected(-2)).isTrue();
        assertThat(order.isNewDirected(-2)).isFalse();

        for (int id = 1; id <= MessageOrder.REACH; id++) {
            order.isNewDirected(id);
        }

        assertThat(order.isNewDirected(2)).isFalse();
        assertThat(order.isNewDirected(-2)).isTrue();
    }

    @Test
    void whatWaitsIsWeighedAndNoLongerWhenItIsLetThrough() {
        var order = MessageOrder.fromAnywhere(BERTA);
        order.arrived(data(1));
        order.arrived(data(3));
        assertThat(order.bytes()).isEqualTo(Weight.of(data(3)));

        order.ended();

        assertThat(order.bytes()).isZero();
        assertThat(order.kept()).isZero();
    }

    private static SessionMessage data(int id) {
        return GROUP.data(BERTA, id);
    }

    private static Progress released(DeliveryOutput output) {
        return new Progress(List.of(output), List.of(), List.of());
    }
}
