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

    /// Whether a member may go on as somebody else, or with another signature key. [#refusal] is asked as well.
    ///
    /// @return why not; null if it may, which it does by default if its identity stays the same
    default @Nullable String successorRefusal(
            Credential before, Credential after, Opaque signatureKey) {
        return identity(before).equals(identity(after))
                ? null
                : "a member that goes on as somebody else";
    }

    /// Whether a member may let us into its group.
    ///
    /// @param signer of the Welcome
    /// @return why not; null if it may, which everybody does by default
    default @Nullable String welcomeRefusal(Credential signer) {
        return null;
    }

    /// What stays the same when a client gets a new credential. A group has each identity once.
    ///
    /// Asked once for each leaf: the answer for a credential stays the same.
    Opaque identity(Credential credential);
}
