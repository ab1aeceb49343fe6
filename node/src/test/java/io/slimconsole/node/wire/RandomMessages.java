package io.slimconsole.node.wire;

import com.google.protobuf.ByteString;

import io.slimconsole.node.wire.proto.ApplicationPayload;
import io.slimconsole.node.wire.proto.CommandPayload;
import io.slimconsole.node.wire.proto.Content;
import io.slimconsole.node.wire.proto.EncodedName;
import io.slimconsole.node.wire.proto.GroupUpdateOp;
import io.slimconsole.node.wire.proto.GroupUpdatePayload;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.MlsPayload;
import io.slimconsole.node.wire.proto.Name;
import io.slimconsole.node.wire.proto.NameId;
import io.slimconsole.node.wire.proto.Participant;
import io.slimconsole.node.wire.proto.Publish;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.node.wire.proto.SessionHeader;
import io.slimconsole.node.wire.proto.StringName;
import io.slimconsole.node.wire.proto.Subscribe;
import io.slimconsole.node.wire.proto.SubscriptionAck;
import io.slimconsole.node.wire.proto.Unsubscribe;

import java.util.Random;

/// Messages of every kind, with every field that may be there or not; some longer than a cursor's window.
final class RandomMessages {
    private static final String[] TEXTS = {
        "", "org", "ns", "agent", "é", "日本", "😀 smile", "a/b", "x".repeat(300), "t".repeat(3000)
    };

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    Message next() {
        var message = Message.newBuilder();
        switch (random.nextInt(12)) {
            case 0 -> message.setLink(link());
            case 1 ->
                    message.setSubscriptionAck(
                            SubscriptionAck.newBuilder()
                                    .setSubscriptionId(number())
                                    .setSuccess(random.nextBoolean())
                                    .setError(text()));
            case 2, 3 -> {
                var subscribe = Subscribe.newBuilder().setSubscriptionId(number());
                if (often()) {
                    subscribe.setHeader(header());
                }
                message.setSubscribe(subscribe);
            }
            case 4 ->
                    message.setUnsubscribe(
                            Unsubscribe.newBuilder()
                                    .setSubscriptionId(number())
                                    .setHeader(header()));
            case 5 -> {}
            default -> message.setPublish(publish());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            message.putMetadata(text(), text());
        }
        return message.build();
    }

    Message nextPublish() {
        return Message.newBuilder()
                .setPublish(publish())
                .putMetadata("traceparent", text())
                .build();
    }

    private Link.Builder link() {
        var link = Link.newBuilder();
        if (random.nextBoolean()) {
            link.setLinkNegotiation(
                    LinkNegotiationPayload.newBuilder()
                            .setLinkId(text())
                            .setIsReply(random.nextBoolean())
                            .setLinkEcdhPublicKey(bytes(32))
                            .setConnectionTypeValue(random.nextInt(5)));
        }
        return link;
    }

    private Publish.Builder publish() {
        var publish = Publish.newBuilder();
        if (often()) {
            publish.setHeader(header());
        }
        if (often()) {
            publish.setSession(
                    SessionHeader.newBuilder()
                            .setSessionTypeValue(random.nextInt(4))
                            .setSessionMessageTypeValue(random.nextInt(30))
                            .setSessionId(random.nextInt())
                            .setMessageId(random.nextInt()));
        }
        if (often()) {
            publish.setMsg(random.nextInt(3) == 0 ? command() : application());
        }
        return publish;
    }

    private Content application() {
        return Content.newBuilder()
                .setAppPayload(
                        ApplicationPayload.newBuilder()
                                .setPayloadType(text())
                                .setBlob(bytes(random.nextInt(5) == 0 ? 5000 : 100)))
                .build();
    }

    private Content command() {
        return Content.newBuilder()
                .setCommandPayload(
                        CommandPayload.newBuilder()
                                .setGroupUpdate(
                                        GroupUpdatePayload.newBuilder()
                                                .setOp(GroupUpdateOp.REMOVE)
                                                .addParticipants(
                                                        Participant.newBuilder().setName(name()))
                                                .addParticipants(Participant.newBuilder())
                                                .setMls(
                                                        MlsPayload.newBuilder()
                                                                .setCommitId(random.nextInt())
                                                                .setMlsContent(bytes(60)))))
                .build();
    }

    SLIMHeader header() {
        var header = SLIMHeader.newBuilder().setIdentity(text()).setVersion(text());
        header.setFanout(random.nextBoolean() ? 1 : random.nextInt());
        header.setTtl(random.nextBoolean() ? 8 : random.nextInt() >>> random.nextInt(32));
        if (!often()) {
            header.clearTtl();
        }
        if (often()) {
            header.setSource(name());
        }
        if (often()) {
            header.setDestination(name());
        }
        if (random.nextBoolean()) {
            header.setRecvFrom(number());
        }
        if (random.nextBoolean()) {
            header.setForwardTo(number());
        }
        if (random.nextBoolean()) {
            header.setIncomingConn(number());
        }
        if (random.nextBoolean()) {
            header.setError(random.nextBoolean());
        }
        if (random.nextBoolean()) {
            header.setHeaderMac(bytes(often() ? 32 : random.nextInt(40)));
        }
        if (random.nextBoolean()) {
            header.setE2EHeaderSig(bytes(64));
        }
        return header.build();
    }

    private Name name() {
        var name = Name.newBuilder();
        if (often()) {
            var encoded =
                    EncodedName.newBuilder()
                            .setComponent0(number())
                            .setComponent1(number())
                            .setComponent2(number());
            if (often()) {
                encoded.setNameId(NameId.newBuilder().setId0(number()).setId1(number()));
            }
            name.setName(encoded);
        }
        if (often()) {
            name.setStrName(
                    StringName.newBuilder()
                            .setStrComponent0(text())
                            .setStrComponent1(text())
                            .setStrComponent2(text()));
        }
        return name.build();
    }

    private boolean often() {
        return random.nextInt(8) != 0;
    }

    private String text() {
        return TEXTS[random.nextInt(random.nextInt(6) == 0 ? TEXTS.length : 6)];
    }

    private long number() {
        return random.nextLong() >>> random.nextInt(64);
    }

    private ByteString bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
