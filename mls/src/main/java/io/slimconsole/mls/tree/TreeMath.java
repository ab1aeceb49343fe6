package io.slimconsole.mls.tree;

import java.util.ArrayList;
import java.util.List;

/// The shape of a left-balanced binary tree whose number of leaves is a power of two, as arithmetic on node indices:
/// leaves have the even ones.
///
/// @see "RFC 9420 §4.1, appendix C"
public final class TreeMath {
    private TreeMath() {}

    /// Nodes of a tree with that many leaves.
    public static int nodeWidth(int leaves) {
        return leaves == 0 ? 0 : 2 * (leaves - 1) + 1;
    }

    /// The least power of two that has room for so many leaves.
    public static int fullLeaves(int leaves) {
        return leaves <= 1 ? leaves : Integer.highestOneBit(leaves - 1) << 1;
    }

    public static int root(int leaves) {
        return leaves == 0 ? 0 : Integer.highestOneBit(nodeWidth(leaves)) - 1;
    }

    public static int ofLeaf(int leafIndex) {
        return 2 * leafIndex;
    }

    public static int leafIndex(int node) {
        return node / 2;
    }

    public static boolean isLeaf(int node) {
        return (node & 1) == 0;
    }

    /// A leaf has level 0, its parent 1.
    public static int level(int node) {
        return Integer.numberOfTrailingZeros(~node);
    }

    /// Not for a leaf.
    public static int left(int node) {
        return node ^ 1 << (level(node) - 1);
    }

    /// Not for a leaf.
    public static int right(int node) {
        return node ^ 3 << (level(node) - 1);
    }

    /// Not for the root.
    public static int parent(int node) {
        int level = level(node);
        int bit = node >>> (level + 1) & 1;
        return (node | 1 << level) ^ bit << (level + 1);
    }

    /// Not for the root.
    public static int sibling(int node) {
        int parent = parent(node);
        return node < parent ? right(parent) : left(parent);
    }

    /// From the parent of `node` up to the root; empty for the root itself.
    public static List<Integer> directPath(int node, int leaves) {
        var path = new ArrayList<Integer>();
        int root = root(leaves);
        for (int at = node; at != root; ) {
            at = parent(at);
            path.add(at);
        }
        return path;
    }

    /// The siblings of `node` and of its direct path but the root.
    public static List<Integer> copath(int node, int leaves) {
        var path = new ArrayList<Integer>();
        int root = root(leaves);
        for (int at = node; at != root; at = parent(at)) {
            path.add(sibling(at));
        }
        return path;
    }

    /// Whether `node` lies below `ancestor`, or is it.
    public static boolean isInSubtree(int node, int ancestor) {
        int half = (1 << level(ancestor)) - 1;
        return node >= ancestor - half && node <= ancestor + half;
    }

    /// The lowest node that both lie below; one of them if it is an ancestor of the other.
    public static int commonAncestor(int one, int other) {
        int at = one;
        while (!isInSubtree(other, at)) {
            at = parent(at);
        }
        return at;
    }
}
