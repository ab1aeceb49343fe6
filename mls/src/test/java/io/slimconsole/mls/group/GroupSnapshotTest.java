package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.SUITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.kit.Mutants;
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.schedule.SecretTree;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.TreeKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// States of a group that can't be: they are refused where they are read, not where they are used.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupSnapshotTest {
    private final Epoch epoch;

    GroupSnapshotTest() throws RefusedException {
        epoch = new Trio().anna.current();
    }

    private static GroupSnapshot snapshot(Epoch of, int reserved) {
        return new GroupSnapshot(
                of,
                List.of(of.readable()),
                Map.of(),
                List.of(),
                History.begin(of),
                Map.of(RatchetType.APPLICATION, reserved));
    }

    private Epoch with(TreeKeys keys, SecretTree messageKeys) {
        return new Epoch(
                epoch.suite(),
                epoch.context(),
                epoch.tree(),
                keys,
                epoch.signer(),
                epoch.secrets(),
                messageKeys,
                epoch.confirmationTag(),
                epoch.interimTranscriptHash(),
                Optional.empty());
    }

    private static GroupSnapshot read(byte[] state) throws DecodeException {
        return Reader.decode(state, in -> GroupSnapshot.read(SUITE, Limits.DEFAULT, in));
    }

    private static void refused(GroupSnapshot snapshot, String why) {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> read(snapshot.encoded()))
                .withMessage(why);
    }

    @Test
    void whatCanBeIsRead() throws DecodeException {
        GroupSnapshot again = read(snapshot(epoch, GroupState.BLOCK).encoded());

        assertThat(again.epoch().tree().treeHash()).isEqualTo(epoch.tree().treeHash());
        assertThat(again.epoch().messageKeys().generation(epoch.ownLeaf(), RatchetType.APPLICATION))
                .isEqualTo(GroupState.BLOCK);
    }

    @Test
    void messageKeysOfALargerTreeAreRefused() {
        var others = new SecretTree(SUITE, Secret.zeros(SUITE.hashLength()), 8, 1, 1);

        refused(snapshot(with(epoch.keys(), others), 0), "message keys for another tree");
    }

    @Test
    void messageKeysThatLeaveALeafOutAreRefused() throws DecodeException {
        byte[] none = new Writer().uint32(4).uint8(0).uint8(0).toByteArray();

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(none, GroupSnapshotTest::readFour))
                .withMessage("message keys that are not those of each leaf");
        Reader.decode(secrets(3), GroupSnapshotTest::readFour);
        Reader.decode(secrets(1, 5), GroupSnapshotTest::readFour);
    }

    @Test
    void messageKeysThatALeafHasTwiceAreRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(secrets(1, 0, 2), GroupSnapshotTest::readFour))
                .withMessage("message keys that are not those of each leaf");
    }

    @Test
    void messageKeysOutsideOfTheTreeAreRefused() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(secrets(1, -3), GroupSnapshotTest::readFour))
                .withMessage("message keys that are not those of each leaf");
    }

    private static SecretTree readFour(Reader in) throws DecodeException {
        return SecretTree.read(SUITE, 4, 1, 1, in);
    }

    /// A tree of four leaves with secrets at these nodes, and no ratchets.
    private static byte[] secrets(int... nodes) {
        return new Writer()
                .uint32(4)
                .vector(
                        all -> {
                            for (int node : nodes) {
                                all.uint32(Integer.toUnsignedLong(node))
                                        .struct(Secret.zeros(SUITE.hashLength()));
                            }
                        })
                .uint8(0)
                .toByteArray();
    }

    @Test
    void aLeafOfOursWhereNobodyIsIsRefused() {
        TreeKeys keys = TreeKeys.of(SUITE, 3, SUITE.generateKeyPair().privateKey());

        refused(snapshot(with(keys, epoch.messageKeys()), 0), "a leaf of ours where nobody is");
    }

    /// To pass them all by would take hours.
    @Test
    void moreKeysThanAreEverReservedAreRefused() {
        refused(snapshot(epoch, GroupState.BLOCK + 1), "more keys reserved than ever are");
        refused(snapshot(epoch, Integer.MAX_VALUE), "more keys reserved than ever are");
        refused(snapshot(epoch, -1), "more keys reserved than ever are");
    }

    @Test
    void aCommitThatHasNeitherAPathNorNoneIsRefused() throws DecodeException {
        var credential = new Credential.Basic(Opaque.of((byte) 1));
        var summary = new CommitSummary(1, 0, credential, true, List.of());
        byte[] bytes = summary.encoded();

        assertThat(Reader.decode(bytes, CommitSummary::read)).isEqualTo(summary);
        bytes[bytes.length - 2] = 2;
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Reader.decode(bytes, CommitSummary::read))
                .withMessage("a path that is neither there nor not: 2");
    }

    /// Nobody but who has the key can change a sealed state; this is about mistakes.
    @Test
    void changedBytesAreReadOrRefusedAndNothingElse() throws DecodeException {
        byte[] state =
                new GroupSnapshot(
                                epoch,
                                List.of(),
                                Map.of(),
                                List.of(),
                                History.begin(epoch),
                                Map.of(RatchetType.APPLICATION, 1))
                        .encoded();

        Mutants.ofBytes(
                state,
                (what, mutant) ->
                        Unmoved.bounded(
                                what,
                                mutant.length,
                                () -> {
                                    try {
                                        return read(mutant);
                                    } catch (DecodeException _) {
                                        return what;
                                    }
                                }));

        assertThat(read(state).reserved()).containsEntry(RatchetType.APPLICATION, 1);
    }
}
