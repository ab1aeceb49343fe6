package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.wire.Body;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Both channels of one session: subscribed together, and given back once. Belongs to the session's
/// thread.
final class ChannelSubscription {
    private static final Logger log = LoggerFactory.getLogger(ChannelSubscription.class);

    private final Network.Attachment attachment;
    private final List<Name> wanted;
    private final List<Name> held = new ArrayList<>();

    /// @param channels empty for point-to-point
    ChannelSubscription(Network.Attachment attachment, Optional<Body.Channels> channels) {
        this.attachment = attachment;
        this.wanted = channels.map(both -> List.of(both.data(), both.control())).orElse(List.of());
    }

    /// Does nothing if they are subscribed.
    ///
    /// @throws NetworkException if that can't be; what was done of it is undone
    void open() {
        try {
            for (Name name : wanted) {
                if (!held.contains(name)) {
                    attachment.subscribe(name);
                    held.add(name);
                }
            }
        } catch (NetworkException e) {
            close();
            throw e;
        }
    }

    /// May be called twice.
    void close() {
        for (Name name : held) {
            try {
                attachment.unsubscribe(name);
            } catch (NetworkException e) {
                log.atDebug().addKeyValue("name", name).setCause(e).log("not unsubscribed");
            }
        }
        held.clear();
    }
}
