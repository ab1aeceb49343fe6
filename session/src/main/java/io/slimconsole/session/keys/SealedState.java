package io.slimconsole.session.keys;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.state.GroupStateStore;

import java.util.List;
import java.util.Optional;

/// Holds what a group wants stored until its session stores it, together with its own record and before it says anything.
final class SealedState implements GroupStateStore {
    private Optional<ByteString> latest;

    SealedState(Optional<ByteString> stored) {
        this.latest = stored;
    }

    /// The same object until there is another state.
    Optional<ByteString> latest() {
        return latest;
    }

    @Override
    public void save(Opaque groupId, Opaque sealed) {
        latest = Optional.of(ByteString.copyFrom(sealed.bytes()));
    }

    @Override
    public Optional<Opaque> load(Opaque groupId) {
        return latest.map(state -> Opaque.of(state.toByteArray()));
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
