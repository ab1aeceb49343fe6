package io.slimconsole.mls.group;

/// Where a commit leads us.
public sealed interface Following {
    record ToEpoch(Epoch epoch) implements Following {}

    /// Out of the group.
    record Removed() implements Following {}
}
