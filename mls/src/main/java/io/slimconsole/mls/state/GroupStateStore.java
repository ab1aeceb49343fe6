package io.slimconsole.mls.state;

import io.slimconsole.mls.codec.Opaque;

import java.util.List;
import java.util.Optional;

/// Keeps the sealed states of groups. The application implements it.
///
/// Different groups may call it on different threads at once. What it throws comes out of the call on the group that caused
/// it, and that group is as it was before.
public interface GroupStateStore {
    /// Keeps a state instead of the one before. Once this returns, a crash doesn't lose it; if it throws, the one before is
    /// still there.
    void save(Opaque groupId, Opaque sealed);

    /// The state that was saved last.
    Optional<Opaque> load(Opaque groupId);

    /// Forgets a group; nothing happens if there is none.
    void delete(Opaque groupId);

    List<Opaque> groupIds();
}
