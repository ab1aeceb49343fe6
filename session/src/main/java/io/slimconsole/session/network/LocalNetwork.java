package io.slimconsole.session.network;

import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.SendResult;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import java.util.function.Consumer;

/// A node in this process.
public final class LocalNetwork implements Network {
    private final SlimNode node;
    private final String label;

    /// @param label what the window calls its applications in place of a remote address
    public LocalNetwork(SlimNode node, String label) {
        this.node = node;
        this.label = label;
    }

    @Override
    public Attachment attach(Name self, Consumer<SlimMessage> receiver) {
        try {
            return new Local(node.attach(label, self, (_, message) -> receiver.accept(message)));
        } catch (NodeException e) {
            throw new NetworkException("%s can't take part: %s".formatted(self, e.getMessage()), e);
        }
    }

    private record Local(LocalApplication application) implements Attachment {
        @Override
        public void subscribe(Name name) {
            try {
                application.subscribe(name);
            } catch (NodeException e) {
                throw new NetworkException(
                        "%s can't be subscribed: %s".formatted(name, e.getMessage()), e);
            }
        }

        @Override
        public void unsubscribe(Name name) {
            application.unsubscribe(name);
        }

        @Override
        public boolean send(SlimMessage message) {
            try {
                return application.send(message) instanceof SendResult.NoRoute;
            } catch (IllegalArgumentException e) {
                throw new NetworkException("not sent: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            application.close();
        }
    }
}
