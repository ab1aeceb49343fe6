package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.RULES;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.ParentNode;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeMath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ratchet trees that are made to cost a joiner as much as they can, by the member that invites. Each is refused in the
/// end; what counts is that this takes no longer than so many members are worth.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HugeTreeTest {
    private static final int LEAVES = 1_024;
    private static final GroupRules ROOMY =
            new GroupRules(SUITE, RULES.policy(), Limits.DEFAULT, RULES.psks(), RULES.clock());

    private Trio trio;
    private Welcome genuine;
    private HostileWelcome hostile;

    @BeforeEach
    void carlaIsInvited() throws RefusedException {
        trio = new Trio();
        genuine = (Welcome) trio.addCarla(WITH_PATH).welcome().orElseThrow().body();
        hostile = HostileWelcome.open(genuine, trio.carla, trio.hostile);
    }

    private void refused(byte[] tree, Opaque treeHash, Check check) throws RefusedException {
        GroupInfo info = hostile.with(hostile.context(SUITE.id(), treeHash), Opaque.of(tree));
        byte[] message = new MlsMessage(hostile.sealed(hostile.secrets(), info)).encoded();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () -> Unmoved.bounded("a huge tree", message.length, () -> join(message)))
                .satisfies(e -> assertThat(e.check()).as(e.getMessage()).isEqualTo(check));

        assertThat(join(new MlsMessage(genuine).encoded()).epoch())
                .isEqualTo(trio.moderator.epoch() + 1);
    }

    private MlsGroup join(byte[] message) throws RefusedException {
        return MlsGroup.join(ROOMY, message, trio.carla, Optional.empty());
    }

    private LeafNode carla() {
        return trio.carla.keyPackage().leafNode();
    }

    private static void node(Writer out, int type, Encodable node) {
        out.uint8(1).uint8(type).struct(node);
    }

    /// Each parent names all leaves below it, and each leaf is signed.
    @Test
    void aTreeWhoseParentsNameAllLeavesAsUnmergedIsRefused()
            throws RefusedException, DecodeException {
        byte[] tree =
                new Writer()
                        .vector(
                                all -> {
                                    for (int i = 0; i < TreeMath.nodeWidth(LEAVES); i++) {
                                        if (TreeMath.isLeaf(i)) {
                                            node(all, 1, i == 0 ? moderator() : carla());
                                        } else {
                                            node(all, 2, everybodyBelow(i));
                                        }
                                    }
                                })
                        .toByteArray();

        Opaque treeHash = Reader.decode(tree, in -> RatchetTree.read(SUITE, in)).treeHash();
        refused(tree, treeHash, Check.PARENT_HASH);
    }

    private LeafNode moderator() {
        return trio.hostile.epoch().tree().leaf(0).orElseThrow();
    }

    private static ParentNode everybodyBelow(int node) {
        int half = (1 << TreeMath.level(node)) - 1;
        List<Integer> leaves = new ArrayList<>();
        for (int leaf = node - half; leaf <= node + half; leaf += 2) {
            leaves.add(TreeMath.leafIndex(leaf));
        }
        return new ParentNode(Opaque.of(SUITE.generateKeyPair().publicKey()), Opaque.EMPTY, leaves);
    }

    /// A byte for each blank node: a mebibyte makes a tree of a million nodes, kept and copied as long as the group is.
    @Test
    void aTreeOfBlanksIsRefused() throws RefusedException {
        byte[] tree =
                new Writer()
                        .vector(
                                all -> {
                                    node(all, 1, moderator());
                                    all.raw(new byte[(1 << 20) - 1]);
                                    node(all, 1, carla());
                                })
                        .toByteArray();

        refused(tree, hostile.info().groupContext().treeHash(), Check.TREE_SIZE);
    }
}
