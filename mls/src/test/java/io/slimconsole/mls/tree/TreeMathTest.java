package io.slimconsole.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.IntUnaryOperator;

final class TreeMathTest {
    static List<Named<JsonNode>> trees() {
        return Vectors.of("tree-math.json");
    }

    @ParameterizedTest
    @MethodSource("trees")
    void theShapeIsAsPublished(JsonNode vector) {
        int leaves = vector.get("n_leaves").asInt();

        assertThat(TreeMath.nodeWidth(leaves)).isEqualTo(vector.get("n_nodes").asInt());
        assertThat(TreeMath.root(leaves)).isEqualTo(vector.get("root").asInt());
        check(vector.get("left"), TreeMath::left);
        check(vector.get("right"), TreeMath::right);
        check(vector.get("parent"), TreeMath::parent);
        check(vector.get("sibling"), TreeMath::sibling);
    }

    private static void check(JsonNode expected, IntUnaryOperator function) {
        for (int node = 0; node < expected.size(); node++) {
            if (!expected.get(node).isNull()) {
                assertThat(function.applyAsInt(node)).isEqualTo(expected.get(node).asInt());
            }
        }
    }

    @Test
    void pathsLeadToTheRoot() {
        assertThat(TreeMath.directPath(2, 8)).containsExactly(1, 3, 7);
        assertThat(TreeMath.copath(2, 8)).containsExactly(0, 5, 11);
        assertThat(TreeMath.directPath(7, 8)).isEmpty();
    }

    @Test
    void aTreeHasRoomForAPowerOfTwo() {
        assertThat(TreeMath.fullLeaves(0)).isZero();
        assertThat(TreeMath.fullLeaves(1)).isEqualTo(1);
        assertThat(TreeMath.fullLeaves(5)).isEqualTo(8);
        assertThat(TreeMath.fullLeaves(8)).isEqualTo(8);
    }

    @Test
    void theCommonAncestorHasBothBelow() {
        assertThat(TreeMath.commonAncestor(0, 2)).isEqualTo(1);
        assertThat(TreeMath.commonAncestor(0, 14)).isEqualTo(7);
        assertThat(TreeMath.commonAncestor(3, 2)).isEqualTo(3);
        assertThat(TreeMath.isInSubtree(8, 3)).isFalse();
        assertThat(TreeMath.isInSubtree(6, 3)).isTrue();
    }
}
