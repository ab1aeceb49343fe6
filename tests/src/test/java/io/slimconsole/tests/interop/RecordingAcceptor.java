package io.slimconsole.tests.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SubscriptionAck;
import io.slimconsole.tests.kit.Await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Plays a node for one client, with a key that the test knows, and keeps every message as it came.
///
/// It agrees to everything: answers the negotiation, acknowledges subscriptions, and forwards nothing.
final class RecordingAcceptor implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] publicKey;
    private final List<byte[]> messages = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /// @param publicKey X25519, 32 bytes
    RecordingAcceptor(byte[] publicKey) {
        this.publicKey = publicKey.clone();
        try {
            this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("recording acceptor").start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// The first message of a kind, as it came over the wire; waits for it.
    byte[] first(String what, Predicate<Message> kind) {
        return Await.value(
                what, () -> messages.stream().filter(each -> kind.test(parse(each))).findFirst());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        try (Socket client = server.accept()) {
            talk(client);
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket client) throws IOException {
        var in = client.getInputStream();
        var out = client.getOutputStream();
        in.readNBytes(Http2.PREFACE.length);
        Http2.write(out, Http2.SETTINGS, 0, 0, new byte[0]);
        for (var frame = Http2.read(in); frame != null; frame = Http2.read(in)) {
            switch (frame.type()) {
                case Http2.SETTINGS, Http2.PING -> {
                    if (!frame.has(Http2.ACK)) {
                        byte[] echo = frame.type() == Http2.PING ? frame.payload() : new byte[0];
                        Http2.write(out, frame.type(), Http2.ACK, 0, echo);
                    }
                }
                case Http2.HEADERS ->
                        Http2.write(
                                out,
                                Http2.HEADERS,
                                Http2.END_HEADERS,
                                frame.stream(),
                                Http2.responseHeaders());
                case Http2.DATA -> {
                    byte[] consumed = ByteBuffer.allocate(4).putInt(frame.payload().length).array();
                    Http2.write(out, Http2.WINDOW_UPDATE, 0, 0, consumed);
                    Http2.write(out, Http2.WINDOW_UPDATE, 0, frame.stream(), consumed);
                    pending.writeBytes(frame.payload());
                    for (var next = nextMessage(); next.isPresent(); next = nextMessage()) {
                        answer(next.get(), out, frame.stream());
                    }
                }
                default -> {
                    // priorities, window updates and the like change nothing here
                }
            }
        }
    }

    private Optional<byte[]> nextMessage() throws IOException {
        var bytes = ByteBuffer.wrap(pending.toByteArray());
        if (bytes.remaining() < 5 || bytes.remaining() < 5 + bytes.getInt(1)) {
            return Optional.empty();
        }
        byte[] message = new byte[bytes.getInt(1)];
        bytes.position(5);
        bytes.get(message);
        pending.reset();
        pending.write(bytes.array(), bytes.position(), bytes.remaining());
        return Optional.of(message);
    }

    private void answer(byte[] bytes, OutputStream out, int stream) throws IOException {
        var message = parse(bytes);
        switch (message.getMessageTypeCase()) {
            case LINK -> send(negotiated(message.getLink().getLinkNegotiation()), out, stream);
            case SUBSCRIBE ->
                    send(acknowledged(message.getSubscribe().getSubscriptionId()), out, stream);
            case UNSUBSCRIBE ->
                    send(acknowledged(message.getUnsubscribe().getSubscriptionId()), out, stream);
            case PUBLISH, SUBSCRIPTION_ACK, MESSAGETYPE_NOT_SET -> {
                // only kept
            }
        }
        messages.add(bytes);
    }

    private Message negotiated(LinkNegotiationPayload request) {
        return Message.newBuilder()
                .setLink(
                        Link.newBuilder()
                                .setLinkNegotiation(
                                        LinkNegotiationPayload.newBuilder()
                                                .setLinkId(request.getLinkId())
                                                .setSlimVersion("2.3.0")
                                                .setIsReply(true)
                                                .setLinkEcdhPublicKey(
                                                        ByteString.copyFrom(publicKey))
                                                .setConnectionType(request.getConnectionType())
                                                .setNodeId("recording-acceptor")))
                .build();
    }

    private static Message acknowledged(long subscription) {
        return Message.newBuilder()
                .setSubscriptionAck(
                        SubscriptionAck.newBuilder()
                                .setSubscriptionId(subscription)
                                .setSuccess(true))
                .build();
    }

    private static void send(Message message, OutputStream out, int stream) throws IOException {
        Http2.write(out, Http2.DATA, 0, stream, Http2.grpc(message.toByteArray()));
    }

    private static Message parse(byte[] bytes) {
        try {
            return Message.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
