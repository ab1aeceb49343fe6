package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.flipLast;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.UpdatePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the path of a commit is refused for (RFC 9420 §7.5, §7.9.2, §12.4.2).
final class PathRefusalsTest {
    private Trio trio;
    private MlsMessage genuine;

    @BeforeEach
    void aPathIsOnItsWay() throws RefusedException {
        trio = new Trio();
        genuine = trio.moderator.commit(List.of(), WITH_PATH).commit();
    }

    /// The commit with another leaf in its path, which the moderator signs.
    static Commit withLeaf(Trio trio, Commit commit, UnaryOperator<LeafNode> change) {
        UpdatePath path = commit.path().orElseThrow();
        Epoch epoch = trio.hostile.epoch();
        LeafNode leaf =
                change.apply(path.leafNode())
                        .signed(SUITE, epoch.signer(), epoch.context().groupId(), epoch.ownLeaf());
        return new Commit(commit.proposals(), Optional.of(new UpdatePath(leaf, path.nodes())));
    }

    private void leafRefused(Check check, Opaque key, LeafSource source) {
        MlsMessage forged =
                trio.hostile.change(
                        genuine,
                        commit ->
                                withLeaf(
                                        trio,
                                        commit,
                                        old ->
                                                new LeafNode(
                                                        key,
                                                        old.signatureKey(),
                                                        old.credential(),
                                                        old.capabilities(),
                                                        source,
                                                        old.extensions(),
                                                        Opaque.EMPTY)));

        trio.annaRefuses(forged, check, genuine);
    }

    private void stepsRefused(Check check, UnaryOperator<List<UpdatePath.Step>> change) {
        MlsMessage forged =
                trio.hostile.change(
                        genuine,
                        commit -> {
                            UpdatePath path = commit.path().orElseThrow();
                            List<UpdatePath.Step> steps =
                                    change.apply(new ArrayList<>(path.nodes()));
                            return new Commit(
                                    commit.proposals(),
                                    Optional.of(new UpdatePath(path.leafNode(), steps)));
                        });

        trio.annaRefuses(forged, check, genuine);
    }

    private LeafNode leaf() {
        return HostileMember.commitIn(genuine).path().orElseThrow().leafNode();
    }

    private static List<UpdatePath.Step> replaced(
            List<UpdatePath.Step> steps, int at, UpdatePath.Step step) {
        steps.set(at, step);
        return steps;
    }

    @Test
    void aPathThatIsNeededHasToBeThere() {
        MlsMessage forged =
                trio.hostile.change(
                        genuine, commit -> new Commit(commit.proposals(), Optional.empty()));

        trio.annaRefuses(forged, Check.PATH_REQUIRED, genuine);
    }

    @Test
    void aLeafThatWasNotMadeForACommitIsRefused() {
        leafRefused(Check.LEAF_SOURCE, leaf().encryptionKey(), new LeafSource.Update());
    }

    @Test
    void aPathHasToChangeTheLeafsKey() {
        Opaque old = trio.hostile.epoch().tree().leaf(0).orElseThrow().encryptionKey();

        leafRefused(Check.LEAF_KEY_CHANGED, old, leaf().source());
    }

    @Test
    void theLeafOfAPathMayNotUseAnothersKey() {
        Opaque bertas = trio.hostile.epoch().tree().leaf(2).orElseThrow().encryptionKey();

        leafRefused(Check.LEAF_KEY_UNIQUE, bertas, leaf().source());
    }

    @Test
    void aLeafForAnotherPlaceIsRefused() {
        MlsMessage forged =
                trio.hostile.change(
                        genuine,
                        commit -> {
                            UpdatePath path = commit.path().orElseThrow();
                            Epoch epoch = trio.hostile.epoch();
                            LeafNode elsewhere =
                                    path.leafNode()
                                            .signed(
                                                    SUITE,
                                                    epoch.signer(),
                                                    epoch.context().groupId(),
                                                    epoch.ownLeaf() + 1);
                            return new Commit(
                                    commit.proposals(),
                                    Optional.of(new UpdatePath(elsewhere, path.nodes())));
                        });

        trio.annaRefuses(forged, Check.LEAF_SIGNATURE, genuine);
    }

    @Test
    void aWrongParentHashIsRefused() {
        Opaque hash = ((LeafSource.Commit) leaf().source()).parentHash();

        leafRefused(
                Check.PARENT_HASH, leaf().encryptionKey(), new LeafSource.Commit(flipLast(hash)));
    }

    @Test
    void aPathThatIsTooShortIsRefused() {
        stepsRefused(Check.PATH_FITS, steps -> steps.subList(0, steps.size() - 1));
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        stepsRefused(
                Check.PATH_FITS,
                steps -> {
                    steps.add(
                            new UpdatePath.Step(
                                    Opaque.of(SUITE.generateKeyPair().publicKey()), List.of()));
                    return steps;
                });
    }

    @Test
    void aPathThatLeavesAReceiverOutIsRefusedByAllAndNotByThatOneAlone() {
        stepsRefused(
                Check.PATH_FITS,
                steps ->
                        replaced(
                                steps,
                                1,
                                new UpdatePath.Step(steps.get(1).encryptionKey(), List.of())));
    }

    @Test
    void aKeyOfAPathOffTheCurveIsRefused() {
        stepsRefused(
                Check.LEAF_KEY_VALID,
                steps ->
                        replaced(
                                steps,
                                0,
                                new UpdatePath.Step(
                                        flipLast(steps.get(0).encryptionKey()),
                                        steps.get(0).encryptedPathSecrets())));
    }

    @Test
    void aKeyOfAPathThatIsThereAlreadyIsRefused() {
        Opaque bertas = trio.hostile.epoch().tree().leaf(2).orElseThrow().encryptionKey();

        stepsRefused(
                Check.LEAF_KEY_UNIQUE,
                steps ->
                        replaced(
                                steps,
                                0,
                                new UpdatePath.Step(bertas, steps.get(0).encryptedPathSecrets())));
    }

    @Test
    void aPathSecretThatDoesNotOpenIsRefused() {
        stepsRefused(
                Check.PATH_OPENS,
                steps -> {
                    HpkeCiphertext sealed = steps.get(0).encryptedPathSecrets().get(0);
                    var damaged =
                            new HpkeCiphertext(
                                    sealed.kemOutput(),
                                    flipLast(Opaque.of(sealed.ciphertext())).bytes());
                    return replaced(
                            steps,
                            0,
                            new UpdatePath.Step(steps.get(0).encryptionKey(), List.of(damaged)));
                });
    }
}
