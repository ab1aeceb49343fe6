package io.slimconsole.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.Publish;

import org.junit.jupiter.api.Test;

final class SlimMessageTest {
    private static final Name APP = Name.of("org", "ns", "app").withId(new NameId(0, 42));
    private static final Name AGENT = Name.of("org", "ns", "agent");

    @Test
    void aPublishIsReadAsItWasMade() {
        var made =
                SlimMessage.publish(APP, AGENT)
                        .fanout(SlimMessage.FANOUT_ALL)
                        .identity("token")
                        .session(new SessionInfo(2, 1, 7, -8))
                        .payload("text/plain", ByteString.copyFromUtf8("hello"))
                        .build();

        var read = SlimMessage.parse(made.encode()).orElseThrow();

        assertThat(read.kind()).isEqualTo(MessageKind.PUBLISH);
        assertThat(read.source()).isEqualTo(APP.encoded());
        assertThat(read.sourceName()).contains(APP);
        assertThat(read.destination()).isEqualTo(AGENT.encoded());
        assertThat(read.destinationName()).contains(AGENT);
        assertThat(read.fanout()).isEqualTo(256);
        assertThat(read.ttl()).isEqualTo(8);
        assertThat(read.identity()).isEqualTo("token");
        assertThat(read.session()).isEqualTo(new SessionInfo(2, 1, 7, -8));
        assertThat(read.payloadType()).isEqualTo("text/plain");
        assertThat(read.payload().toStringUtf8()).isEqualTo("hello");
        assertThat(read.encode()).isEqualTo(made.encode());
    }

    @Test
    void subscribeAndUnsubscribeCarryTheirId() {
        var subscribe = SlimMessage.parse(SlimMessage.subscribe(APP, AGENT, 5).encode());
        var unsubscribe = SlimMessage.parse(SlimMessage.unsubscribe(APP, AGENT, 6).encode());

        assertThat(subscribe.orElseThrow().subscriptionId()).isEqualTo(5);
        assertThat(subscribe.orElseThrow().kind()).isEqualTo(MessageKind.SUBSCRIBE);
        assertThat(unsubscribe.orElseThrow().subscriptionId()).isEqualTo(6);
        assertThat(unsubscribe.orElseThrow().kind()).isEqualTo(MessageKind.UNSUBSCRIBE);
        assertThat(unsubscribe.orElseThrow().payload()).isEqualTo(ByteString.EMPTY);
    }

    @Test
    void whatIsNoValidRoutedMessageIsNone() {
        byte[] valid = ByteBufUtil.getBytes(SlimMessage.publish(APP, AGENT).build().encode());

        assertThat(SlimMessage.parse(Unpooled.wrappedBuffer(valid))).isPresent();
        assertThat(SlimMessage.parse(Unpooled.wrappedBuffer(valid, 0, valid.length - 1))).isEmpty();
        assertThat(SlimMessage.parse(Unpooled.EMPTY_BUFFER)).isEmpty();
        assertThat(
                        SlimMessage.parse(
                                Unpooled.wrappedBuffer(
                                        Message.newBuilder()
                                                .setPublish(Publish.getDefaultInstance())
                                                .build()
                                                .toByteArray())))
                .isEmpty();
        assertThat(
                        SlimMessage.parse(
                                Unpooled.wrappedBuffer(
                                        Message.newBuilder()
                                                .setLink(Link.getDefaultInstance())
                                                .build()
                                                .toByteArray())))
                .isEmpty();
    }

    @Test
    void stringsThatAreNoNameLeaveTheNumbers() {
        var made = SlimMessage.publish(APP, AGENT).build();
        byte[] bytes = ByteBufUtil.getBytes(made.encode());
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("app");
        bytes[at] = '/';

        var read = SlimMessage.parse(Unpooled.wrappedBuffer(bytes)).orElseThrow();

        assertThat(read.sourceName()).isEmpty();
        assertThat(read.source()).isEqualTo(APP.encoded());
        assertThat(read.toString()).contains(APP.encoded().toString());
    }
}
