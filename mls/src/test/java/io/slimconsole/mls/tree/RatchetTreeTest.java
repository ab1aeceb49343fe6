package io.slimconsole.mls.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.kit.Vectors;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

final class RatchetTreeTest {
    static List<Named<JsonNode>> trees() {
        return Vectors.of("tree-validation.json");
    }

    static List<Named<JsonNode>> operations() {
        return Vectors.of("tree-operations.json");
    }

    private static RatchetTree read(JsonNode vector, String member) throws DecodeException {
        return Reader.decode(
                Vectors.hex(vector, member), in -> RatchetTree.read(Vectors.suite(vector), in));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void publishedTreesAreValid(JsonNode vector) throws DecodeException {
        RatchetTree tree = read(vector, "tree");
        Opaque groupId = Vectors.opaque(vector, "group_id");

        assertThat(tree.encoded()).isEqualTo(Vectors.hex(vector, "tree"));
        for (int node = 0; node < tree.nodeCount(); node++) {
            assertThat(tree.treeHash(node).bytes())
                    .isEqualTo(Vectors.hex(vector.get("tree_hashes").get(node)));
            var resolution = new ArrayList<Integer>();
            vector.get("resolutions").get(node).forEach(each -> resolution.add(each.asInt()));
            assertThat(tree.resolution(node)).isEqualTo(resolution);
        }
        assertThat(tree.wrongParentHash()).isEmpty();
        for (int member : tree.members()) {
            LeafNode leaf = tree.leaf(member).orElseThrow();
            assertThat(leaf.isSigned(tree.suite(), groupId, member)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void proposalsChangeATreeAsPublished(JsonNode vector) throws DecodeException {
        RatchetTree before = read(vector, "tree_before");
        Proposal proposal = Reader.decode(Vectors.hex(vector, "proposal"), Proposal::read);

        RatchetTree after =
                switch (proposal) {
                    case Proposal.Add(var keyPackage) -> before.add(keyPackage.leafNode()).tree();
                    case Proposal.Update(var leaf) ->
                            before.update(vector.get("proposal_sender").asInt(), leaf);
                    case Proposal.Remove(int removed) -> before.remove(removed);
                    default -> throw new AssertionError("no change of a tree: " + proposal);
                };

        assertThat(before.treeHash()).isEqualTo(Vectors.opaque(vector, "tree_hash_before"));
        assertThat(after.treeHash()).isEqualTo(Vectors.opaque(vector, "tree_hash_after"));
        assertThat(after.encoded()).isEqualTo(Vectors.hex(vector, "tree_after"));
    }

    @Test
    void aTreeDoesNotEndWithABlank() {
        byte[] blanks = new Writer().opaque((byte) 0, (byte) 0, (byte) 0).toByteArray();

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(
                        () -> Reader.decode(blanks, in -> RatchetTree.read(Vectors.suite(2), in)))
                .withMessage("a tree that ends with a blank node");
    }

    @Test
    void aParentIsNoLeaf() {
        var parent = new Node.Parent(new ParentNode(Opaque.EMPTY, Opaque.EMPTY, List.of()));
        byte[] misplaced = new Writer().vector(out -> out.optional(parent)).toByteArray();

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(
                        () ->
                                Reader.decode(
                                        misplaced, in -> RatchetTree.read(Vectors.suite(2), in)))
                .withMessage("a leaf where a parent belongs, or the other way round");
    }
}
