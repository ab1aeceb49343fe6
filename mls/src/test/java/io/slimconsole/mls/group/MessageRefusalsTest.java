package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.flipLast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

/// What a message is refused for before its content counts (RFC 9420 §6).
final class MessageRefusalsTest {
    private Trio trio;
    private MlsMessage genuine;
    private FramedContent content;

    @BeforeEach
    void aCommitIsOnItsWay() throws RefusedException {
        trio = new Trio();
        genuine = trio.addCarla(OPTIONS).commit();
        content = HostileMember.publicMessage(genuine).content();
    }

    private MlsMessage from(Sender sender) {
        return trio.hostile.say(
                new FramedContent(
                        content.groupId(),
                        content.epoch(),
                        sender,
                        content.authenticatedData(),
                        content.content()));
    }

    private MlsMessage of(Opaque groupId, long epoch) {
        return trio.hostile.say(
                new FramedContent(
                        groupId,
                        epoch,
                        content.sender(),
                        content.authenticatedData(),
                        content.content()));
    }

    @Test
    void aMessageThatBreaksOffIsRefused() {
        byte[] bytes = genuine.encoded();

        trio.annaRefuses(Arrays.copyOf(bytes, bytes.length - 1), Check.WELL_FORMED, genuine);
    }

    @Test
    void aMessageLargerThanTheLimitIsRefused() {
        int limit = Trio.RULES.limits().messageBytes();
        MlsMessage genuine = trio.moderator.encrypt(new byte[0], Opaque.EMPTY, 0);

        trio.annaRefuses(Arrays.copyOf(genuine.encoded(), limit + 1), Check.MESSAGE_SIZE, genuine);
    }

    @Test
    void aWelcomeLargerThanTheLimitIsRefused() {
        byte[] large = new byte[Trio.RULES.limits().messageBytes() + 1];

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> MlsGroup.join(Trio.RULES, large, trio.carla, Optional.empty()))
                .satisfies(e -> assertThat(e.check()).isEqualTo(Check.MESSAGE_SIZE));
    }

    @Test
    void aMessageWithSomethingBehindItIsRefused() {
        byte[] bytes = genuine.encoded();

        trio.annaRefuses(Arrays.copyOf(bytes, bytes.length + 1), Check.WELL_FORMED, genuine);
    }

    @Test
    void aKeyPackageIsNoMessageOfAGroup() {
        trio.annaRefuses(new MlsMessage(trio.carla.keyPackage()), Check.WELL_FORMED, genuine);
    }

    @Test
    void aMessageOfAnotherGroupIsRefused() {
        trio.annaRefuses(of(flipLast(content.groupId()), content.epoch()), Check.GROUP_ID, genuine);
    }

    @Test
    void aMessageOfAnotherEpochIsRefused() {
        trio.annaRefuses(of(content.groupId(), content.epoch() + 1), Check.EPOCH, genuine);
    }

    @Test
    void aMessageFromABlankLeafIsRefused() {
        trio.annaRefuses(from(new Sender.Member(3)), Check.SENDER_IS_MEMBER, genuine);
    }

    @Test
    void aMessageFromOutsideTheTreeIsRefused() {
        trio.annaRefuses(from(new Sender.Member(1_000)), Check.SENDER_IS_MEMBER, genuine);
    }

    @Test
    void aMessageInOurNameIsRefused() {
        trio.annaRefuses(
                from(new Sender.Member(trio.anna.ownLeaf())), Check.SENDER_IS_NOT_US, genuine);
    }

    @Test
    void anExternalSenderIsRefused() {
        var forged =
                new MlsMessage(
                        new PublicMessage(
                                new FramedContent(
                                        content.groupId(),
                                        content.epoch(),
                                        new Sender.External(0),
                                        content.authenticatedData(),
                                        content.content()),
                                HostileMember.publicMessage(genuine).auth(),
                                Optional.empty()));

        trio.annaRefuses(forged, Check.EXTERNAL_SENDER, genuine);
    }

    @Test
    void anExternalCommitIsRefused() {
        var forged =
                new MlsMessage(
                        new PublicMessage(
                                new FramedContent(
                                        content.groupId(),
                                        content.epoch(),
                                        new Sender.NewMemberCommit(),
                                        content.authenticatedData(),
                                        content.content()),
                                HostileMember.publicMessage(genuine).auth(),
                                Optional.empty()));

        trio.annaRefuses(forged, Check.EXTERNAL_SENDER, genuine);
    }

    @Test
    void aMessageThatAnotherKeySignedIsRefused() {
        MlsMessage forged =
                trio.hostile.say(
                        content,
                        SUITE.generateSignatureKeyPair().privateKey(),
                        HostileMember.publicMessage(genuine)
                                .auth()
                                .confirmationTag()
                                .orElseThrow());

        trio.annaRefuses(forged, Check.SIGNATURE, genuine);
    }

    @Test
    void aWrongMembershipTagIsRefused() {
        PublicMessage message = HostileMember.publicMessage(genuine);
        var forged =
                new MlsMessage(
                        new PublicMessage(
                                content,
                                message.auth(),
                                message.membershipTag().map(Trio::flipLast)));

        trio.annaRefuses(forged, Check.MEMBERSHIP_TAG, genuine);
    }

    @Test
    void anApplicationMessageInTheClearIsRefused() {
        trio.annaRefuses(
                trio.hostile.say(new Content.Application(Opaque.of((byte) 1))),
                Check.APPLICATION_IS_PRIVATE,
                trio.moderator.encrypt(new byte[1], Opaque.EMPTY, 0));
    }

    @Test
    void aWrongConfirmationTagIsRefused() {
        PublicMessage message = HostileMember.publicMessage(genuine);
        Opaque tag = message.auth().confirmationTag().orElseThrow();

        MlsMessage forged = trio.hostile.tag(message.authenticated().confirmed(flipLast(tag)));

        trio.annaRefuses(forged, Check.CONFIRMATION_TAG, genuine);
    }

    @Test
    void aHostileMembersCommitIsRefusedForNothingButWhatItChanged() {
        trio.annaRefuses(
                trio.hostile.change(genuine, commit -> commit), Check.CONFIRMATION_TAG, genuine);
    }

    // ---- private messages

    private PrivateMessage said() {
        return (PrivateMessage) trio.moderator.encrypt(new byte[100], Opaque.EMPTY, 0).body();
    }

    private static MlsMessage with(PrivateMessage message, Opaque senderData, Opaque ciphertext) {
        return new MlsMessage(
                new PrivateMessage(
                        message.groupId(),
                        message.epoch(),
                        message.contentType(),
                        message.authenticatedData(),
                        senderData,
                        ciphertext));
    }

    @Test
    void damagedSenderDataIsRefused() {
        PrivateMessage said = said();
        MlsMessage forged = with(said, flipLast(said.encryptedSenderData()), said.ciphertext());

        trio.annaRefuses(forged, Check.SENDER_DATA, new MlsMessage(said));
    }

    @Test
    void aDamagedCiphertextIsRefused() {
        PrivateMessage said = said();
        MlsMessage forged = with(said, said.encryptedSenderData(), flipLast(said.ciphertext()));

        trio.annaRefuses(forged, Check.CIPHERTEXT, new MlsMessage(said));
    }

    @Test
    void ourOwnPrivateMessageIsRefused() {
        MlsMessage own = trio.anna.encrypt(new byte[1], Opaque.EMPTY, 0);

        trio.annaRefuses(own, Check.SENDER_IS_NOT_US, new MlsMessage(said()));
        assertThat(trio.berta.process(own)).isInstanceOf(ProcessedMessage.Application.class);
    }

    @Test
    void aMessageThatComesAgainIsRefused() {
        var said = new MlsMessage(said());
        assertThat(trio.anna.process(said)).isInstanceOf(ProcessedMessage.Application.class);

        trio.annaRefuses(said, Check.GENERATION, new MlsMessage(said()));
    }

    @Test
    void aMessageTooFarAheadIsRefused() {
        var first = new MlsMessage(said());
        for (int i = 0; i < Trio.RULES.limits().generationsAhead(); i++) {
            said();
        }

        trio.annaRefuses(new MlsMessage(said()), Check.GENERATION, first);
    }
}
