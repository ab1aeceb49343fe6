package io.slimconsole.node;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.forward.Exchange;
import io.slimconsole.node.forward.LocalPort;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.SlimMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// The application behind [SlimNode#attach]: turns bytes into messages, and reasons into exceptions.
final class AttachedApplication implements LocalApplication {
    private static final Logger log = LoggerFactory.getLogger(AttachedApplication.class);

    private final Name name;
    private final LocalReceiver receiver;
    private final LocalPort port;

    /// @throws NodeException if its name can't be subscribed; it is then detached again
    AttachedApplication(Exchange exchange, String label, Name name, LocalReceiver receiver) {
        this.name = name;
        this.receiver = receiver;
        this.port = exchange.attach(label, this::receive);
        try {
            subscribe(name);
        } catch (NodeException full) {
            port.close();
            throw full;
        }
    }

    private void receive(byte[] bytes) {
        try {
            SlimMessage.parse(Unpooled.wrappedBuffer(bytes))
                    .ifPresent(message -> receiver.receive(this, message));
        } catch (RuntimeException broken) {
            log.atError()
                    .addKeyValue("application", name)
                    .setCause(broken)
                    .log("a local application failed on a message");
        }
    }

    @Override
    public ConnectionId connection() {
        return port.id();
    }

    @Override
    public Name name() {
        return name;
    }

    @Override
    public void subscribe(Name subscribed) {
        Optional<String> refusal = port.subscribe(subscribed);
        if (refusal.isPresent() && port.isOpen()) {
            throw new NodeException(
                    NodeException.Reason.LIMIT_REACHED,
                    "%s can't subscribe %s: %s".formatted(name, subscribed, refusal.get()));
        }
    }

    @Override
    public void unsubscribe(Name subscribed) {
        port.unsubscribe(subscribed)
                .ifPresent(
                        reason ->
                                log.debug(
                                        "{} had not subscribed {}: {}", name, subscribed, reason));
    }

    @Override
    public SendResult send(SlimMessage message) {
        if (message.kind() != MessageKind.PUBLISH) {
            throw new IllegalArgumentException(
                    "%s is no publish; use subscribe and unsubscribe".formatted(message));
        }
        byte[] bytes = ByteBufUtil.getBytes(message.encode());
        if (bytes.length > port.largestMessage()) {
            throw new IllegalArgumentException(
                    "%s is larger than the limit of %d bytes"
                            .formatted(message, port.largestMessage()));
        }
        try {
            int receivers = port.send(bytes);
            if (receivers < 0) {
                return new SendResult.Closed();
            }
            return receivers == 0
                    ? new SendResult.NoRoute(message.destination())
                    : new SendResult.Sent(receivers);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new SendResult.Closed();
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
