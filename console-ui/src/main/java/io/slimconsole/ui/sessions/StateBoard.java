package io.slimconsole.ui.sessions;

import io.slimconsole.node.Registration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The state of the channels, and who hears of its changes, in their order.
final class StateBoard {
    private static final Logger log = LoggerFactory.getLogger(StateBoard.class);

    private final List<Consumer<ChannelsState>> listeners = new CopyOnWriteArrayList<>();

    /// So that nobody hears an older state after a newer one.
    private final ReentrantLock telling = new ReentrantLock();

    private volatile ChannelsState current = new ChannelsState.NodeDown();
    private ChannelsState told = current;

    ChannelsState current() {
        return current;
    }

    /// Nobody hears of it before [#tell].
    void set(ChannelsState next) {
        current = next;
    }

    void tell() {
        telling.lock();
        try {
            ChannelsState now = current;
            if (!now.equals(told)) {
                told = now;
                listeners.forEach(listener -> tell(listener, now));
            }
        } finally {
            telling.unlock();
        }
    }

    Registration listen(Consumer<ChannelsState> listener) {
        telling.lock();
        try {
            tell();
            tell(listener, told);
            listeners.add(listener);
        } finally {
            telling.unlock();
        }
        return () -> listeners.remove(listener);
    }

    private static void tell(Consumer<ChannelsState> listener, ChannelsState now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            log.error("a listener failed on {}", now, e);
        }
    }
}
