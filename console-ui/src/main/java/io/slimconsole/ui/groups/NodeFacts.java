package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.tree.TreeMath;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a node of the tree is, in words.
///
/// @param explanation a sentence; empty where the title says all
record NodeFacts(String title, String explanation, List<Fact> facts) {
    /// More members than these are counted.
    private static final int NAMED = 4;

    record Fact(String caption, String value) {}

    NodeFacts {
        facts = List.copyOf(facts);
    }

    static NodeFacts of(
            TreeShape.Place place, GroupView view, GroupViewModel model, Texts texts, Instant now) {
        if (place.folded() > 0) {
            return new NodeFacts(
                    texts.get("node.folded", first(place.node()), last(place.node())),
                    texts.get("node.folded.text"),
                    List.of());
        }
        GroupView.Node node = view.nodes().get(place.node());
        return node.isLeaf() ? leaf(place, model, texts, now) : parent(node, model, texts);
    }

    private static NodeFacts leaf(
            TreeShape.Place place, GroupViewModel model, Texts texts, Instant now) {
        int index = TreeMath.leafIndex(place.node());
        String number = Integer.toString(index);
        return model.memberAt(index)
                .map(member -> leaf(number, member, place, texts, now))
                .orElseGet(
                        () ->
                                new NodeFacts(
                                        texts.get("node.leaf.blank", number),
                                        texts.get("node.leaf.blank.text"),
                                        List.of()));
    }

    private static NodeFacts leaf(
            String number, MemberLine member, TreeShape.Place place, Texts texts, Instant now) {
        var facts = new ArrayList<Fact>();
        for (MemberColumn column :
                List.of(
                        MemberColumn.SIGNATURE_KEY,
                        MemberColumn.ENCRYPTION_KEY,
                        MemberColumn.JOINED,
                        MemberColumn.KEYS_SINCE,
                        MemberColumn.EXPIRES)) {
            facts.add(new Fact(column.title(texts), column.text(member, texts, now)));
        }
        return new NodeFacts(
                texts.get("node.leaf", number, MemberColumn.NAME.text(member, texts, now)),
                place.unmerged() == 0
                        ? ""
                        : texts.get("node.leaf.unmerged", Formats.count(place.unmerged())),
                facts);
    }

    private static NodeFacts parent(GroupView.Node node, GroupViewModel model, Texts texts) {
        List<String> below = model.membersBelow(node.index()).map(MemberLine::name).toList();
        var facts = new ArrayList<Fact>();
        node.key().ifPresent(key -> facts.add(new Fact(texts.get("node.key"), key)));
        facts.add(new Fact(texts.get("node.below"), some(below, texts)));
        if (!node.unmergedLeaves().isEmpty()) {
            List<String> unmerged =
                    node.unmergedLeaves().stream()
                            .map(
                                    leaf ->
                                            model.memberAt(leaf)
                                                    .map(MemberLine::name)
                                                    .orElseGet(() -> Integer.toString(leaf)))
                            .toList();
            facts.add(new Fact(texts.get("node.unmerged"), some(unmerged, texts)));
        }
        return new NodeFacts(
                texts.get(
                        "node.parent",
                        Integer.toString(node.index()),
                        first(node.index()),
                        last(node.index())),
                texts.get(node.isBlank() ? "node.parent.blank.text" : "node.parent.text"),
                facts);
    }

    private static String some(List<String> names, Texts texts) {
        String text = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED
                ? text
                : texts.get("node.more", text, Formats.count(names.size() - NAMED));
    }

    /// The first leaf below a node.
    private static String first(int node) {
        return Integer.toString((node - (1 << TreeMath.level(node)) + 1) / 2);
    }

    private static String last(int node) {
        return Integer.toString((node + (1 << TreeMath.level(node)) - 1) / 2);
    }
}
