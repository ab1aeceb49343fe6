package io.slimconsole.ui.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.group.History;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.TokenVerifier;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a group's keys tell of its members, by the instances that their tokens name. Unchanging.
record Leaves(Map<NameId, Leaf> byInstance) {
    static final Leaves NONE = new Leaves(Map.of());

    /// @param epoch in which it came, as far as we have seen that
    /// @param joined when that epoch began, as far as it is remembered
    record Leaf(int index, OptionalLong epoch, Optional<Instant> joined) {}

    Leaves {
        byInstance = Map.copyOf(byInstance);
    }

    Optional<Leaf> find(NameId instance) {
        return Optional.ofNullable(byInstance.get(instance));
    }

    static Leaves of(GroupView keys, TokenVerifier verifier) {
        var epochs = new HashMap<Long, Instant>();
        for (History.Entry entry : keys.history()) {
            epochs.put(entry.commit().epoch(), entry.at());
        }
        var leaves = new HashMap<NameId, Leaf>();
        for (GroupView.Member member : keys.members()) {
            Optional<Long> epoch = member.since().member();
            instance(member.credential(), verifier)
                    .ifPresent(
                            instance ->
                                    leaves.put(
                                            instance,
                                            new Leaf(
                                                    member.leafIndex(),
                                                    epoch.map(OptionalLong::of)
                                                            .orElse(OptionalLong.empty()),
                                                    epoch.flatMap(
                                                            began ->
                                                                    Optional.ofNullable(
                                                                            epochs.get(began))))));
        }
        return new Leaves(leaves);
    }

    private static Optional<NameId> instance(Credential credential, TokenVerifier verifier) {
        if (credential instanceof Credential.Basic(var token)) {
            try {
                return Optional.of(
                        InstanceIds.ofIdentity(
                                verifier.verifyAuthentic(new String(token.bytes(), UTF_8))
                                        .subject()));
            } catch (InvalidTokenException e) {
                return Optional.empty(); // the group would not have let it in
            }
        }
        return Optional.empty();
    }
}
