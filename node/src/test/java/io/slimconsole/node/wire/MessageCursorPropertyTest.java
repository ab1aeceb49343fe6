package io.slimconsole.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.Name;
import io.slimconsole.node.wire.proto.SLIMHeader;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// The cursor and the rewriter against the generated classes, on messages that are as odd as the format allows.
final class MessageCursorPropertyTest {
    private static final int MESSAGES = 500;
    private static final byte[] MAC = new byte[32];

    static {
        Arrays.fill(MAC, (byte) 0x5a);
    }

    private final MessageCursor cursor = new MessageCursor();
    private final MessageRewriter rewriter = new MessageRewriter(cursor);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void readsAndRewritesWhatTheGeneratedClassesDo(long seed) throws IOException {
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        for (int i = 0; i < MESSAGES; i++) {
            var odd = new OddEncoding(random, 1 + random.nextInt(40));
            byte[] canonical = messages.next().toByteArray();

            checkAccepted(canonical);
            checkAccepted(odd.of(canonical, Message.getDescriptor()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void refusesWhatTheGeneratedParserRefuses(long seed) {
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = messages.next().toByteArray();
            for (int n = random.nextInt(4); n >= 0 && bytes.length > 0; n--) {
                int at = random.nextInt(Math.min(bytes.length, 400));
                bytes[at] =
                        random.nextBoolean()
                                ? (byte) random.nextInt()
                                : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }

            checkNothingWorse(bytes);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void judgesEveryBeginningOfAMessageByItselfAlone(long seed) throws IOException {
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        for (int i = 0; i < 2; i++) {
            byte[] bytes =
                    new OddEncoding(random, 10)
                            .of(messages.nextPublish().toByteArray(), Message.getDescriptor());
            for (int length = 0; length <= bytes.length; length++) {
                var alone = Unpooled.wrappedBuffer(Arrays.copyOf(bytes, length));
                var withMoreBehind = Unpooled.wrappedBuffer(bytes).slice(0, bytes.length);
                withMoreBehind.writerIndex(length);

                checkNothingWorse(Arrays.copyOf(bytes, length));
                assertThat(cursor.read(withMoreBehind)).isEqualTo(cursor.read(alone));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void noiseNeverThrows(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);

            checkNothingWorse(noise);
        }
    }

    /// The generated parser accepts these bytes, and so must the cursor, with the same values.
    private void checkAccepted(byte[] bytes) throws InvalidProtocolBufferException {
        var expected = Message.parseFrom(bytes);

        var buffer = direct(bytes);
        var kind = cursor.read(buffer);

        assertThat(kind).isEqualTo(kindOf(expected));
        checkSame(expected);
        cursor.release();
        buffer.release();
    }

    /// Whatever the generated parser refuses, the cursor refuses; what it accepts has the same values.
    private void checkNothingWorse(byte[] bytes) {
        var kind = cursor.read(Unpooled.wrappedBuffer(bytes));

        if (kind != MessageKind.MALFORMED) {
            assertThatCode(
                            () -> {
                                var expected = Message.parseFrom(bytes);
                                assertThat(kind).isEqualTo(kindOf(expected));
                                checkSame(expected);
                            })
                    .doesNotThrowAnyException();
        }
    }

    private void checkSame(Message expected) throws InvalidProtocolBufferException {
        if (!cursor.kind().routed()) {
            return;
        }
        var session = expected.getPublish().getSession();
        assertThat(said(cursor.session()))
                .isEqualTo(
                        new SessionInfo(
                                session.getSessionTypeValue(),
                                session.getSessionMessageTypeValue(),
                                session.getSessionId(),
                                session.getMessageId()));
        var header = headerOf(expected);
        var actual = cursor.header();
        assertThat(actual.present()).isEqualTo(hasHeader(expected));
        checkSame(header.hasSource(), header.getSource(), actual.source());
        checkSame(header.hasDestination(), header.getDestination(), actual.destination());
        assertThat(text(actual.identityStart(), actual.identityLength()))
                .isEqualTo(header.getIdentityBytes());
        assertThat(actual.fanout()).isEqualTo(header.getFanout());
        assertThat(actual.ttl()).isEqualTo(header.getTtl());
        assertThat(actual.hasRecvFrom()).isEqualTo(header.hasRecvFrom());
        assertThat(actual.recvFrom()).isEqualTo(header.getRecvFrom());
        assertThat(actual.hasForwardTo()).isEqualTo(header.hasForwardTo());
        assertThat(actual.forwardTo()).isEqualTo(header.getForwardTo());
        assertThat(actual.hasError()).isEqualTo(header.hasError());
        assertThat(actual.error()).isEqualTo(header.getError());
        assertThat(actual.hasMac()).isEqualTo(header.hasHeaderMac());
        assertThat(text(actual.macStart(), actual.macLength())).isEqualTo(header.getHeaderMac());
        assertThat(cursor.fault()).isEqualTo(faultOf(expected));
        if (cursor.kind() != MessageKind.PUBLISH) {
            assertThat(cursor.subscriptionId())
                    .isEqualTo(
                            cursor.kind() == MessageKind.SUBSCRIBE
                                    ? expected.getSubscribe().getSubscriptionId()
                                    : expected.getUnsubscribe().getSubscriptionId());
        }
        if (actual.present()) {
            checkRewritten(expected);
        }
    }

    private void checkSame(boolean present, Name expected, NameCursor actual) {
        assertThat(actual.present()).isEqualTo(present);
        assertThat(actual.hasEncoded()).isEqualTo(expected.hasName());
        assertThat(actual.hasText()).isEqualTo(expected.hasStrName());
        var encoded = expected.getName();
        assertThat(actual.component0()).isEqualTo(encoded.getComponent0());
        assertThat(actual.component1()).isEqualTo(encoded.getComponent1());
        assertThat(actual.component2()).isEqualTo(encoded.getComponent2());
        assertThat(actual.hasId()).isEqualTo(encoded.hasNameId());
        assertThat(actual.idHigh())
                .isEqualTo(encoded.hasNameId() ? encoded.getNameId().getId0() : -1);
        assertThat(actual.idLow())
                .isEqualTo(encoded.hasNameId() ? encoded.getNameId().getId1() : -1);
        var strings = expected.getStrName();
        assertThat(text(actual.textStart(0), actual.textLength(0)))
                .isEqualTo(strings.getStrComponent0Bytes());
        assertThat(text(actual.textStart(1), actual.textLength(1)))
                .isEqualTo(strings.getStrComponent1Bytes());
        assertThat(text(actual.textStart(2), actual.textLength(2)))
                .isEqualTo(strings.getStrComponent2Bytes());
    }

    private void checkRewritten(Message received) throws InvalidProtocolBufferException {
        var header = headerOf(received).toBuilder().setTtl(77).clearRecvFrom().clearForwardTo();
        rewriter.prepare(77);

        var plain = Unpooled.buffer();
        rewriter.writePlain(plain);
        // a field that a receiver does not find has the same meaning as one that is zero, but ttl
        // came or came not
        var expectedPlain = withHeader(received, header.clone().clearHeaderMac());
        if (headerOf(received).getTtl() != 0) {
            assertThat(parse(plain)).isEqualTo(expectedPlain);
            assertThat(plain.readableBytes()).isEqualTo(rewriter.plainLength());
        }

        var signed = Unpooled.buffer();
        rewriter.writeSigned(signed, MAC);
        var inTwo = Unpooled.buffer();
        rewriter.writeSignedHead(inTwo, MAC);
        var rest = rewriter.retainedRest();
        inTwo.writeBytes(rest);
        rest.release();
        assertThat(parse(signed))
                .isEqualTo(withHeader(received, header.setHeaderMac(ByteString.copyFrom(MAC))));
        assertThat(inTwo).isEqualTo(signed);
        assertThat(signed.readableBytes()).isEqualTo(rewriter.signedLength());
    }

    private ByteString text(int start, int length) {
        byte[] bytes = new byte[length];
        cursor.copy(start, length, bytes, 0);
        return ByteString.copyFrom(bytes);
    }

    private static Message parse(ByteBuf bytes) throws InvalidProtocolBufferException {
        return Message.parseFrom(ByteBufUtil.getBytes(bytes));
    }

    private static ByteBuf direct(byte[] bytes) {
        var buffer = Unpooled.directBuffer(bytes.length + 7);
        buffer.writeZero(5);
        buffer.skipBytes(5);
        return buffer.writeBytes(bytes);
    }

    private static MessageKind kindOf(Message message) {
        return switch (message.getMessageTypeCase()) {
            case PUBLISH -> MessageKind.PUBLISH;
            case SUBSCRIBE -> MessageKind.SUBSCRIBE;
            case UNSUBSCRIBE -> MessageKind.UNSUBSCRIBE;
            case LINK -> MessageKind.LINK;
            case SUBSCRIPTION_ACK -> MessageKind.SUBSCRIPTION_ACK;
            case MESSAGETYPE_NOT_SET -> MessageKind.UNKNOWN;
        };
    }

    private static boolean hasHeader(Message message) {
        return switch (message.getMessageTypeCase()) {
            case PUBLISH -> message.getPublish().hasHeader();
            case SUBSCRIBE -> message.getSubscribe().hasHeader();
            default -> message.getUnsubscribe().hasHeader();
        };
    }

    private static SLIMHeader headerOf(Message message) {
        return switch (message.getMessageTypeCase()) {
            case PUBLISH -> message.getPublish().getHeader();
            case SUBSCRIBE -> message.getSubscribe().getHeader();
            default -> message.getUnsubscribe().getHeader();
        };
    }

    private static Message withHeader(Message message, SLIMHeader.Builder header) {
        var result = message.toBuilder();
        switch (message.getMessageTypeCase()) {
            case PUBLISH -> result.getPublishBuilder().setHeader(header);
            case SUBSCRIBE -> result.getSubscribeBuilder().setHeader(header);
            default -> result.getUnsubscribeBuilder().setHeader(header);
        }
        return result.build();
    }

    private static WireFault faultOf(Message message) {
        var header = headerOf(message);
        if (!hasHeader(message)) {
            return WireFault.NO_HEADER;
        }
        if (!header.hasSource()) {
            return WireFault.NO_SOURCE;
        }
        if (!header.getSource().hasName()) {
            return WireFault.NO_SOURCE_NAME;
        }
        if (!header.hasDestination()) {
            return WireFault.NO_DESTINATION;
        }
        if (!header.getDestination().hasName()) {
            return WireFault.NO_DESTINATION_NAME;
        }
        return message.hasPublish() && !message.getPublish().hasSession()
                ? WireFault.NO_SESSION
                : WireFault.NONE;
    }

    private static SessionInfo said(SessionCursor session) {
        return new SessionInfo(
                session.type(), session.messageType(), session.sessionId(), session.messageId());
    }
}
