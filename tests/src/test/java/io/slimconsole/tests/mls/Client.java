package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;

import java.util.Optional;

/// Somebody with a name and a signature key, by one of the implementations.
interface Client {
    String name();

    Implementation implementation();

    /// A new one, as an MLSMessage; [#join] takes the newest.
    Opaque keyPackage();

    Member begin(Opaque groupId);

    /// @param tree where it comes beside the Welcome
    /// @throws JoinRefusedException if the implementation doesn't take the Welcome
    Member join(Opaque welcome, Optional<Opaque> tree);
}
