package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.CipherSuite;

/// What a client brings to a group: its suite, its say, its limits.
public record GroupRules(CipherSuite suite, CredentialPolicy policy, Limits limits, PskStore psks) {
    public GroupRules(CipherSuite suite, CredentialPolicy policy) {
        this(suite, policy, Limits.DEFAULT, PskStore.NONE);
    }
}
