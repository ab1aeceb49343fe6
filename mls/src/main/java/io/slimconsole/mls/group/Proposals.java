package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.RatchetTree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The proposals of one commit: whether they go together, and what they make of the tree.
///
/// @see "RFC 9420 §12.2, §12.3"
final class Proposals {
    private final List<KeyPackage> adds = new ArrayList<>();
    private final Map<Integer, LeafNode> updates = new LinkedHashMap<>();
    private final Set<Integer> removes = new LinkedHashSet<>();
    private final List<PreSharedKeyId> psks = new ArrayList<>();
    private final boolean pathRequired;
    private List<Extension> extensions;
    private boolean extensionsSet;

    private Proposals(List<Extension> extensions, boolean pathRequired) {
        this.extensions = extensions;
        this.pathRequired = pathRequired;
    }

    /// @throws RefusedException if they can't be in one commit
    static Proposals of(List<ProposedChange> changes, int committer, Epoch epoch)
            throws RefusedException {
        boolean pathRequired =
                changes.isEmpty()
                        || changes.stream()
                                .anyMatch(
                                        change ->
                                                switch (change.proposal()) {
                                                    case Proposal.Update _,
                                                            Proposal.Remove _,
                                                            Proposal.ExternalInit _,
                                                            Proposal.GroupContextExtensions _ ->
                                                            true;
                                                    case Proposal.Add _,
                                                            Proposal.PreSharedKey _,
                                                            Proposal.ReInit _ ->
                                                            false;
                                                });
        var proposals = new Proposals(epoch.context().extensions(), pathRequired);
        for (ProposedChange change : changes) {
            switch (change.proposal()) {
                case Proposal.Add(KeyPackage keyPackage) -> proposals.adds.add(keyPackage);
                case Proposal.Update(LeafNode leaf) ->
                        proposals.update(change.sender(), leaf, committer);
                case Proposal.Remove(int removed) ->
                        proposals.remove(removed, committer, epoch.tree());
                case Proposal.PreSharedKey(PreSharedKeyId psk) -> proposals.psk(psk, epoch.suite());
                case Proposal.GroupContextExtensions(List<Extension> given) -> {
                    require(
                            !proposals.extensionsSet,
                            Check.ONE_GROUP_CONTEXT_EXTENSIONS,
                            "a commit that sets the group's extensions twice");
                    proposals.extensionsSet = true;
                    proposals.extensions = given;
                }
                case Proposal.ReInit _ ->
                        throw new RefusedException(
                                Check.PROPOSAL_SUPPORTED, "groups are not re-initialised here");
                case Proposal.ExternalInit _ ->
                        throw new RefusedException(
                                Check.PROPOSAL_SUPPORTED, "a member needs no external init");
            }
        }
        return proposals;
    }

    private void update(int sender, LeafNode leaf, int committer) throws RefusedException {
        require(
                sender != committer,
                Check.UPDATE_BY_COMMITTER,
                "a committer that updates itself by a proposal");
        require(
                !removes.contains(sender) && updates.put(sender, leaf) == null,
                Check.ONE_CHANGE_PER_LEAF,
                "leaf %d is changed twice".formatted(sender));
    }

    private void remove(int removed, int committer, RatchetTree tree) throws RefusedException {
        require(
                tree.leaf(removed).isPresent(),
                Check.REMOVED_IS_MEMBER,
                "leaf %d is to be removed, where nobody is".formatted(removed));
        require(removed != committer, Check.REMOVE_OF_COMMITTER, "a committer that removes itself");
        require(
                !updates.containsKey(removed) && removes.add(removed),
                Check.ONE_CHANGE_PER_LEAF,
                "leaf %d is changed twice".formatted(removed));
    }

    private void psk(PreSharedKeyId psk, CipherSuite suite) throws RefusedException {
        require(!psks.contains(psk), Check.PSK_UNIQUE, "a pre-shared key that is named twice");
        check(psk, suite);
        psks.add(psk);
    }

    /// A pre-shared key's name by itself, in a proposal or in a Welcome.
    static void check(PreSharedKeyId psk, CipherSuite suite) throws RefusedException {
        require(
                psk instanceof PreSharedKeyId.External
                        || (psk instanceof PreSharedKeyId.Resumption resumption
                                && resumption.usage() == 1),
                Check.PROPOSAL_SUPPORTED,
                "a pre-shared key for a re-initialisation or a branch");
        require(
                psk.nonce().size() == suite.hashLength(),
                Check.PSK_NONCE,
                "a pre-shared key whose nonce has %d bytes".formatted(psk.nonce().size()));
    }

    /// Each leaf by itself, before anything is done with it.
    void check(LeafChecks checks, Epoch epoch) throws RefusedException {
        for (KeyPackage added : adds) {
            checks.keyPackage(added);
        }
        for (var update : updates.entrySet()) {
            int leafIndex = update.getKey();
            LeafNode leaf = update.getValue();
            require(
                    leaf.source() instanceof LeafSource.Update,
                    Check.LEAF_SOURCE,
                    "an update whose leaf was not made for one");
            LeafNode before = epoch.tree().leaf(leafIndex).orElseThrow();
            require(
                    !leaf.encryptionKey().equals(before.encryptionKey()),
                    Check.LEAF_KEY_CHANGED,
                    "an update that keeps its key");
            checks.leaf(leaf, epoch.context().groupId(), leafIndex, epoch.tree());
            checks.successor(before, leaf, leafIndex);
        }
    }

    /// The tree after them, and the leaves that are new in it.
    record Applied(RatchetTree tree, List<Integer> newLeaves) {}

    /// Updates, then removes, then adds.
    Applied apply(RatchetTree before) {
        RatchetTree tree = before;
        for (var update : updates.entrySet()) {
            tree = tree.update(update.getKey(), update.getValue());
        }
        for (int removed : removes) {
            tree = tree.remove(removed);
        }
        var newLeaves = new ArrayList<Integer>();
        for (KeyPackage added : adds) {
            RatchetTree.Added result = tree.add(added.leafNode());
            tree = result.tree();
            newLeaves.add(result.leafIndex());
        }
        return new Applied(tree, newLeaves);
    }

    /// What the commit does, for people to look at.
    ///
    /// @param pathLeaf the committer's new leaf, if there is a path
    CommitSummary summary(
            Epoch before, int committer, Applied applied, Optional<LeafNode> pathLeaf) {
        var changes = new ArrayList<Change>();
        for (var update : updates.entrySet()) {
            LeafNode old = before.tree().leaf(update.getKey()).orElseThrow();
            changes.add(new Change.Updated(update.getKey(), old.credential()));
            succeeded(update.getKey(), old, update.getValue()).ifPresent(changes::add);
        }
        for (int removed : removes) {
            LeafNode old = before.tree().leaf(removed).orElseThrow();
            changes.add(new Change.Removed(removed, old.credential()));
        }
        for (int i = 0; i < adds.size(); i++) {
            changes.add(
                    new Change.Added(
                            applied.newLeaves().get(i), adds.get(i).leafNode().credential()));
        }
        for (PreSharedKeyId _ : psks) {
            changes.add(new Change.PreSharedKeyUsed());
        }
        if (extensionsSet) {
            changes.add(new Change.ExtensionsSet());
        }
        LeafNode old = before.tree().leaf(committer).orElseThrow();
        pathLeaf.flatMap(leaf -> succeeded(committer, old, leaf)).ifPresent(changes::add);
        return new CommitSummary(
                before.context().epoch() + 1,
                committer,
                old.credential(),
                pathLeaf.isPresent(),
                changes);
    }

    private static Optional<Change> succeeded(int leafIndex, LeafNode before, LeafNode after) {
        return before.credential().equals(after.credential())
                        && before.signatureKey().equals(after.signatureKey())
                ? Optional.empty()
                : Optional.of(
                        new Change.Succeeded(leafIndex, before.credential(), after.credential()));
    }

    boolean pathRequired() {
        return pathRequired;
    }

    List<KeyPackage> adds() {
        return adds;
    }

    Map<Integer, LeafNode> updates() {
        return updates;
    }

    Set<Integer> removes() {
        return new HashSet<>(removes);
    }

    List<PreSharedKeyId> psks() {
        return psks;
    }

    /// The group's, as they are afterwards.
    List<Extension> extensions() {
        return extensions;
    }
}
