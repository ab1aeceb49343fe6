package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.psk;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the proposals of a commit are refused for (RFC 9420 §12.1, §12.2, §12.4.2).
///
/// Each test puts other proposals into a commit that is right, and signs it anew.
final class ProposalRefusalsTest {
    private static final int NONCE = SUITE.hashLength();

    private Trio trio;
    private MlsMessage genuine;

    @BeforeEach
    void aCommitIsOnItsWay() throws RefusedException {
        trio = new Trio();
        genuine = trio.addCarla(WITH_PATH).commit();
    }

    private MlsMessage forged(ProposalOrRef... proposals) {
        return trio.hostile.change(
                genuine, commit -> new Commit(Arrays.asList(proposals), commit.path()));
    }

    /// Anna refuses them from another, and the moderator to commit them.
    private void refused(Check check, Proposal... proposals) {
        trio.moderatorRefusesToCommit(check, proposals);
        annaRefuses(check, proposals);
    }

    private void annaRefuses(Check check, Proposal... proposals) {
        trio.annaRefuses(
                forged(
                        Arrays.stream(proposals)
                                .map(ProposalOrRef.Value::new)
                                .toArray(ProposalOrRef[]::new)),
                check,
                genuine);
    }

    private Proposal.Add somebody(String name) {
        return new Proposal.Add(Client.of(SUITE, name).keyPackage().keyPackage());
    }

    // ---- which proposals

    @Test
    void aProposalThatWeDoNotHaveIsRefused() {
        trio.annaRefuses(
                forged(new ProposalOrRef.Reference(Opaque.of(new byte[SUITE.hashLength()]))),
                Check.PROPOSAL_KNOWN,
                genuine);
    }

    @Test
    void aReInitialisationIsRefusedByName() {
        refused(
                Check.PROPOSAL_SUPPORTED,
                new Proposal.ReInit(Opaque.of((byte) 1), 1, SUITE.id(), List.of()));
    }

    @Test
    void anExternalInitOfAMemberIsRefused() {
        refused(Check.PROPOSAL_SUPPORTED, new Proposal.ExternalInit(Opaque.of((byte) 1)));
    }

    @Test
    void aBranchIsRefusedByName() {
        refused(Check.PROPOSAL_SUPPORTED, new Proposal.PreSharedKey(resumption(3)));
    }

    private PreSharedKeyId resumption(int usage) {
        Opaque groupId = trio.hostile.epoch().context().groupId();
        return new PreSharedKeyId.Resumption(usage, groupId, 1, Opaque.of(new byte[NONCE]));
    }

    @Test
    void moreProposalsThanTheLimitAreRefused() {
        annaRefuses(
                Check.PROPOSAL_COUNT,
                new Proposal.Remove(2),
                somebody("a"),
                somebody("b"),
                somebody("c"));
    }

    @Test
    void moreProposalsInOneEpochThanTheLimitAreRefused() {
        for (int i = 0; i < Trio.RULES.limits().proposals(); i++) {
            assertThat(trio.anna.process(proposed(somebody("client " + i))))
                    .isInstanceOf(ProcessedMessage.Proposed.class);
        }

        trio.annaRefuses(proposed(somebody("one more")), Check.PROPOSAL_COUNT, genuine);
    }

    private MlsMessage proposed(Proposal proposal) {
        return trio.hostile.say(new Content.OfProposal(proposal));
    }

    @Test
    void aGroupLargerThanTheLimitIsRefused() {
        refused(Check.TREE_SIZE, somebody("a"), somebody("b"));
    }

    // ---- who may change whom

    @Test
    void aCommitterDoesNotUpdateItselfByAProposal() {
        LeafNode own = trio.hostile.epoch().tree().leaf(0).orElseThrow();

        refused(Check.UPDATE_BY_COMMITTER, new Proposal.Update(own));
    }

    @Test
    void aCommitterDoesNotRemoveItself() {
        refused(Check.REMOVE_OF_COMMITTER, new Proposal.Remove(0));
    }

    @Test
    void onlyMembersAreRemoved() {
        refused(Check.REMOVED_IS_MEMBER, new Proposal.Remove(3));
    }

    @Test
    void onlyLeavesOfTheTreeAreRemoved() {
        refused(Check.REMOVED_IS_MEMBER, new Proposal.Remove(1_000));
    }

    @Test
    void nobodyIsRemovedTwice() {
        refused(Check.ONE_CHANGE_PER_LEAF, new Proposal.Remove(2), new Proposal.Remove(2));
    }

    // ---- updates of another member

    /// Berta proposes an update, which anna keeps; the moderator commits it.
    private MlsMessage committedUpdate(Opaque key, LeafSource source, Proposal... more) {
        var berta = new HostileMember(trio.berta.current());
        LeafNode old = berta.epoch().tree().leaf(2).orElseThrow();
        LeafNode leaf =
                new LeafNode(
                                key,
                                old.signatureKey(),
                                old.credential(),
                                old.capabilities(),
                                source,
                                old.extensions(),
                                Opaque.EMPTY)
                        .signed(
                                SUITE,
                                berta.epoch().signer(),
                                berta.epoch().context().groupId(),
                                2);
        ProcessedMessage processed =
                trio.anna.process(berta.say(new Content.OfProposal(new Proposal.Update(leaf))));
        var proposals = new ArrayList<ProposalOrRef>();
        proposals.add(
                new ProposalOrRef.Reference(((ProcessedMessage.Proposed) processed).reference()));
        for (Proposal each : more) {
            proposals.add(new ProposalOrRef.Value(each));
        }
        return forged(proposals.toArray(ProposalOrRef[]::new));
    }

    private static Opaque newKey() {
        return Opaque.of(SUITE.generateKeyPair().publicKey());
    }

    @Test
    void anUpdateIsRefusedForNothingButThePathThatDoesNotKnowIt() {
        trio.annaRefuses(
                committedUpdate(newKey(), new LeafSource.Update()), Check.PARENT_HASH, genuine);
    }

    @Test
    void anUpdateThatKeepsItsKeyIsRefused() {
        Opaque old = trio.hostile.epoch().tree().leaf(2).orElseThrow().encryptionKey();

        trio.annaRefuses(
                committedUpdate(old, new LeafSource.Update()), Check.LEAF_KEY_CHANGED, genuine);
    }

    @Test
    void anUpdateWithTheLeafOfACommitIsRefused() {
        trio.annaRefuses(
                committedUpdate(newKey(), new LeafSource.Commit(Opaque.EMPTY)),
                Check.LEAF_SOURCE,
                genuine);
    }

    @Test
    void nobodyIsUpdatedAndRemovedByOneCommit() {
        trio.annaRefuses(
                committedUpdate(newKey(), new LeafSource.Update(), new Proposal.Remove(2)),
                Check.ONE_CHANGE_PER_LEAF,
                genuine);
    }

    // ---- pre-shared keys

    @Test
    void aPreSharedKeyThatWeHaveIsTaken() throws RefusedException {
        MlsMessage commit =
                trio.moderator
                        .commit(List.of(new Proposal.PreSharedKey(psk("known", NONCE))), OPTIONS)
                        .commit();

        assertThat(trio.anna.process(commit)).isInstanceOf(ProcessedMessage.Commit.class);
    }

    @Test
    void aPreSharedKeyThatIsNamedTwiceIsRefused() {
        refused(
                Check.PSK_UNIQUE,
                new Proposal.PreSharedKey(psk("known", NONCE)),
                new Proposal.PreSharedKey(psk("known", NONCE)));
    }

    @Test
    void aPreSharedKeyWithAShortNonceIsRefused() {
        refused(Check.PSK_NONCE, new Proposal.PreSharedKey(psk("known", NONCE - 1)));
    }

    @Test
    void aPreSharedKeyThatWeDoNotHaveIsRefused() throws RefusedException {
        trio.moderatorRefusesToCommit(
                Check.PSK_KNOWN, new Proposal.PreSharedKey(psk("unknown", NONCE)));
        MlsMessage known =
                trio.moderator
                        .commit(List.of(new Proposal.PreSharedKey(psk("known", NONCE))), OPTIONS)
                        .commit();
        MlsMessage forged =
                trio.hostile.change(
                        known,
                        commit ->
                                new Commit(
                                        List.of(
                                                new ProposalOrRef.Value(
                                                        new Proposal.PreSharedKey(
                                                                psk("unknown", NONCE)))),
                                        commit.path()));

        trio.annaRefuses(forged, Check.PSK_KNOWN, known);
    }

    // ---- the group's extensions

    @Test
    void theGroupsExtensionsAreSetOnce() {
        refused(
                Check.ONE_GROUP_CONTEXT_EXTENSIONS,
                new Proposal.GroupContextExtensions(List.of()),
                new Proposal.GroupContextExtensions(List.of()));
    }

    @Test
    void anExtensionThatNotAllMembersSupportIsNotCommitted() {
        trio.moderatorRefusesToCommit(
                Check.LEAF_CAPABILITIES,
                new Proposal.GroupContextExtensions(List.of(new Extension(0xF001, Opaque.EMPTY))));
    }

    @Test
    void requirementsThatNotAllMembersMeetAreNotCommitted() {
        // one extension, no proposals, no credentials
        Opaque required = Opaque.of((byte) 2, (byte) 0xF0, (byte) 1, (byte) 0, (byte) 0);

        trio.moderatorRefusesToCommit(
                Check.LEAF_CAPABILITIES,
                new Proposal.GroupContextExtensions(
                        List.of(new Extension(Extension.REQUIRED_CAPABILITIES, required))));
    }
}
