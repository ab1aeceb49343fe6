package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Set;

/// The hashes over the nodes of a tree.
///
/// Those of whole subtrees are kept, once they are known. They are filled in without a lock: whoever computes one finds
/// the same.
///
/// @see "RFC 9420 §7.8, §7.9"
final class TreeHashes {
    private final CipherSuite suite;
    private final @Nullable Node[] nodes;
    private final @Nullable Opaque[] known;

    /// @param nodes not changed afterwards
    /// @param known by node; null for those that are not known
    TreeHashes(CipherSuite suite, @Nullable Node[] nodes, @Nullable Opaque[] known) {
        this.suite = suite;
        this.nodes = nodes;
        this.known = known;
    }

    /// For a tree of so many nodes, which may become another one by and by.
    @Nullable Opaque[] known(int nodeCount) {
        return Arrays.copyOf(known, nodeCount);
    }

    Opaque treeHash(int node) {
        Opaque hash = known[node];
        if (hash == null) {
            hash = hash(node, Set.of());
            known[node] = hash;
        }
        return hash;
    }

    /// The hash of a subtree as it would be without some leaves.
    Opaque treeHash(int node, Set<Integer> without) {
        boolean touched =
                without.stream()
                        .anyMatch(leaf -> TreeMath.isInSubtree(TreeMath.ofLeaf(leaf), node));
        return touched ? hash(node, without) : treeHash(node);
    }

    private Opaque hash(int node, Set<Integer> without) {
        var out = new Writer();
        if (TreeMath.isLeaf(node)) {
            int leafIndex = TreeMath.leafIndex(node);
            out.uint8(1).uint32(leafIndex);
            if (nodes[node] instanceof Node.Leaf leaf && !without.contains(leafIndex)) {
                out.uint8(1).raw(leaf.encodedLeaf());
            } else {
                out.uint8(0);
            }
        } else {
            out.uint8(2)
                    .optional(
                            nodes[node] instanceof Node.Parent(ParentNode parent)
                                    ? without(parent, without)
                                    : null)
                    .struct(treeHash(TreeMath.left(node), without))
                    .struct(treeHash(TreeMath.right(node), without));
        }
        return Opaque.taking(suite.hash(out.toByteArray()));
    }

    private static ParentNode without(ParentNode parent, Set<Integer> leaves) {
        if (leaves.isEmpty() || parent.unmergedLeaves().stream().noneMatch(leaves::contains)) {
            return parent;
        }
        return new ParentNode(
                parent.encryptionKey(),
                parent.parentHash(),
                parent.unmergedLeaves().stream().filter(leaf -> !leaves.contains(leaf)).toList());
    }

    /// What those below a parent vouch for it with.
    ///
    /// @param sibling of the child that they are at or below
    /// @see "RFC 9420 §7.9, ParentHashInput"
    Opaque parentHash(ParentNode parent, int sibling) {
        byte[] input =
                new Writer()
                        .struct(parent.encryptionKey())
                        .struct(parent.parentHash())
                        .struct(treeHash(sibling, Set.copyOf(parent.unmergedLeaves())))
                        .toByteArray();
        return Opaque.taking(suite.hash(input));
    }
}
