package io.slimconsole.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.proto.EncodedName;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.Name;
import io.slimconsole.node.wire.proto.Publish;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.node.wire.proto.StringName;
import io.slimconsole.node.wire.proto.Subscribe;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;

/// The tags of the specification's section 10, and the table of 3.6.
final class HeaderAuthenticatorTest {
    private static final String LINK = "11111111-2222-4333-8444-555555555555";
    private static final HeaderMac KEY_A =
            new HeaderMac("01234567890123456789012345678901".getBytes(US_ASCII), LINK);
    private static final HeaderMac KEY_B =
            new HeaderMac(
                    bytes("a678511052eb5f71d6a949436ff480897e482489b958ad7469679478198b83f5"),
                    LINK);
    private static final String TAG_A =
            "927f9a4a44a8d61c96124bdaf840c603831ade01acc85fec69fee7a70292f12b";
    private static final String TAG_B =
            "37986e9959143970e43f32fe88aa5b040c252f728503010715fcf92be58ef138";

    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);

    @Test
    void verifiesAHeaderWithEveryOptionalPresent() {
        read(publish(exampleA().setHeaderMac(tag(TAG_A))));

        assertThat(authenticator.check(KEY_A, true)).isEqualTo(MacVerdict.ACCEPTED);
    }

    @Test
    void signsWhatLeavesANode() {
        read(publish(exampleB().setTtl(9).setRecvFrom(3).setForwardTo(4).setIncomingConn(5)));
        byte[] tag = new byte[32];

        authenticator.gather();
        authenticator.sign(KEY_B, 8, tag);

        assertThat(HexFormat.of().formatHex(tag)).isEqualTo(TAG_B);
    }

    @Test
    void signsForSeveralLinksAfterOneCheck() {
        read(publish(exampleB().setHeaderMac(tag(TAG_B))));
        byte[] first = new byte[32];
        byte[] second = new byte[32];

        assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.ACCEPTED);
        authenticator.sign(KEY_A, 8, first);
        authenticator.sign(KEY_B, 8, second);

        assertThat(HexFormat.of().formatHex(second)).isEqualTo(TAG_B);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void noticesEveryChangeOfWhatTheTagCovers() {
        var original = exampleA().setHeaderMac(tag(TAG_A));
        var source = original.getSource().toBuilder();
        var changed =
                new SLIMHeader.Builder[] {
                    original.clone().setTtl(7),
                    original.clone().setFanout(3),
                    original.clone().clearError(),
                    original.clone().setError(true),
                    original.clone().setIdentity("id2"),
                    original.clone().clearRecvFrom(),
                    original.clone().setForwardTo(11),
                    original.clone().setDestination(name(5, 6, 7, 9, "x", "y", "z")),
                    original.clone().setSource(source.clone().clearStrName()),
                    original.clone().setSource(source.clone().clearName()),
                    original.clone().clearDestination(),
                    original.clone()
                            .setSource(
                                    source.clone()
                                            .setName(source.getName().toBuilder().clearNameId())),
                };

        for (var header : changed) {
            read(publish(header));
            assertThat(authenticator.check(KEY_A, true))
                    .as("%s", header)
                    .isEqualTo(MacVerdict.WRONG);
        }
        read(publish(original));
        assertThat(authenticator.check(KEY_A, true)).isEqualTo(MacVerdict.ACCEPTED);
        assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.WRONG);
    }

    @Test
    void looksAtNothingThatTheTagDoesNotCover() {
        read(
                publish(
                        exampleA()
                                .setHeaderMac(tag(TAG_A))
                                .setVersion("9.9.9")
                                .setIncomingConn(77)
                                .setE2EHeaderSig(ByteString.copyFrom(new byte[64]))));

        assertThat(authenticator.check(KEY_A, true)).isEqualTo(MacVerdict.ACCEPTED);
    }

    @Test
    void copesWithAnIdentityBeyondItsUsualRoom() {
        var header = exampleB().setIdentity("t".repeat(200_000));
        read(publish(header));
        byte[] tag = new byte[32];
        authenticator.gather();
        authenticator.sign(KEY_B, 8, tag);

        read(publish(header.setHeaderMac(ByteString.copyFrom(tag))));

        assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.ACCEPTED);
    }

    @Nested
    final class WhatIsLetIn {
        @Test
        void aMessageWithoutAHeaderNever() {
            read(Message.newBuilder().setPublish(Publish.getDefaultInstance()));

            assertThat(authenticator.check(KEY_A, true)).isEqualTo(MacVerdict.NO_HEADER);
            assertThat(authenticator.check(null, false)).isEqualTo(MacVerdict.NO_HEADER);
        }

        @Test
        void aPublishWithoutATagOnlyWhereThereIsNoKeyAndNoneIsAskedFor() {
            read(publish(exampleB()));

            assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.MISSING);
            assertThat(authenticator.check(KEY_B, false)).isEqualTo(MacVerdict.MISSING);
            assertThat(authenticator.check(null, true)).isEqualTo(MacVerdict.NO_KEY);
            assertThat(authenticator.check(null, false)).isEqualTo(MacVerdict.ACCEPTED);
        }

        @Test
        void aPublishWithATagOnlyIfItCanBeChecked() {
            read(publish(exampleB().setHeaderMac(tag(TAG_B))));

            assertThat(authenticator.check(KEY_B, false)).isEqualTo(MacVerdict.ACCEPTED);
            assertThat(authenticator.check(null, false)).isEqualTo(MacVerdict.NO_KEY);
        }

        @Test
        void aTagOfAnotherLengthNever() {
            read(publish(exampleB().setHeaderMac(tag(TAG_B).substring(1))));

            assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.WRONG_LENGTH);
            assertThat(authenticator.check(KEY_B, false)).isEqualTo(MacVerdict.WRONG_LENGTH);
        }

        @Test
        void aSubscribeWithoutATagIfTheLinkIsNotStrict() {
            read(subscribe(exampleB()));

            assertThat(authenticator.check(KEY_B, true)).isEqualTo(MacVerdict.MISSING);
            assertThat(authenticator.check(KEY_B, false)).isEqualTo(MacVerdict.ACCEPTED);
            assertThat(authenticator.check(null, false)).isEqualTo(MacVerdict.ACCEPTED);
        }

        @Test
        void aSubscribeWithATagThatNobodyCanCheckIfTheLinkIsNotStrict() {
            read(subscribe(exampleB().setHeaderMac(tag(TAG_A))));

            assertThat(authenticator.check(null, true)).isEqualTo(MacVerdict.NO_KEY);
            assertThat(authenticator.check(null, false)).isEqualTo(MacVerdict.ACCEPTED);
            assertThat(authenticator.check(KEY_B, false)).isEqualTo(MacVerdict.WRONG);
        }
    }

    private void read(Message.Builder message) {
        cursor.read(Unpooled.wrappedBuffer(message.build().toByteArray()));
    }

    private static Message.Builder publish(SLIMHeader.Builder header) {
        return Message.newBuilder().setPublish(Publish.newBuilder().setHeader(header));
    }

    private static Message.Builder subscribe(SLIMHeader.Builder header) {
        return Message.newBuilder().setSubscribe(Subscribe.newBuilder().setHeader(header));
    }

    /// Every optional present.
    private static SLIMHeader.Builder exampleA() {
        return SLIMHeader.newBuilder()
                .setSource(name(1, 2, 3, 4, "a", "b", "c"))
                .setDestination(name(5, 6, 7, 8, "x", "y", "z"))
                .setIdentity("id1")
                .setFanout(2)
                .setRecvFrom(9)
                .setForwardTo(10)
                .setError(false)
                .setTtl(8);
    }

    /// As it goes over the wire.
    private static SLIMHeader.Builder exampleB() {
        return SLIMHeader.newBuilder()
                .setSource(name(io.slimconsole.node.name.Name.of("org", "ns", "app"), 42))
                .setDestination(name(io.slimconsole.node.name.Name.of("org", "ns", "agent"), -1))
                .setFanout(1)
                .setTtl(8);
    }

    private static Name name(io.slimconsole.node.name.Name name, long id) {
        var encoded = name.encoded();
        return name(
                encoded.component0(),
                encoded.component1(),
                encoded.component2(),
                id,
                name.organization(),
                name.namespace(),
                name.service());
    }

    /// @param id -1 for the NULL id
    private static Name name(long c0, long c1, long c2, long id, String s0, String s1, String s2) {
        return Name.newBuilder()
                .setName(
                        EncodedName.newBuilder()
                                .setComponent0(c0)
                                .setComponent1(c1)
                                .setComponent2(c2)
                                .setNameId(
                                        io.slimconsole.node.wire.proto.NameId.newBuilder()
                                                .setId0(id < 0 ? -1 : 0)
                                                .setId1(id)))
                .setStrName(
                        StringName.newBuilder()
                                .setStrComponent0Bytes(ByteString.copyFrom(s0, UTF_8))
                                .setStrComponent1(s1)
                                .setStrComponent2(s2))
                .build();
    }

    private static ByteString tag(String hex) {
        return ByteString.copyFrom(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
