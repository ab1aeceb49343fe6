package io.slimconsole.session.identity;

import io.slimconsole.node.name.NameId;

/// Who an application is. Every message that it sends carries a token of it; commands are signed with its key.
///
/// @see "session.md 6, identity-and-control.md 1"
public interface Identity {
    /// What a verifier finds as the subject of its tokens.
    String id();

    /// A token that is valid from now on.
    String token();

    /// Whether it has a key of its own: without one, commands go unsigned, and sessions with MLS are not possible.
    default boolean signs() {
        return true;
    }

    /// @throws IllegalStateException unless it [signs][#signs]
    SigningKey signingKey();

    /// The instance that this identity gives to the names of its application.
    default NameId instance() {
        return InstanceIds.ofIdentity(id());
    }
}
