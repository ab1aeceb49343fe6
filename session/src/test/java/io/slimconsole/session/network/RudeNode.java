package io.slimconsole.session.network;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.link.HeaderMac;
import io.slimconsole.node.link.LinkNegotiation;
import io.slimconsole.node.link.LinkWriter;
import io.slimconsole.node.link.NegotiationResult;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SubscriptionAck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// A node that does with each message of its clients what a test says.
final class RudeNode implements AutoCloseable {
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final Server server;

    /// @param behaviour called with the first message of each stream, and all that follow
    RudeNode(BiConsumer<Stream, byte[]> behaviour) {
        var method =
                MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                        .setFullMethodName("dataplane.proto.v1.DataPlaneService/OpenChannel")
                        .build();
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .directExecutor()
                        .addService(
                                ServerServiceDefinition.builder(
                                                "dataplane.proto.v1.DataPlaneService")
                                        .addMethod(method, (call, _) -> new Stream(call, behaviour))
                                        .build())
                        .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeAddress address() {
        return NodeAddress.parse("http://127.0.0.1:" + server.getPort());
    }

    List<Stream> streams() {
        return streams;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /// One client, on the server's event loop.
    final class Stream extends ServerCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> call;
        private final BiConsumer<Stream, byte[]> behaviour;
        private volatile boolean reading = true;
        private volatile Optional<HeaderMac> mac = Optional.empty();

        private Stream(ServerCall<byte[], byte[]> call, BiConsumer<Stream, byte[]> behaviour) {
            this.call = call;
            this.behaviour = behaviour;
            call.sendHeaders(new Metadata());
            call.request(1);
            streams.add(this);
        }

        @Override
        public void onMessage(byte[] message) {
            behaviour.accept(this, message);
        }

        /// How many clients came before.
        int number() {
            return streams.indexOf(this);
        }

        boolean isNegotiated() {
            return mac.isPresent();
        }

        void send(byte[] message) {
            call.sendMessage(message);
        }

        /// Sends a message as the link demands it.
        void sendSigned(SlimMessage message) {
            send(new LinkWriter(mac.orElseThrow()).write(message));
        }

        private void takeAnother() {
            if (reading) {
                call.request(1);
            }
        }

        /// But for one message that was asked for already.
        void stopReading() {
            reading = false;
        }

        void end(Status status) {
            call.close(status, new Metadata());
        }

        /// Does with a message what a decent node does: negotiates, acknowledges.
        void behave(byte[] message) {
            if (!isNegotiated()) {
                var result =
                        new LinkNegotiation("rude", "", true)
                                .answer(Unpooled.wrappedBuffer(message), Optional.empty());
                var accepted = (NegotiationResult.Accepted) result;
                mac = accepted.mac();
                send(accepted.reply().toByteArray());
            } else {
                var cursor = new MessageCursor();
                if (cursor.read(Unpooled.wrappedBuffer(message)) == MessageKind.SUBSCRIBE) {
                    acknowledge(cursor.subscriptionId(), true, "");
                }
            }
            takeAnother();
        }

        void acknowledge(long id, boolean success, String error) {
            send(
                    Message.newBuilder()
                            .setSubscriptionAck(
                                    SubscriptionAck.newBuilder()
                                            .setSubscriptionId(id)
                                            .setSuccess(success)
                                            .setError(error))
                            .build()
                            .toByteArray());
        }
    }
}
