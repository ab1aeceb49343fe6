package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.CipherSuite;

import java.time.InstantSource;

/// What a client brings to a group: its suite, its say, its limits.
///
/// @param clock tells whether a key package may still be used
public record GroupRules(
        CipherSuite suite,
        CredentialPolicy policy,
        Limits limits,
        PskStore psks,
        InstantSource clock) {
    public GroupRules(CipherSuite suite, CredentialPolicy policy) {
        this(suite, policy, Limits.DEFAULT, PskStore.NONE, InstantSource.system());
    }
}
