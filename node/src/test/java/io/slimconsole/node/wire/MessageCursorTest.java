package io.slimconsole.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.proto.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

final class MessageCursorTest {
    private static final Name APP = Name.of("org", "ns", "app").withId(new NameId(0, 42));
    private static final Name AGENT = Name.of("org", "ns", "agent");

    private final MessageCursor cursor = new MessageCursor();

    /// What the generated Java parser lets pass and upstream's does not: passed on, it would cost a receiver its
    /// connection.
    @ParameterizedTest
    @ValueSource(
            strings = {
                // known fields of another wire type: message, session header, blob, metadata
                "18 00",
                "1a 02 10 00",
                "1a 06 1a 04 0a 02 10 00",
                "20 00",
                // ttl, identity and source of the header
                "1a 04 0a 02 32 00",
                "1a 04 0a 02 18 00",
                "1a 04 0a 02 08 00",
                // a varint of more than 64 bits; a key and a length of more than 32
                "1a 0d 0a 0b 20 ff ff ff ff ff ff ff ff ff 02",
                "9a 80 80 80 80 80 01 00",
                "1a 80 80 80 80 10",
                // metadata that is no text
                "22 03 0a 01 ff",
                // an end of a group that never began
                "1a 02 a4 01"
            })
    void isAsStrictAsUpstream(String hex) {
        assertThat(cursor.read(Unpooled.wrappedBuffer(bytes(hex))))
                .isEqualTo(MessageKind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1a 00",
                "1a 0d 0a 0b 20 ff ff ff ff ff ff ff ff ff 01",
                "9a 80 80 80 00 00",
                "1a 80 80 80 00",
                "22 03 0a 01 7f 1a 00",
                "1a 04 a3 01 a4 01"
            })
    void acceptsWhatUpstreamAccepts(String hex) {
        assertThat(cursor.read(Unpooled.wrappedBuffer(bytes(hex)))).isEqualTo(MessageKind.PUBLISH);
    }

    @Test
    void groupsNestNinetyDeepAndNoDeeper() {
        assertThat(cursor.read(Unpooled.wrappedBuffer(groups(90)))).isEqualTo(MessageKind.UNKNOWN);
        assertThat(cursor.read(Unpooled.wrappedBuffer(groups(91))))
                .isEqualTo(MessageKind.MALFORMED);
        assertThat(cursor.read(Unpooled.wrappedBuffer(groups(100_000))))
                .isEqualTo(MessageKind.MALFORMED);
    }

    @Test
    void aLinkHasToSayWhichKind() {
        cursor.read(Unpooled.wrappedBuffer(bytes("2a 00")));
        assertThat(cursor.fault()).isEqualTo(WireFault.NO_LINK_TYPE);
        cursor.read(Unpooled.wrappedBuffer(bytes("2a 02 0a 00")));
        assertThat(cursor.fault()).isEqualTo(WireFault.NONE);
    }

    @Test
    void anEmptyMessageIsOfNoKnownKind() {
        assertThat(cursor.read(Unpooled.EMPTY_BUFFER)).isEqualTo(MessageKind.UNKNOWN);
        assertThat(cursor.fault()).isEqualTo(WireFault.NO_MESSAGE_TYPE);
    }

    @Test
    void namesComeWithTheirNumbersAndStrings() {
        cursor.read(SlimMessage.publish(APP, AGENT).build().encode());

        assertThat(cursor.header().source().encoded()).isEqualTo(APP.encoded());
        assertThat(cursor.header().source().name()).contains(APP);
        assertThat(cursor.header().destination().encoded()).isEqualTo(AGENT.encoded());
        assertThat(cursor.header().destination().name()).contains(AGENT);
    }

    @Test
    void stringsTooLongToShowAreLeftOut() {
        var longest = Name.of("o".repeat(NameCursor.DISPLAYED_BYTES), "ns", "app");
        var longer = Name.of("o".repeat(NameCursor.DISPLAYED_BYTES + 1), "ns", "app");

        cursor.read(SlimMessage.publish(longest, longer).build().encode());

        assertThat(cursor.header().source().name()).contains(longest);
        assertThat(cursor.header().destination().name()).isEqualTo(Optional.empty());
        assertThat(cursor.header().destination().encoded()).isEqualTo(longer.encoded());
    }

    /// Canonical, with every field of the header and unknown ones: with the same ttl and tag the same bytes come out.
    @Test
    void whatChangesNothingComesOutByteForByte() throws Exception {
        var random = new Random(1);
        var header =
                new RandomMessages(random)
                        .header().toBuilder()
                                .clearRecvFrom()
                                .clearForwardTo()
                                .setTtl(300)
                                .setHeaderMac(ByteString.copyFrom(new byte[32]));
        var message = new RandomMessages(random).nextPublish().toBuilder();
        message.getPublishBuilder().setHeader(header);
        byte[] in = message.build().toByteArray();
        assertThat(Message.parseFrom(in)).isEqualTo(message.build());
        var rewriter = new MessageRewriter(cursor);
        cursor.read(Unpooled.wrappedBuffer(in));

        rewriter.prepare(300);
        var out = Unpooled.buffer();
        rewriter.writeSigned(out, new byte[32]);

        assertThat(ByteBufUtil.getBytes(out)).isEqualTo(in);
    }

    private static byte[] groups(int depth) {
        byte[] bytes = new byte[4 * depth];
        for (int i = 0; i < depth; i++) {
            bytes[2 * i] = (byte) 0xa3;
            bytes[2 * i + 1] = 1;
            bytes[2 * depth + 2 * i] = (byte) 0xa4;
            bytes[2 * depth + 2 * i + 1] = 1;
        }
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
