package io.slimconsole.tests.mls;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.tree.TreeMath;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What other implementations get wrong, so that the walks can go around it; [KnownDefectsTest] shows it.
///
/// Two more are met elsewhere. Nobody changes a signature key in a group with core-crypto 10.3.0, which wants the commit to be
/// signed by the new key, where RFC 9420 §6.1 asks for the one in the tree ([Implementation.Ability#FOLLOWS_NEW_KEY]). And
/// `ts-mls.mjs` takes ECDSA from Node.js, since ts-mls 1.6.4 makes compressed public keys, where §5.1.1 asks for uncompressed
/// ones.
final class KnownDefects {
    private KnownDefects() {}

    /// ts-mls 1.6.4 refuses to join a valid group in which a leaf is unmerged at two of its ancestors whose lists differ, as
    /// they do when another leaf is unmerged above the upper one only: it wants the whole lists to be equal
    /// (`validateRatchetTree`), where RFC 9420 §12.4.3.1 asks for that one leaf to be in each of them.
    static boolean keepsTsMlsOut(GroupView group) {
        return group.nodes().stream()
                .flatMap(node -> node.unmergedLeaves().stream())
                .distinct()
                .anyMatch(leaf -> listsAbove(leaf, group) > 1);
    }

    /// ts-mls 1.6.4 doesn't notice that it is removed by a commit that gives its leaf to somebody else: it only looks whether
    /// the leaf is blank afterwards (`applyProposals`), and then fails to open the path.
    static boolean hidesRemovalFromTsMls(int removedLeaf, GroupView after) {
        return after.members().stream().anyMatch(member -> member.leafIndex() == removedLeaf);
    }

    /// core-crypto 10.3.0 looks for the sender of a message of a past epoch in the tree of now, where RFC 9420 §6.1 means that
    /// epoch's: it refuses the message once the sender has left its leaf.
    static boolean losesSenderForCoreCrypto(int leaf, String speaker, GroupView now) {
        return now.members().stream()
                .filter(member -> member.leafIndex() == leaf)
                .noneMatch(member -> MixedGroup.name(member).equals(speaker));
    }

    /// ts-mls 1.6.4 derives a secret for the root also where the committer has nobody in the other half of the tree, so that its
    /// path ends below the root (`pathToRoot`); RFC 9420 §7.4 and §12.4.1 have the commit secret follow the last one of the
    /// filtered direct path. It agrees with nobody else then.
    ///
    /// Nobody in the right half makes the tree smaller; so this is about the left one.
    ///
    /// @param leaving names of those whom a commit removes that adds nobody
    static boolean endsPathsTooHighForTsMls(GroupView group, Set<String> leaving) {
        IntSummaryStatistics leaves =
                group.members().stream()
                        .filter(member -> !leaving.contains(MixedGroup.name(member)))
                        .mapToInt(GroupView.Member::leafIndex)
                        .summaryStatistics();
        return leaves.getMin() > 0
                && leaves.getMin() >= TreeMath.fullLeaves(leaves.getMax() + 1) / 2;
    }

    private static long listsAbove(int leaf, GroupView group) {
        List<GroupView.Node> nodes = group.nodes();
        int root = TreeMath.root((nodes.size() + 1) / 2);
        return Stream.iterate(TreeMath.ofLeaf(leaf), node -> node != root, TreeMath::parent)
                .map(node -> nodes.get(TreeMath.parent(node)))
                .filter(parent -> !parent.isBlank())
                .map(GroupView.Node::unmergedLeaves)
                .distinct()
                .count();
    }
}
