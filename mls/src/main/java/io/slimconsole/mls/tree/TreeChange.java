package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A tree in the making. Once it is [#done()] it changes no more.
final class TreeChange {
    private final CipherSuite suite;
    private @Nullable Node[] nodes;
    private @Nullable Opaque[] hashes;

    /// @param nodes and `hashes` are copies of those of another tree
    TreeChange(CipherSuite suite, @Nullable Node[] nodes, @Nullable Opaque[] hashes) {
        this.suite = suite;
        this.nodes = nodes;
        this.hashes = hashes;
    }

    int leaves() {
        return (nodes.length + 1) / 2;
    }

    @Nullable Node get(int node) {
        return nodes[node];
    }

    /// Sets a node; hashes above it are not known any more.
    void set(int node, @Nullable Node value) {
        nodes[node] = value;
        hashes[node] = null;
        for (int ancestor : TreeMath.directPath(node, leaves())) {
            hashes[ancestor] = null;
        }
    }

    void blankPath(int leafIndex) {
        for (int ancestor : TreeMath.directPath(TreeMath.ofLeaf(leafIndex), leaves())) {
            nodes[ancestor] = null;
            hashes[ancestor] = null;
        }
    }

    /// Drops right halves that are empty.
    void truncate() {
        while (nodes.length > 1 && rightHalfIsEmpty()) {
            nodes = Arrays.copyOf(nodes, nodes.length / 2);
            hashes = Arrays.copyOf(hashes, nodes.length);
        }
    }

    private boolean rightHalfIsEmpty() {
        for (int i = nodes.length / 2 + 1; i < nodes.length; i += 2) {
            if (nodes[i] != null) {
                return false;
            }
        }
        return true;
    }

    RatchetTree done() {
        return new RatchetTree(suite, nodes, hashes);
    }
}
