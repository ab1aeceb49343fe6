package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.state.GroupStateStore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps sealed states as long as the test runs, counts how often that was asked for, and can be full.
public final class InMemoryGroupStateStore implements GroupStateStore {
    private final Map<Opaque, Opaque> states = new ConcurrentHashMap<>();
    private final AtomicInteger saves = new AtomicInteger();
    private volatile boolean full;

    /// What a store throws that has no room left.
    public static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException() {
            super("the store is full");
        }
    }

    public int saves() {
        return saves.get();
    }

    public void setFull(boolean isFull) {
        full = isFull;
    }

    @Override
    public void save(Opaque groupId, Opaque sealed) {
        if (full) {
            throw new FullException();
        }
        saves.incrementAndGet();
        states.put(groupId, sealed);
    }

    @Override
    public Optional<Opaque> load(Opaque groupId) {
        return Optional.ofNullable(states.get(groupId));
    }

    @Override
    public void delete(Opaque groupId) {
        states.remove(groupId);
    }

    @Override
    public List<Opaque> groupIds() {
        return List.copyOf(states.keySet());
    }
}
