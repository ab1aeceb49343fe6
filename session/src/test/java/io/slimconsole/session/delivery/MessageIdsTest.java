package io.slimconsole.session.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slimconsole.tests.kit.Seeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

final class MessageIdsTest {
    private static final int LAST = Integer.MAX_VALUE;

    static LongStream seeds() {
        return Seeds.some();
    }

    @Test
    void afterTheLastIdComesZero() {
        assertThat(MessageIds.after(1)).isEqualTo(2);
        assertThat(MessageIds.after(LAST)).isZero();
        assertThat(MessageIds.plus(0, -1)).isEqualTo(LAST);
        assertThat(MessageIds.distance(LAST - 1, 1)).isEqualTo(3);
    }

    @Test
    void whatIsNearerAheadThanBehindComesAfter() {
        assertThat(MessageIds.isAfter(0, LAST)).isTrue();
        assertThat(MessageIds.isAfter(LAST, 0)).isFalse();
        assertThat(MessageIds.isAfter(5, 5)).isFalse();
        assertThat(MessageIds.isAfter(1 << 30, 0)).isTrue();
        assertThat(MessageIds.isAfter((1 << 30) + 1, 0)).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void idsForOneMemberAreNoneOfTheSequenceAndNeverTheOneThatIsNone(long seed) {
        var random = new Random(seed);

        for (int i = 0; i < 100; i++) {
            int id = MessageIds.directed(random);
            assertThat(MessageIds.isSequenced(id)).isFalse();
            assertThat(id).isNotEqualTo(-1);
        }
    }

    @Test
    void aSessionGoesOnFromAnIdOfTheSequenceOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new DeliverySettings(
                                        Fixture.ANNA,
                                        Optional.empty(),
                                        1,
                                        Optional.empty(),
                                        true,
                                        true,
                                        -2))
                .withMessageContaining("4294967294");
    }
}
