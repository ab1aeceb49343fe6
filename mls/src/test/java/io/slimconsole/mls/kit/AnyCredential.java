package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.group.CredentialPolicy;
import io.slimconsole.mls.tree.Credential;

import org.jspecify.annotations.Nullable;

/// Lets everybody in, and go on as whoever it likes; a credential is its own identity.
public final class AnyCredential implements CredentialPolicy {
    @Override
    public @Nullable String refusal(Credential credential, Opaque signatureKey) {
        return null;
    }

    @Override
    public @Nullable String successorRefusal(
            Credential before, Credential after, Opaque signatureKey) {
        return null;
    }

    @Override
    public Opaque identity(Credential credential) {
        return Opaque.of(credential.encoded());
    }
}
