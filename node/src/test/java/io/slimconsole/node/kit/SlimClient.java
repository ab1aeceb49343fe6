package io.slimconsole.node.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.SslContext;
import io.slimconsole.node.link.HeaderAuthenticator;
import io.slimconsole.node.link.HeaderMac;
import io.slimconsole.node.link.MacVerdict;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.proto.ApplicationPayload;
import io.slimconsole.node.wire.proto.Content;
import io.slimconsole.node.wire.proto.EncodedName;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.NameId;
import io.slimconsole.node.wire.proto.Publish;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.node.wire.proto.SessionHeader;
import io.slimconsole.node.wire.proto.StringName;
import io.slimconsole.node.wire.proto.Subscribe;
import io.slimconsole.node.wire.proto.SubscriptionAck;
import io.slimconsole.node.wire.proto.Unsubscribe;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.HKDFParameterSpec;

/// An application client as far as a node can tell: negotiates as Edge, signs what it sends, verifies what it gets.
public final class SlimClient implements AutoCloseable {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

    private final RawClient raw;
    private final String linkId;
    private final KeyPair keys;
    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);
    private byte[] key = new byte[0];
    private HeaderMac mac;
    private long lastSubscription;

    private SlimClient(RawClient raw, String linkId) {
        this.raw = raw;
        this.linkId = linkId;
        try {
            keys = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Connects and negotiates.
    public static SlimClient connect(InetSocketAddress address) {
        return connect(address, UUID.randomUUID().toString());
    }

    public static SlimClient connect(InetSocketAddress address, String linkId) {
        var client = open(address, linkId);
        client.negotiate(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE);
        return client;
    }

    public static SlimClient connect(InetSocketAddress address, SslContext tls) {
        var client =
                new SlimClient(
                        RawClient.connect(address, tls).open(), UUID.randomUUID().toString());
        client.negotiate(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE);
        return client;
    }

    /// Connects, and leaves the negotiation to the test.
    public static SlimClient open(InetSocketAddress address, String linkId) {
        var client = new SlimClient(RawClient.connect(address).open(), linkId);
        client.raw.responseHeaders();
        return client;
    }

    public RawClient raw() {
        return raw;
    }

    public Message request(LinkConnectionType type) {
        return Message.newBuilder()
                .setLink(
                        Link.newBuilder()
                                .setLinkNegotiation(
                                        LinkNegotiationPayload.newBuilder()
                                                .setLinkId(linkId)
                                                .setSlimVersion("2.0.0-alpha.8")
                                                .setLinkEcdhPublicKey(
                                                        ByteString.copyFrom(publicKey()))
                                                .setConnectionType(type)
                                                .setNodeId("node-test")))
                .build();
    }

    /// @return the node's reply
    public LinkNegotiationPayload negotiate(LinkConnectionType type) {
        raw.send(request(type).toByteArray());
        var reply = parse(raw.receive()).getLink().getLinkNegotiation();
        key = key(reply.getLinkEcdhPublicKey().toByteArray());
        mac = new HeaderMac(key, linkId);
        return reply;
    }

    private byte[] publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private byte[] key(byte[] peer) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
            System.arraycopy(peer, 0, encoded, X509_PREFIX.length, 32);
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.getPrivate());
            agreement.doPhase(
                    KeyFactory.getInstance("X25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)),
                    true);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addSalt(linkId.getBytes(UTF_8))
                                    .addIKM(agreement.generateSecret())
                                    .thenExpand(
                                            "SLIM-DP-inter-node-hmac-v1".getBytes(US_ASCII), 32));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    // ---- messages

    /// Subscribes, and waits for the acknowledgement, which must be a success.
    public SlimClient subscribe(Name name) {
        SubscriptionAck ack = subscribeAndAwaitAck(name);
        if (!ack.getSuccess()) {
            throw new AssertionError("refused: " + ack.getError());
        }
        return this;
    }

    public SubscriptionAck subscribeAndAwaitAck(Name name) {
        lastSubscription++;
        sendSigned(subscription(name, lastSubscription));
        return parse(raw.receive()).getSubscriptionAck();
    }

    public SubscriptionAck unsubscribe(Name name, long id) {
        sendSigned(
                Message.newBuilder()
                        .setUnsubscribe(
                                Unsubscribe.newBuilder()
                                        .setHeader(header(name, name))
                                        .setSubscriptionId(id))
                        .build());
        return parse(raw.receive()).getSubscriptionAck();
    }

    public static Message subscription(Name name, long id) {
        return Message.newBuilder()
                .setSubscribe(
                        Subscribe.newBuilder().setHeader(header(name, name)).setSubscriptionId(id))
                .build();
    }

    public static SLIMHeader.Builder header(Name source, Name destination) {
        return SLIMHeader.newBuilder()
                .setSource(wire(source))
                .setDestination(wire(destination))
                .setFanout(1)
                .setTtl(8);
    }

    public static Message publish(Name from, Name to, int fanout, byte[] payload) {
        return publish(header(from, to).setFanout(fanout), payload);
    }

    public static Message publish(SLIMHeader.Builder header, byte[] payload) {
        return Message.newBuilder()
                .setPublish(
                        Publish.newBuilder()
                                .setHeader(header)
                                .setSession(SessionHeader.newBuilder().setMessageId(1))
                                .setMsg(
                                        Content.newBuilder()
                                                .setAppPayload(
                                                        ApplicationPayload.newBuilder()
                                                                .setPayloadType("bytes")
                                                                .setBlob(
                                                                        ByteString.copyFrom(
                                                                                payload)))))
                .build();
    }

    /// Signs with this link's key, and sends.
    public void sendSigned(Message message) {
        raw.send(signed(message).toByteArray());
    }

    public Message signed(Message message) {
        cursor.read(Unpooled.wrappedBuffer(message.toByteArray()));
        authenticator.gather();
        byte[] tag = new byte[32];
        authenticator.sign(mac, cursor.header().ttl(), tag);
        var builder = message.toBuilder();
        header(builder).setHeaderMac(ByteString.copyFrom(tag));
        return builder.build();
    }

    /// Signs with `recv_from` and `forward_to` as they are, which nobody does.
    public Message signedAsItIs(Message message) {
        var header = message.getPublish().getHeader();
        byte[] tag = SteeredMac.tag(key, linkId, header);
        var builder = message.toBuilder();
        header(builder).setHeaderMac(ByteString.copyFrom(tag));
        return builder.build();
    }

    private static SLIMHeader.Builder header(Message.Builder message) {
        return switch (message.getMessageTypeCase()) {
            case PUBLISH -> message.getPublishBuilder().getHeaderBuilder();
            case SUBSCRIBE -> message.getSubscribeBuilder().getHeaderBuilder();
            case UNSUBSCRIBE -> message.getUnsubscribeBuilder().getHeaderBuilder();
            default -> throw new IllegalArgumentException("has no header");
        };
    }

    /// The next message, whose MAC must be right for this link.
    public Message receive() {
        byte[] bytes = raw.receive();
        cursor.read(Unpooled.wrappedBuffer(bytes));
        MacVerdict verdict = authenticator.check(mac, true);
        if (verdict != MacVerdict.ACCEPTED) {
            throw new AssertionError("a message with a bad MAC: " + verdict);
        }
        return parse(bytes);
    }

    public byte[] receivePayload() {
        return receive().getPublish().getMsg().getAppPayload().getBlob().toByteArray();
    }

    public static Message parse(byte[] bytes) {
        try {
            return Message.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the node sent something undecodable", e);
        }
    }

    public static io.slimconsole.node.wire.proto.Name wire(Name name) {
        var encoded = name.encoded();
        return io.slimconsole.node.wire.proto.Name.newBuilder()
                .setName(
                        EncodedName.newBuilder()
                                .setComponent0(encoded.component0())
                                .setComponent1(encoded.component1())
                                .setComponent2(encoded.component2())
                                .setNameId(
                                        NameId.newBuilder()
                                                .setId0(encoded.id().high())
                                                .setId1(encoded.id().low())))
                .setStrName(
                        StringName.newBuilder()
                                .setStrComponent0(name.organization())
                                .setStrComponent1(name.namespace())
                                .setStrComponent2(name.service()))
                .build();
    }

    @Override
    public void close() {
        raw.close();
    }
}
