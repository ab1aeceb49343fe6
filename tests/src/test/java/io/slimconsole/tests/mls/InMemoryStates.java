package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.state.GroupStateStore;
import io.slimconsole.mls.state.StateCipher;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps one client's groups as long as the test runs, in the clear.
final class InMemoryStates implements GroupStateStore, StateCipher {
    private final Map<Opaque, Opaque> states = new ConcurrentHashMap<>();

    @Override
    public void save(Opaque groupId, Opaque sealed) {
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

    @Override
    public byte[] seal(byte[] state, byte[] associatedData) {
        return state.clone();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) {
        return sealed;
    }
}
