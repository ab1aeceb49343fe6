package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A member as its row shows it.
///
/// @param name with its instance, or what its credential says
/// @param subject what its credential says
/// @param own whether it is the console
/// @param signatureKey its fingerprint, as is the other's
/// @param joined the epoch in which it came; empty if that was before we came
/// @param keysSince the epoch in which it got its present keys
/// @param expires when its key package must not be used any more; empty once it has newer keys
record MemberLine(
        int leaf,
        String name,
        String subject,
        boolean own,
        String signatureKey,
        String encryptionKey,
        OptionalLong joined,
        OptionalLong keysSince,
        Optional<Instant> expires) {
    static MemberLine of(GroupView.Member member, GroupView view, Holders holders) {
        return new MemberLine(
                member.leafIndex(),
                holders.called(member.leafIndex(), member.credential()),
                Holders.subject(member.credential()),
                member.leafIndex() == view.ownLeaf(),
                member.signatureKey(),
                member.encryptionKey(),
                epoch(member.since().member()),
                epoch(member.since().keys()),
                member.expires());
    }

    private static OptionalLong epoch(Optional<Long> epoch) {
        return epoch.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
