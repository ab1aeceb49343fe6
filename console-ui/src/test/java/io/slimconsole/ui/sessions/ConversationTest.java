package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

final class ConversationTest {
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final Name ANNA = Name.parse("org/ns/anna/00000000-0000-0000-0000-000000000001");

    private final Conversation conversation = new Conversation();

    private static Payload payload(int bytes) {
        return new Payload("text/plain", ByteString.copyFrom(new byte[bytes]), Map.of());
    }

    private long hear(int bytes) {
        return conversation.add(index -> new Said.Heard(index, AT, ANNA, payload(bytes), false));
    }

    private List<Long> indices() {
        return conversation.list().stream().map(Said::index).toList();
    }

    @Test
    void whatWasSaidIsThereInItsOrder() {
        hear(1);
        conversation.add(index -> new Said.Gap(index, AT, ANNA, 3));
        hear(2);

        assertThat(conversation.list())
                .containsExactly(
                        new Said.Heard(0, AT, ANNA, payload(1), false),
                        new Said.Gap(1, AT, ANNA, 3),
                        new Said.Heard(2, AT, ANNA, payload(2), false));
    }

    @Test
    void theNewestThousandAreKept() {
        for (int i = 0; i < 2_500; i++) {
            hear(10);
        }

        assertThat(indices())
                .containsExactlyElementsOf(LongStream.range(1_500, 2_500).boxed().toList());
    }

    @Test
    void largeOnesPushOutTheOldest() {
        int half = (int) (Conversation.MAX_BYTES / 2);
        hear(10);
        hear(half - 1_000);
        hear(half - 1_000);
        assertThat(indices()).containsExactly(0L, 1L, 2L);

        hear(2_000);

        assertThat(indices()).containsExactly(2L, 3L);
    }

    @Test
    void oneThatIsLargerThanAllMayBeIsKeptByItself() {
        hear(10);

        hear((int) Conversation.MAX_BYTES + 1);
        assertThat(indices()).containsExactly(1L);

        hear(10);
        assertThat(indices()).containsExactly(2L);
    }

    @Test
    void ourOwnGetsItsOutcomeInItsPlace() {
        var sent = new PublishOutcome.Sent(7);
        long index =
                conversation.add(
                        i -> new Said.Ours(i, AT, Optional.of(ANNA), payload(1), Optional.empty()));
        hear(1);

        conversation.settle(index, sent);

        assertThat(conversation.list())
                .first()
                .isEqualTo(
                        new Said.Ours(index, AT, Optional.of(ANNA), payload(1), Optional.of(sent)));
    }

    @Test
    void anOutcomeOfOneThatIsGoneChangesNothing() {
        long index =
                conversation.add(
                        i -> new Said.Ours(i, AT, Optional.empty(), payload(1), Optional.empty()));
        for (int i = 0; i < Said.KEPT; i++) {
            hear(1);
        }
        List<Said> before = conversation.list();

        conversation.settle(index, new PublishOutcome.Sent(7));

        assertThat(conversation.list()).isEqualTo(before);
    }

    @Test
    void aReaderBesideTheWriterSeesThemInOrderAndNoneTwice() {
        var reader =
                CompletableFuture.supplyAsync(
                        () -> {
                            boolean ordered = true;
                            long last = -1;
                            while (last < 49_999) {
                                List<Long> now = indices();
                                for (int i = 1; i < now.size(); i++) {
                                    ordered &= now.get(i) > now.get(i - 1);
                                }
                                last = now.isEmpty() ? last : now.getLast();
                            }
                            return ordered;
                        });

        for (int i = 0; i < 50_000; i++) {
            hear(1);
        }

        assertThat(reader.join()).isTrue();
    }
}
