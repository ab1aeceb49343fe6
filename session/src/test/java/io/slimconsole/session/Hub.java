package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.network.NetworkException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A network in which messages arrive at once, on the thread of who sends them. Can be told to fail.
final class Hub implements Network {
    private final List<Plug> plugs = new CopyOnWriteArrayList<>();
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<String> noNames = Optional.empty();

    /// From now on whatever is asked of it fails.
    void failWith(String why) {
        failure = Optional.of(why);
    }

    /// From now on nobody gets another name; all else goes on.
    void refuseNames(String why) {
        noNames = Optional.of(why);
    }

    void recover() {
        failure = Optional.empty();
        noNames = Optional.empty();
    }

    private static void fail(Optional<String> reason) {
        reason.ifPresent(
                why -> {
                    throw new NetworkException(why, new IllegalStateException(why));
                });
    }

    @Override
    public Attachment attach(Name self, Consumer<SlimMessage> receiver) {
        var plug = new Plug(receiver);
        plug.subscribe(self);
        plugs.add(plug);
        return plug;
    }

    private final class Plug implements Attachment {
        private final Consumer<SlimMessage> receiver;
        private final Set<Name> names = ConcurrentHashMap.newKeySet();

        Plug(Consumer<SlimMessage> receiver) {
            this.receiver = receiver;
        }

        @Override
        public void subscribe(Name name) {
            fail(failure.or(() -> noNames));
            names.add(name);
        }

        @Override
        public void unsubscribe(Name name) {
            fail(failure);
            names.remove(name);
        }

        private boolean has(Name name) {
            return name.id().isNull()
                    ? names.stream().anyMatch(each -> each.prefix().equals(name.prefix()))
                    : names.contains(name);
        }

        @Override
        public boolean send(SlimMessage message) {
            fail(failure);
            Name destination = message.destinationName().orElseThrow();
            boolean toAll = message.publish().getHeader().getFanout() != 1;
            List<Plug> others =
                    plugs.stream().filter(each -> each != this && each.has(destination)).toList();
            // bytes, and not the same object: what is not on the wire doesn't arrive
            others.stream()
                    .limit(toAll ? Long.MAX_VALUE : 1)
                    .forEach(each -> SlimMessage.parse(message.encode()).ifPresent(each.receiver));
            return others.isEmpty();
        }

        @Override
        public void close() {
            plugs.remove(this);
        }
    }
}
