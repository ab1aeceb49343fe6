package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.TreeMath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;

/// What we propose ourselves, and others commit.
final class OwnProposalsTest {
    private final Trio trio;

    OwnProposalsTest() throws RefusedException {
        trio = new Trio();
    }

    private void bothTake(MlsMessage proposal) {
        assertThat(trio.moderator.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);
        assertThat(trio.berta.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);
    }

    private void moderatorCommits() throws RefusedException {
        CommitResult commit = trio.moderator.commit(List.of(), Trio.OPTIONS);
        trio.moderator.merge(commit.next());
        for (MlsGroup member : List.of(trio.anna, trio.berta)) {
            assertThat(member.process(commit.commit()))
                    .isInstanceOfSatisfying(
                            ProcessedMessage.Commit.class, each -> member.merge(each.next()));
            assertThat(member.epochAuthenticator()).isEqualTo(trio.moderator.epochAuthenticator());
        }
    }

    private static HpkePrivateKey leafKey(MlsGroup member) {
        HpkePrivateKey key = member.current().keys().keys().get(TreeMath.ofLeaf(member.ownLeaf()));
        assertThat(key).isNotNull();
        return key;
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLIC_MESSAGE", "PRIVATE_MESSAGE"})
    void anUpdateOfOursGivesUsNewKeys(WireFormat format) throws RefusedException {
        HpkePrivateKey before = leafKey(trio.anna);

        bothTake(trio.anna.proposeUpdate(Optional.empty(), format));
        moderatorCommits();

        assertThat(before.isWiped()).isTrue();
        assertThat(leafKey(trio.anna).isWiped()).isFalse();
        CommitResult next = trio.anna.commit(List.of(), Trio.WITH_PATH);
        assertThat(trio.moderator.process(next.commit()))
                .isInstanceOf(ProcessedMessage.Commit.class);
    }

    @Test
    void anUpdateMayBringAnotherSignatureKey() throws RefusedException {
        var successor =
                SigningIdentity.generate(
                        Trio.SUITE, new Credential.Basic(Opaque.of("anna".getBytes(UTF_8))));

        bothTake(trio.anna.proposeUpdate(Optional.of(successor), WireFormat.PUBLIC_MESSAGE));
        moderatorCommits();
        successor.signer().wipe();

        assertThat(trio.anna.current().tree().leaf(1).orElseThrow().signatureKey())
                .isEqualTo(successor.signatureKey());
        MlsMessage said = trio.anna.encrypt(new byte[] {1}, Opaque.EMPTY, 0);
        assertThat(trio.moderator.process(said)).isInstanceOf(ProcessedMessage.Application.class);
        assertThat(trio.berta.process(said)).isInstanceOf(ProcessedMessage.Application.class);
    }

    @Test
    void anUpdateThatNobodyCommitsIsOver() throws RefusedException {
        HpkePrivateKey before = leafKey(trio.anna);
        MlsMessage lost = trio.anna.proposeUpdate(Optional.empty(), WireFormat.PUBLIC_MESSAGE);

        moderatorCommits();

        assertThat(leafKey(trio.anna)).isEqualTo(before);
        assertThat(trio.moderator.process(lost))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Rejected.class,
                        rejected -> assertThat(rejected.check()).isEqualTo(Check.EPOCH));
    }

    @Test
    void ourOwnCommitGivesUsNewKeysItselfAndLeavesOurUpdateOut() throws RefusedException {
        bothTake(trio.anna.proposeUpdate(Optional.empty(), WireFormat.PUBLIC_MESSAGE));

        CommitResult commit = trio.anna.commit(List.of(), Trio.WITH_PATH);

        assertThat(commit.next().commit().orElseThrow().changes()).isEmpty();
        assertThat(trio.moderator.process(commit.commit()))
                .isInstanceOf(ProcessedMessage.Commit.class);
    }

    @Test
    void weAskToBeAddedToAndRemovedFrom() throws RefusedException {
        bothTake(
                trio.anna.propose(
                        new Proposal.Add(trio.carla.keyPackage()), WireFormat.PUBLIC_MESSAGE));
        moderatorCommits();
        MlsMessage leave =
                trio.anna.propose(
                        new Proposal.Remove(trio.anna.ownLeaf()), WireFormat.PRIVATE_MESSAGE);
        bothTake(leave);
        CommitResult commit = trio.moderator.commit(List.of(), Trio.OPTIONS);

        assertThat(trio.moderator.current().tree().members()).containsExactly(0, 1, 2, 3);
        assertThat(commit.next().tree().members()).containsExactly(0, 2, 3);
        assertThat(trio.anna.process(commit.commit())).isEqualTo(new ProcessedMessage.RemovedUs(0));
    }

    @Test
    void whatNobodyCouldCommitIsNotProposed() {
        refused(Check.REMOVED_IS_MEMBER, new Proposal.Remove(7));
        refused(Check.LEAF_KEY_UNIQUE, new Proposal.Add(trio.annaClient.keyPackage().keyPackage()));
        refused(
                Check.PROPOSAL_SUPPORTED,
                new Proposal.ReInit(Opaque.EMPTY, 1, Trio.SUITE.id(), List.of()));
    }

    private void refused(Check check, Proposal proposal) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> trio.anna.propose(proposal, WireFormat.PUBLIC_MESSAGE))
                .satisfies(e -> assertThat(e.check()).isEqualTo(check));
        assertThat(trio.anna.view().pending()).isEmpty();
    }

    @Test
    void aPrivateCommitThatCameBeforeItsProposalIsStillGoodAfterIt() throws RefusedException {
        MlsMessage proposal =
                trio.anna.propose(
                        new Proposal.Add(trio.carla.keyPackage()), WireFormat.PUBLIC_MESSAGE);
        assertThat(trio.moderator.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);
        MlsMessage commit =
                trio.moderator
                        .commit(List.of(), Trio.OPTIONS.withHandshakes(WireFormat.PRIVATE_MESSAGE))
                        .commit();

        assertThat(trio.berta.process(commit))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Rejected.class,
                        rejected -> assertThat(rejected.check()).isEqualTo(Check.PROPOSAL_KNOWN));

        assertThat(trio.berta.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);
        assertThat(trio.berta.process(commit)).isInstanceOf(ProcessedMessage.Commit.class);
    }
}
