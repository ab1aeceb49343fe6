package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.tree.TreeMath;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the nodes of a ratchet tree stand when it is drawn lying on its side: the root to the left, a line of its own for
/// each leaf. Subtrees without anybody are folded into one line.
///
/// Places are in units: one to the right for each level, one down for each line. Unchanging.
final class TreeShape {
    static final TreeShape EMPTY = new TreeShape(List.of(), 0);

    /// A node and its place.
    ///
    /// @param folded leaves below it that are not drawn; 0 for a node that is drawn with all that is below it
    /// @param column of the root 0
    /// @param row middle of its line; between two lines for a parent
    /// @param onOwnPath whether it is our leaf, or above it
    /// @param unmerged of a parent: leaves below it that don't know its key; of a leaf: nodes above it whose key it doesn't know
    record Place(
            int node,
            int folded,
            int column,
            double row,
            boolean blank,
            boolean onOwnPath,
            int unmerged) {
        boolean isLeaf() {
            return TreeMath.isLeaf(node);
        }

        /// Whether it ends its branch of the drawing.
        boolean isTip() {
            return isLeaf() || folded > 0;
        }
    }

    private final List<GroupView.Node> nodes;
    private final int root;
    private final Map<Integer, Place> places = new HashMap<>();
    private final List<Place> inOrder = new ArrayList<>();
    private final List<Place> tips = new ArrayList<>();
    private final Map<Integer, Integer> unmergedAbove = new HashMap<>();
    private final Set<Integer> ownPath = new HashSet<>();
    private int lines;

    private TreeShape(List<GroupView.Node> nodes, int ownLeaf) {
        this.nodes = nodes;
        int leaves = (nodes.size() + 1) / 2;
        root = TreeMath.root(leaves);
        if (nodes.isEmpty()) {
            return;
        }
        int own = TreeMath.ofLeaf(ownLeaf);
        ownPath.add(own);
        ownPath.addAll(TreeMath.directPath(own, leaves));
        for (GroupView.Node node : nodes) {
            node.unmergedLeaves().forEach(leaf -> unmergedAbove.merge(leaf, 1, Integer::sum));
        }
        place(root, 0);
    }

    static TreeShape of(GroupView view) {
        return new TreeShape(view.nodes(), view.ownLeaf());
    }

    /// Columns from the root to the leaves.
    int columns() {
        return nodes.isEmpty() ? 0 : TreeMath.level(root) + 1;
    }

    int rows() {
        return lines;
    }

    int root() {
        return root;
    }

    /// All that is drawn, by node index.
    List<Place> places() {
        return inOrder;
    }

    /// Where each line ends, from the top.
    List<Place> tips() {
        return tips;
    }

    /// @return empty if it is in a folded subtree, or not in the tree
    Optional<Place> place(int node) {
        return Optional.ofNullable(places.get(node));
    }

    Optional<Place> parent(Place of) {
        return of.node() == root ? Optional.empty() : place(TreeMath.parent(of.node()));
    }

    Optional<Place> left(Place of) {
        return of.isTip() ? Optional.empty() : place(TreeMath.left(of.node()));
    }

    Optional<Place> right(Place of) {
        return of.isTip() ? Optional.empty() : place(TreeMath.right(of.node()));
    }

    /// The next one down or up that stands in the same column, or the nearest further right.
    ///
    /// @param step 1 down, -1 up
    Optional<Place> beside(Place of, int step) {
        Place near = null;
        for (Place each : inOrder) {
            boolean beyond = step > 0 ? each.row() > of.row() : each.row() < of.row();
            boolean level = each.column() == of.column() || (each.isTip() && of.isTip());
            if (beyond && level && (near == null || closer(each, near, of))) {
                near = each;
            }
        }
        return Optional.ofNullable(near);
    }

    private static boolean closer(Place one, Place other, Place to) {
        return Math.abs(one.row() - to.row()) < Math.abs(other.row() - to.row());
    }

    private Place place(int node, int column) {
        int level = TreeMath.level(node);
        if (level == 0 || isDeserted(node)) {
            int folded = level == 0 ? 0 : 1 << level;
            Place tip = make(node, folded, column, lines + 0.5);
            lines++;
            inOrder.add(tip);
            tips.add(tip);
            return tip;
        }
        Place left = place(TreeMath.left(node), column + 1);
        int at = inOrder.size();
        Place right = place(TreeMath.right(node), column + 1);
        Place made = make(node, 0, column, (left.row() + right.row()) / 2);
        inOrder.add(at, made);
        return made;
    }

    private Place make(int node, int folded, int column, double row) {
        GroupView.Node of = nodes.get(node);
        int unmerged =
                of.isLeaf()
                        ? unmergedAbove.getOrDefault(TreeMath.leafIndex(node), 0)
                        : of.unmergedLeaves().size();
        var made =
                new Place(
                        node, folded, column, row, of.isBlank(), ownPath.contains(node), unmerged);
        places.put(node, made);
        return made;
    }

    /// Whether nothing but blank nodes is in the subtree of `node`.
    private boolean isDeserted(int node) {
        int half = (1 << TreeMath.level(node)) - 1;
        for (int i = node - half; i <= node + half; i++) {
            if (!nodes.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
