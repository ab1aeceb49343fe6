package io.slimconsole.session.network;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

import java.util.function.Consumer;

/// Something that messages can be sent through: a node.
public interface Network {
    /// Takes part under a name, which is subscribed.
    ///
    /// @param receiver called for one message after the other; must not wait for what it sends
    Attachment attach(Name self, Consumer<SlimMessage> receiver);

    /// An application that takes part.
    interface Attachment extends AutoCloseable {
        /// Receives what is sent to a name, once this returns.
        ///
        /// @throws NetworkException if the node refuses it or does not answer
        void subscribe(Name name);

        void unsubscribe(Name name);

        /// Sends a message, if there is a link at the moment.
        ///
        /// @return whether it is known that nobody has that name; only a node in this process knows
        /// @throws NetworkException if the node would not take it, for example as it is too large
        boolean send(SlimMessage message);

        @Override
        void close();
    }
}
