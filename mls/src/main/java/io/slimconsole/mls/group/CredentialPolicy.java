package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.tree.Credential;

import org.jspecify.annotations.Nullable;

/// Who may be in a group: the application's say.
///
/// Called on the thread that works on the group; must not change it.
///
/// @see "RFC 9420 §5.3.1"
public interface CredentialPolicy {
    /// Whether that client may have that signature key.
    ///
    /// @return why not; null if it may
    @Nullable String refusal(Credential credential, Opaque signatureKey);

    /// What stays the same when a client gets a new credential. A group has each identity once.
    Opaque identity(Credential credential);
}
