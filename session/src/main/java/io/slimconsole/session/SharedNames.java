package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.network.Network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What all sessions of an application reach the network through. Two sessions over one channel
/// have the same names: a name is subscribed as long as one of them wants it.
///
/// Remembers each name that was ever wanted: two for each channel.
final class SharedNames implements Network.Attachment {
    private final Network.Attachment attachment;
    private final Map<Name, Users> names = new ConcurrentHashMap<>();

    private static final class Users {
        private int count;
    }

    SharedNames(Network.Attachment attachment) {
        this.attachment = attachment;
    }

    @Override
    public void subscribe(Name name) {
        Users users = names.computeIfAbsent(name, _ -> new Users());
        synchronized (
                users) { // while the network works: the next one finds it done, or tries again
            if (users.count == 0) {
                attachment.subscribe(name);
            }
            users.count++;
        }
    }

    @Override
    public void unsubscribe(Name name) {
        Users users = names.computeIfAbsent(name, _ -> new Users());
        synchronized (users) {
            users.count--;
            if (users.count == 0) {
                attachment.unsubscribe(name);
            }
        }
    }

    @Override
    public boolean send(SlimMessage message) {
        return attachment.send(message);
    }

    @Override
    public void close() {
        attachment.close();
    }
}
