package io.slimconsole.session.network;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.tests.kit.Await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An application of a test: what it received, and how its link was.
final class Taker implements AutoCloseable {
    private final Name name;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<LinkState> states = new CopyOnWriteArrayList<>();
    private final Network.Attachment attachment;

    Taker(NodeAddress node, Name name, LinkTimes times) {
        this.name = name;
        this.attachment =
                new GrpcNetwork(node, (_, state) -> states.add(state), times)
                        .attach(name, message -> received.add(message.payload().toStringUtf8()));
    }

    Network.Attachment attachment() {
        return attachment;
    }

    List<LinkState> states() {
        return List.copyOf(states);
    }

    List<String> received() {
        return List.copyOf(received);
    }

    void send(Name to, String text) {
        attachment.send(message(to, text));
    }

    SlimMessage message(Name to, String text) {
        return SlimMessage.publish(name, to)
                .payload("text/plain", ByteString.copyFromUtf8(text))
                .build();
    }

    void awaitReceived(String text) {
        Await.until("\"%s\" among %s".formatted(text, received), () -> received.contains(text));
    }

    <T extends LinkState> T awaitState(Class<T> kind) {
        return Await.value(
                kind.getSimpleName(),
                () -> states.stream().filter(kind::isInstance).map(kind::cast).findFirst());
    }

    /// Waits until it is connected again after its last loss.
    void awaitBack() {
        Await.until(
                "connected again",
                () ->
                        states.stream().anyMatch(LinkState.Lost.class::isInstance)
                                && states.getLast() instanceof LinkState.Connected);
    }

    @Override
    public void close() {
        attachment.close();
    }
}
