package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkePublicKey;
import io.slimconsole.mls.crypto.SignaturePublicKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The public part of a group's ratchet tree: leaves, inner nodes, and the hashes over them.
///
/// Unchanging; what changes it gives another tree, which shares all hashes that are still right. May be used on any
/// thread.
///
/// @see "RFC 9420 §4, §7"
public final class RatchetTree implements Encodable {
    private final CipherSuite suite;

    /// As many as a full tree has; null stands for a blank one.
    private final @Nullable Node[] nodes;

    private final TreeHashes hashes;

    /// @param nodes and `hashes` belong to this tree from now on
    RatchetTree(CipherSuite suite, @Nullable Node[] nodes, @Nullable Opaque[] hashes) {
        this.suite = suite;
        this.nodes = nodes;
        this.hashes = new TreeHashes(suite, nodes, hashes);
    }

    /// A tree with one member.
    public static RatchetTree of(CipherSuite suite, LeafNode only) {
        return new RatchetTree(
                suite, new @Nullable Node[] {new Node.Leaf(only)}, new @Nullable Opaque[1]);
    }

    /// Reads a `ratchet_tree` extension.
    ///
    /// @throws DecodeException also if there are leaves where parents belong, or blanks at the end
    /// @see "RFC 9420 §12.4.3.3"
    public static RatchetTree read(CipherSuite suite, Reader in) throws DecodeException {
        List<Optional<Node>> given =
                in.vector(element -> Optional.ofNullable(element.optional(Node::read)));
        if (given.isEmpty() || given.getLast().isEmpty()) {
            throw new DecodeException("a tree that ends with a blank node");
        }
        int leaves = TreeMath.fullLeaves(given.size() / 2 + 1);
        @Nullable Node[] nodes = new @Nullable Node[TreeMath.nodeWidth(leaves)];
        for (int i = 0; i < given.size(); i++) {
            Node node = given.get(i).orElse(null);
            if (node != null && node instanceof Node.Leaf != TreeMath.isLeaf(i)) {
                throw new DecodeException("a leaf where a parent belongs, or the other way round");
            }
            nodes[i] = node;
        }
        return new RatchetTree(suite, nodes, new @Nullable Opaque[nodes.length]);
    }

    /// As a `ratchet_tree` extension: up to the last node that is not blank.
    @Override
    public void writeTo(Writer out) {
        int last = nodes.length - 1;
        while (nodes[last] == null) {
            last--;
        }
        int count = last + 1;
        out.vector(
                vector -> {
                    for (int i = 0; i < count; i++) {
                        vector.optional(nodes[i]);
                    }
                });
    }

    @Override
    public int likelySize() {
        int size = 16;
        for (Node node : nodes) {
            size += node == null ? 1 : 1 + node.likelySize();
        }
        return size;
    }

    // ---- what is where

    public CipherSuite suite() {
        return suite;
    }

    /// Places for members, blank ones included; a power of two.
    public int leafCount() {
        return (nodes.length + 1) / 2;
    }

    public int nodeCount() {
        return nodes.length;
    }

    public int root() {
        return TreeMath.root(leafCount());
    }

    /// The member at a leaf index; empty if there is none, or no such place.
    public Optional<LeafNode> leaf(int leafIndex) {
        if (leafIndex < 0 || leafIndex >= leafCount()) {
            return Optional.empty();
        }
        return Optional.ofNullable(leafOrNull(leafIndex));
    }

    private @Nullable LeafNode leafOrNull(int leafIndex) {
        return nodes[TreeMath.ofLeaf(leafIndex)] instanceof Node.Leaf leaf ? leaf.leaf() : null;
    }

    /// The parent at a node index; empty if it is blank.
    public Optional<ParentNode> parent(int node) {
        return Optional.ofNullable(parentOrNull(node));
    }

    private @Nullable ParentNode parentOrNull(int node) {
        return nodes[node] instanceof Node.Parent(ParentNode parent) ? parent : null;
    }

    public boolean isBlank(int node) {
        return nodes[node] == null;
    }

    /// Leaf indices of all members, in ascending order.
    public List<Integer> members() {
        var members = new ArrayList<Integer>();
        for (int i = 0; i < leafCount(); i++) {
            if (nodes[TreeMath.ofLeaf(i)] != null) {
                members.add(i);
            }
        }
        return members;
    }

    public int memberCount() {
        int count = 0;
        for (int node = 0; node < nodes.length; node += 2) {
            if (nodes[node] != null) {
                count++;
            }
        }
        return count;
    }

    /// Members that `before` has not, or with another leaf; in ascending order.
    @SuppressWarnings("ReferenceEquality") // trees share the nodes that have not changed
    public List<Integer> changedSince(RatchetTree before) {
        var changed = new ArrayList<Integer>();
        for (int node = 0; node < nodes.length; node += 2) {
            if (nodes[node] != null
                    && (node >= before.nodes.length || nodes[node] != before.nodes[node])) {
                changed.add(TreeMath.leafIndex(node));
            }
        }
        return changed;
    }

    /// The public key of a node that is not blank.
    public Opaque encryptionKey(int node) {
        Node there = nodes[node];
        if (there == null) {
            throw new IllegalArgumentException("node %d is blank".formatted(node));
        }
        return there.encryptionKey();
    }

    /// A member's public key, parsed, and kept for the next time.
    ///
    /// @throws CryptoException if it is none
    public HpkePublicKey hpkeKey(int leafIndex) throws CryptoException {
        return member(leafIndex).encryptionKey(suite);
    }

    /// A member's signature key, parsed, and kept for the next time; empty if it is none.
    public Optional<SignaturePublicKey> signatureKey(int leafIndex) {
        try {
            return Optional.of(member(leafIndex).signatureKey(suite));
        } catch (CryptoException _) {
            return Optional.empty();
        }
    }

    /// A member's identity, kept for the next time.
    ///
    /// @param identities says what it is, and would always say the same
    public Opaque identity(int leafIndex, Function<Credential, Opaque> identities) {
        return member(leafIndex).identity(identities);
    }

    private Node.Leaf member(int leafIndex) {
        if (nodes[TreeMath.ofLeaf(leafIndex)] instanceof Node.Leaf leaf) {
            return leaf;
        }
        throw new IllegalArgumentException("leaf %d is blank".formatted(leafIndex));
    }

    /// Whether another member has the encryption key, the signature key or the identity of this one.
    ///
    /// @param identities as for [#identity]
    public boolean hasTwin(int leafIndex, Function<Credential, Opaque> identities) {
        Node.Leaf one = member(leafIndex);
        Opaque identity = one.identity(identities);
        for (Node node : nodes) {
            if (node != one
                    && node instanceof Node.Leaf other
                    && (other.encryptionKey().equals(one.encryptionKey())
                            || other.leaf().signatureKey().equals(one.leaf().signatureKey())
                            || other.identity(identities).equals(identity))) {
                return true;
            }
        }
        return false;
    }

    /// Whether some node has one of these public keys.
    public boolean hasAnyKey(Set<Opaque> encryptionKeys) {
        for (Node node : nodes) {
            if (node != null && encryptionKeys.contains(node.encryptionKey())) {
                return true;
            }
        }
        return false;
    }

    /// The nodes whose keys reach all members below `node`.
    ///
    /// @see "RFC 9420 §4.1.1"
    public List<Integer> resolution(int node) {
        var resolution = new ArrayList<Integer>();
        resolve(node, resolution);
        return resolution;
    }

    private void resolve(int node, List<Integer> resolution) {
        switch (nodes[node]) {
            case Node.Leaf _ -> resolution.add(node);
            case Node.Parent(ParentNode parent) -> {
                resolution.add(node);
                for (int unmerged : parent.unmergedLeaves()) {
                    resolution.add(TreeMath.ofLeaf(unmerged));
                }
            }
            case null -> {
                if (!TreeMath.isLeaf(node)) {
                    resolve(TreeMath.left(node), resolution);
                    resolve(TreeMath.right(node), resolution);
                }
            }
        }
    }

    /// A node of a leaf's filtered direct path, and its child that the leaf does not lie below.
    public record PathNode(int node, int copathChild) {}

    /// The leaf's ancestors, without those that have nobody on their other side; from the leaf up.
    ///
    /// @see "RFC 9420 §4.1.2"
    public List<PathNode> filteredDirectPath(int leafIndex) {
        var path = new ArrayList<PathNode>();
        int root = root();
        for (int at = TreeMath.ofLeaf(leafIndex); at != root; at = TreeMath.parent(at)) {
            int sibling = TreeMath.sibling(at);
            if (!isEmpty(sibling)) {
                path.add(new PathNode(TreeMath.parent(at), sibling));
            }
        }
        return path;
    }

    private boolean isEmpty(int node) {
        if (nodes[node] != null) {
            return false;
        }
        return TreeMath.isLeaf(node)
                || (isEmpty(TreeMath.left(node)) && isEmpty(TreeMath.right(node)));
    }

    // ---- changes

    private TreeChange change(int nodeCount) {
        return new TreeChange(suite, Arrays.copyOf(nodes, nodeCount), hashes.known(nodeCount));
    }

    /// A changed tree, and the leaf that the member is at.
    public record Added(RatchetTree tree, int leafIndex) {}

    /// Adds a member at the first place that is free.
    ///
    /// @see "RFC 9420 §7.7"
    public Added add(LeafNode leaf) {
        int index = 0;
        while (index < leafCount() && nodes[TreeMath.ofLeaf(index)] != null) {
            index++;
        }
        TreeChange change = change(index < leafCount() ? nodes.length : 2 * nodes.length + 1);
        int node = TreeMath.ofLeaf(index);
        change.set(node, new Node.Leaf(leaf));
        for (int ancestor : TreeMath.directPath(node, change.leaves())) {
            if (change.get(ancestor) instanceof Node.Parent(ParentNode parent)) {
                change.set(ancestor, new Node.Parent(withUnmerged(parent, index)));
            }
        }
        return new Added(change.done(), index);
    }

    private static ParentNode withUnmerged(ParentNode parent, int leafIndex) {
        var unmerged = new ArrayList<>(parent.unmergedLeaves());
        unmerged.add(leafIndex);
        unmerged.sort(null);
        return new ParentNode(parent.encryptionKey(), parent.parentHash(), unmerged);
    }

    /// Replaces a member's leaf, and blanks its direct path.
    ///
    /// @see "RFC 9420 §12.1.2"
    public RatchetTree update(int leafIndex, LeafNode leaf) {
        TreeChange change = change(nodes.length);
        change.set(TreeMath.ofLeaf(leafIndex), member(leafIndex).followedBy(leaf));
        change.blankPath(leafIndex);
        return change.done();
    }

    /// Blanks a member's leaf and its direct path; a right half that is empty then goes away.
    ///
    /// @see "RFC 9420 §7.7, §12.1.3"
    public RatchetTree remove(int leafIndex) {
        TreeChange change = change(nodes.length);
        change.set(TreeMath.ofLeaf(leafIndex), null);
        change.blankPath(leafIndex);
        change.truncate();
        return change.done();
    }

    /// Puts a committer's new leaf and the keys of its path in place.
    ///
    /// @param keys of the filtered direct path, from the leaf up
    /// @see "RFC 9420 §7.5, §7.9"
    public RatchetTree withPath(int leafIndex, LeafNode leaf, List<Opaque> keys) {
        return withPathKeys(leafIndex, keys).withLeaf(leafIndex, leaf);
    }

    /// The same without the leaf, whose parent hash is known only then: see [#leafParentHash].
    public RatchetTree withPathKeys(int leafIndex, List<Opaque> keys) {
        List<PathNode> path = filteredDirectPath(leafIndex);
        if (path.size() != keys.size()) {
            throw new IllegalArgumentException(
                    "a path of %d nodes gets %d keys".formatted(path.size(), keys.size()));
        }
        TreeChange change = change(nodes.length);
        change.set(TreeMath.ofLeaf(leafIndex), nodes[TreeMath.ofLeaf(leafIndex)]);
        change.blankPath(leafIndex);
        var parentHash = Opaque.EMPTY;
        for (int i = path.size() - 1; i >= 0; i--) {
            PathNode place = path.get(i);
            var parent = new ParentNode(keys.get(i), parentHash, List.of());
            change.set(place.node(), new Node.Parent(parent));
            parentHash = hashes.parentHash(parent, place.copathChild());
        }
        return change.done();
    }

    private RatchetTree withLeaf(int leafIndex, LeafNode leaf) {
        TreeChange change = change(nodes.length);
        change.set(TreeMath.ofLeaf(leafIndex), member(leafIndex).followedBy(leaf));
        return change.done();
    }

    /// The parent hash that the leaf of a path has to carry, when the path's keys are in place.
    public Opaque leafParentHash(int leafIndex) {
        List<PathNode> path = filteredDirectPath(leafIndex);
        if (path.isEmpty()) {
            return Opaque.EMPTY;
        }
        PathNode lowest = path.getFirst();
        ParentNode parent = parentOrNull(lowest.node());
        if (parent == null) {
            throw new IllegalStateException("no path of leaf %d is in place".formatted(leafIndex));
        }
        return hashes.parentHash(parent, lowest.copathChild());
    }

    // ---- hashes

    /// @see "RFC 9420 §7.8"
    public Opaque treeHash() {
        return treeHash(root());
    }

    Opaque treeHash(int node) {
        return hashes.treeHash(node);
    }

    /// The first parent that no node below it vouches for; empty if all is well.
    ///
    /// @see "RFC 9420 §7.9.2"
    public Optional<Integer> wrongParentHash() {
        for (int node = 1; node < nodes.length; node += 2) {
            ParentNode parent = parentOrNull(node);
            if (parent != null
                    && !vouchedFor(parent, TreeMath.left(node), TreeMath.right(node))
                    && !vouchedFor(parent, TreeMath.right(node), TreeMath.left(node))) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /// Whether the last path that set `parent` came from below `child`.
    private boolean vouchedFor(ParentNode parent, int child, int sibling) {
        Opaque expected = hashes.parentHash(parent, sibling);
        var unmergedBelow = new HashSet<Integer>();
        for (int leaf : parent.unmergedLeaves()) {
            if (TreeMath.isInSubtree(TreeMath.ofLeaf(leaf), child)) {
                unmergedBelow.add(TreeMath.ofLeaf(leaf));
            }
        }
        List<Integer> resolution = resolution(child);
        if (resolution.size() != unmergedBelow.size() + 1) {
            return false;
        }
        int only = -1;
        for (int below : resolution) {
            if (!unmergedBelow.contains(below)) {
                if (only >= 0) {
                    return false;
                }
                only = below;
            }
        }
        return only >= 0 && parentHashAt(only).filter(expected::equals).isPresent();
    }

    /// Whether an ancestor of the leaf has leaves below that don't know its key.
    public boolean hasUnmergedLeavesAbove(int leafIndex) {
        return TreeMath.directPath(TreeMath.ofLeaf(leafIndex), leafCount()).stream()
                .map(this::parentOrNull)
                .anyMatch(parent -> parent != null && !parent.unmergedLeaves().isEmpty());
    }

    /// Whether the unmerged leaves that a parent names are members below it, in ascending order, and unmerged in all
    /// parents between.
    ///
    /// @see "RFC 9420 §12.4.3.1"
    public boolean hasSoundUnmergedLeaves(int node) {
        int before = -1;
        for (int leaf : parent(node).orElseThrow().unmergedLeaves()) {
            int at = TreeMath.ofLeaf(leaf);
            if (leaf <= before
                    || leaf >= leafCount()
                    || nodes[at] == null
                    || !TreeMath.isInSubtree(at, node)) {
                return false;
            }
            before = leaf;
            for (int above = TreeMath.parent(at); above != node; above = TreeMath.parent(above)) {
                ParentNode between = parentOrNull(above);
                if (between != null && !between.unmergedLeaves().contains(leaf)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Opaque> parentHashAt(int node) {
        return switch (nodes[node]) {
            case Node.Parent(ParentNode parent) -> Optional.of(parent.parentHash());
            case Node.Leaf leaf
                    when leaf.leaf().source() instanceof LeafSource.Commit(Opaque hash) ->
                    Optional.of(hash);
            case Node.Leaf _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }
}
