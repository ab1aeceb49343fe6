package io.slimconsole.ui.sessions;

import io.slimconsole.node.Registration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The state of the channels, and who hears of its changes, in their order.
final class StateBoard {
    private static final Logger log = LoggerFactory.getLogger(StateBoard.class);

    private final List<Consumer<ChannelsState>> listeners = new CopyOnWriteArrayList<>();

    /// So that nobody hears an older state after a newer one.
    private final ReentrantLock telling = new ReentrantLock();

    private final Queue<ChannelsState> untold = new ConcurrentLinkedQueue<>();
    private volatile ChannelsState current = new ChannelsState.NodeDown();
    private ChannelsState told = current;

    ChannelsState current() {
        return current;
    }

    /// Nobody hears of it before [#tell]. One thread at a time.
    void set(ChannelsState next) {
        if (!next.equals(current)) {
            current = next;
            untold.add(next);
        }
    }

    void tell() {
        telling.lock();
        try {
            for (ChannelsState next = untold.poll(); next != null; next = untold.poll()) {
                told = next;
                for (Consumer<ChannelsState> listener : listeners) {
                    tell(listener, next);
                }
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
