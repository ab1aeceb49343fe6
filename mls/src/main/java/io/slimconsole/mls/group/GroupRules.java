package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.state.GroupStorage;

import java.time.InstantSource;

/// What a client brings to a group: its suite, its say, its limits.
///
/// @param clock tells whether a key package may still be used, and when a commit came
/// @param storage where the group is kept
public record GroupRules(
        CipherSuite suite,
        CredentialPolicy policy,
        Limits limits,
        PskStore psks,
        InstantSource clock,
        GroupStorage storage) {
    public GroupRules(CipherSuite suite, CredentialPolicy policy) {
        this(suite, policy, Limits.DEFAULT, PskStore.NONE, InstantSource.system());
    }

    /// For groups that end with the process.
    public GroupRules(
            CipherSuite suite,
            CredentialPolicy policy,
            Limits limits,
            PskStore psks,
            InstantSource clock) {
        this(suite, policy, limits, psks, clock, GroupStorage.NONE);
    }

    /// These, for groups that are kept.
    public GroupRules storedIn(GroupStorage place) {
        return new GroupRules(suite, policy, limits, psks, clock, place);
    }

    /// These, with another source of pre-shared keys.
    GroupRules knowing(PskStore others) {
        return new GroupRules(suite, policy, limits, others, clock, storage);
    }

    /// Asks whether somebody can be added with a key package, now and to any group with these rules.
    ///
    /// @throws RefusedException that says what is wrong with it
    /// @see "RFC 9420 §10.1"
    public void validate(KeyPackage keyPackage) throws RefusedException {
        var checks = new LeafChecks(suite, policy);
        checks.keyPackage(keyPackage);
        checks.adding(keyPackage, clock.instant());
    }
}
