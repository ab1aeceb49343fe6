package io.slimconsole.session.keys;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.state.GroupStateStore;

import java.util.List;
import java.util.Optional;

/// Holds what a group wants stored until its session stores it, together with its own record and before it says anything.
final class SealedState implements GroupStateStore {
    private Optional<Opaque> latest;

    SealedState(Optional<ByteString> stored) {
        this.latest = stored.map(bytes -> Opaque.of(bytes.toByteArray()));
    }

    Optional<ByteString> latest() {
        return latest.map(state -> ByteString.copyFrom(state.bytes()));
    }

    @Override
    public void save(Opaque groupId, Opaque sealed) {
        latest = Optional.of(sealed);
    }

    @Override
    public Optional<Opaque> load(Opaque groupId) {
        return latest;
    }

    @Override
    public void delete(Opaque groupId) {
        latest = Optional.empty();
    }

    @Override
    public List<Opaque> groupIds() {
        return List.of();
    }
}
