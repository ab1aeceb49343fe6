package io.slimconsole.session.delivery;

import static io.slimconsole.session.delivery.Fixture.ANNA;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

final class SentMessagesTest {
    private final SentMessages sent = new SentMessages();

    @Test
    void longMessagesPushOutTheOldestAsFarAsTheyNeedTo() {
        for (int id = 1; id <= 6; id++) {
            sent.add(message(id, 10 << 20));
        }

        assertThat(sent.find(3)).isEmpty();
        assertThat(sent.find(4)).contains(message(4, 10 << 20));
        assertThat(sent.size()).isEqualTo(3);
    }

    @Test
    void theNewestIsKeptHoweverLongItIs() {
        sent.add(message(1, 40 << 20));

        assertThat(sent.find(1)).isPresent();
    }

    private static SessionMessage message(int id, int length) {
        return Fixture.group()
                .data(ANNA, id)
                .with(new Body.Data("binary", ByteString.copyFrom(new byte[length])));
    }
}
