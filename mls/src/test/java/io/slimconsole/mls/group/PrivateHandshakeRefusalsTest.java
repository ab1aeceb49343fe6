package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.flipLast;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.schedule.MessageKeyUse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What a commit or a proposal is refused for that comes encrypted (RFC 9420 §6.3).
final class PrivateHandshakeRefusalsTest {
    private static final CommitOptions PRIVATE = OPTIONS.withHandshakes(WireFormat.PRIVATE_MESSAGE);
    private static final int BERTA = 2;

    private Trio trio;
    private MlsMessage genuine;
    private PrivateMessage message;

    @BeforeEach
    void anEncryptedCommitIsOnItsWay() throws RefusedException {
        trio = new Trio();
        genuine = trio.addCarla(PRIVATE).commit();
        message = (PrivateMessage) genuine.body();
    }

    private MlsMessage with(long epoch, int contentType, Opaque senderData, Opaque ciphertext) {
        return new MlsMessage(
                new PrivateMessage(
                        message.groupId(),
                        epoch,
                        contentType,
                        message.authenticatedData(),
                        senderData,
                        ciphertext));
    }

    private static Content removal() {
        return new Content.OfProposal(new Proposal.Remove(BERTA));
    }

    // ---- damaged

    @Test
    void aDamagedCiphertextIsRefused() {
        trio.annaRefuses(
                with(
                        message.epoch(),
                        message.contentType(),
                        message.encryptedSenderData(),
                        flipLast(message.ciphertext())),
                Check.CIPHERTEXT,
                genuine);
    }

    @Test
    void aCiphertextThatIsShorterThanItsTagIsRefused() {
        trio.annaRefuses(
                with(
                        message.epoch(),
                        message.contentType(),
                        message.encryptedSenderData(),
                        Opaque.of((byte) 1)),
                Check.SENDER_DATA,
                genuine);
    }

    @Test
    void damagedSenderDataIsRefused() {
        trio.annaRefuses(
                with(
                        message.epoch(),
                        message.contentType(),
                        flipLast(message.encryptedSenderData()),
                        message.ciphertext()),
                Check.SENDER_DATA,
                genuine);
    }

    @Test
    void aCommitThatSaysThatItIsAProposalIsRefused() {
        trio.annaRefuses(
                with(
                        message.epoch(),
                        Content.PROPOSAL,
                        message.encryptedSenderData(),
                        message.ciphertext()),
                Check.SENDER_DATA,
                genuine);
    }

    // ---- of another epoch

    @Test
    void anotherEpochIsRefused() {
        trio.annaRefuses(
                with(
                        message.epoch() + 1,
                        message.contentType(),
                        message.encryptedSenderData(),
                        message.ciphertext()),
                Check.EPOCH,
                genuine);
    }

    /// Application messages of past epochs are opened; what would change the group isn't.
    @Test
    void aProposalOfAPastEpochIsRefused() throws RefusedException {
        var late = new MlsMessage(trio.hostile.seal(removal()));
        CommitResult commit = trio.moderator.commit(List.of(), OPTIONS);
        trio.anna.merge(((ProcessedMessage.Commit) trio.anna.process(commit.commit())).next());
        trio.moderator.merge(commit.next());

        trio.annaRefuses(late, Check.EPOCH, trio.moderator.commit(List.of(), PRIVATE).commit());
    }

    // ---- from another sender

    /// All members can work out each other's keys: it is the signature that tells them apart.
    @Test
    void whoEncryptsWithTheKeysOfAnotherIsRefused() {
        byte[] content = HostileMember.privateContent(trio.hostile.signedPrivately(removal()));

        trio.annaRefuses(
                new MlsMessage(trio.hostile.seal(Content.PROPOSAL, BERTA, content)),
                Check.SIGNATURE,
                new MlsMessage(new HostileMember(trio.berta.current()).seal(removal())));
    }

    @Test
    void aMessageInOurNameIsRefused() {
        byte[] content = HostileMember.privateContent(trio.hostile.signedPrivately(removal()));

        trio.annaRefuses(
                new MlsMessage(trio.hostile.seal(Content.PROPOSAL, trio.anna.ownLeaf(), content)),
                Check.SENDER_IS_NOT_US,
                genuine);
    }

    @Test
    void aMessageFromABlankLeafIsRefused() {
        byte[] content = HostileMember.privateContent(trio.hostile.signedPrivately(removal()));

        trio.annaRefuses(
                new MlsMessage(trio.hostile.seal(Content.PROPOSAL, 3, content)),
                Check.SENDER_IS_MEMBER,
                genuine);
    }

    @Test
    void aMessageFromOutsideTheTreeIsRefused() {
        trio.annaRefuses(sentAs(1_000, 0), Check.GENERATION, genuine);
        trio.annaRefuses(
                sentAs(-1, 0), Check.GENERATION, new MlsMessage(trio.hostile.seal(removal())));
    }

    @Test
    void aGenerationThatNobodyReachesIsRefused() {
        trio.annaRefuses(sentAs(0, Integer.MAX_VALUE), Check.GENERATION, genuine);
        trio.annaRefuses(
                sentAs(0, -1), Check.GENERATION, new MlsMessage(trio.hostile.seal(removal())));
    }

    private MlsMessage sentAs(int leaf, int generation) {
        MessageKeyUse use = trio.hostile.nextKey(Content.PROPOSAL, 0);
        AuthenticatedContent signed = trio.hostile.signedPrivately(removal());
        return new MlsMessage(
                trio.hostile.seal(
                        Content.PROPOSAL,
                        use.key(),
                        HostileMember.senderData(leaf, generation),
                        HostileMember.privateContent(signed)));
    }

    @Test
    void aPrivateMessageThatAnotherKeySignedIsRefused() {
        byte[] content = HostileMember.privateContent(trio.hostile.signedPrivately(removal()));
        content[content.length - 1] ^= 1;

        trio.annaRefuses(
                new MlsMessage(trio.hostile.seal(Content.PROPOSAL, 0, content)),
                Check.SIGNATURE,
                genuine);
    }

    // ---- again

    @Test
    void aProposalThatComesAgainIsRefused() {
        var proposal = new MlsMessage(trio.hostile.seal(removal()));
        assertThat(trio.anna.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);

        trio.annaRefuses(
                proposal, Check.GENERATION, trio.moderator.encrypt(new byte[1], Opaque.EMPTY, 0));
    }

    /// Its key is spent, whether we follow it or not.
    @Test
    void aCommitThatComesAgainIsRefused() {
        assertThat(trio.anna.process(genuine)).isInstanceOf(ProcessedMessage.Commit.class);

        trio.annaRefuses(
                genuine, Check.GENERATION, trio.moderator.encrypt(new byte[1], Opaque.EMPTY, 0));
    }

    // ---- a commit that is refused for what it says

    /// Any member can open a commit, put another confirmation tag in, and encrypt it again with the same key: no signature
    /// covers that tag. The genuine commit is followed all the same.
    @Test
    void aCommitWithAWrongConfirmationTagDoesNotSpoilTheGenuineOne() throws RefusedException {
        MessageKeyUse use = trio.hostile.nextKey(Content.COMMIT, 0);
        int generation = use.generation();
        Content content =
                new Content.OfCommit(HostileMember.commitIn(trio.addCarla(OPTIONS).commit()));
        byte[] wrong = HostileMember.privateContent(trio.hostile.signedPrivately(content));
        var forged =
                trio.hostile.seal(
                        Content.COMMIT, use.key(), HostileMember.senderData(0, generation), wrong);
        MlsMessage right = trio.addCarla(PRIVATE).commit();

        trio.annaRefuses(new MlsMessage(forged), Check.CONFIRMATION_TAG, right);
    }
}
