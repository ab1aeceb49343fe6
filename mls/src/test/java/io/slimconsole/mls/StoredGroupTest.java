package io.slimconsole.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.kit.InMemoryGroupStateStore;
import io.slimconsole.mls.kit.TestCipher;
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.state.GroupStorage;
import io.slimconsole.mls.state.RestoreException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group that is stored, and had back after a crash: the object of before is just not used any more then.
final class StoredGroupTest {
    private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private static final Opaque GROUP_ID = Opaque.of("stored".getBytes(UTF_8));
    private static final CommitOptions OPTIONS = CommitOptions.DEFAULT;
    private static final CommitOptions WITH_PATH = OPTIONS.with(CommitOptions.Path.ALWAYS);

    private final InMemoryGroupStateStore store = new InMemoryGroupStateStore();
    private final TestCipher cipher = new TestCipher();
    private GroupRules plain = new GroupRules(SUITE, new AnyCredential());
    private GroupRules stored = plain.storedIn(new GroupStorage(store, cipher));

    /// Anna's group is stored, the moderator's is not.
    private MlsGroup moderator;

    private MlsGroup anna;

    StoredGroupTest() throws RefusedException {
        begin(SUITE);
    }

    static List<CipherSuite> suites() {
        return CipherSuite.all();
    }

    private void begin(CipherSuite suite) throws RefusedException {
        plain = new GroupRules(suite, new AnyCredential());
        stored = plain.storedIn(new GroupStorage(store, cipher));
        moderator = MlsGroup.create(plain, GROUP_ID, Client.of(suite, "moderator").keyPackage());
        OwnKeyPackage own = Client.of(suite, "anna").keyPackage();
        CommitResult added =
                moderator.commit(List.of(new Proposal.Add(own.keyPackage())), WITH_PATH);
        moderator.merge(added.next());
        anna =
                MlsGroup.join(
                        stored, added.welcome().orElseThrow().encoded(), own, Optional.empty());
    }

    private void crash() throws RestoreException {
        anna = MlsGroup.restore(stored, GROUP_ID);
    }

    private static MlsMessage say(MlsGroup member, String text) {
        return member.encrypt(text.getBytes(UTF_8), Opaque.EMPTY, 0);
    }

    private static void reads(MlsGroup member, MlsMessage message, String text) {
        assertThat(member.process(message))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Application.class,
                        said ->
                                assertThat(said.plaintext())
                                        .isEqualTo(Opaque.of(text.getBytes(UTF_8))));
    }

    private static void follows(MlsGroup member, MlsMessage commit) {
        assertThat(member.process(commit))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Commit.class, each -> member.merge(each.next()));
    }

    private void bothGoOn() throws RefusedException {
        assertThat(anna.epochAuthenticator()).isEqualTo(moderator.epochAuthenticator());
        reads(moderator, say(anna, "from anna"), "from anna");
        reads(anna, say(moderator, "for anna"), "for anna");
        CommitResult hers = anna.commit(List.of(), WITH_PATH);
        follows(moderator, hers.commit());
        anna.merge(hers.next());
        CommitResult theirs = moderator.commit(List.of(), WITH_PATH);
        follows(anna, theirs.commit());
        moderator.merge(theirs.next());
        reads(moderator, say(anna, "later"), "later");
        assertThat(anna.epochAuthenticator()).isEqualTo(moderator.epochAuthenticator());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aGroupIsHadBackAndGoesOnInBothDirections(CipherSuite suite)
            throws RefusedException, RestoreException {
        begin(suite);
        GroupView before = anna.view();

        crash();

        assertThat(anna.view()).isEqualTo(before);
        bothGoOn();
        before = anna.view();
        crash();
        assertThat(anna.view()).isEqualTo(before);
        bothGoOn();
    }

    @Test
    void noKeyOfAMessageIsUsedTwice() throws RestoreException {
        var said = new ArrayList<MlsMessage>();
        for (int crashes = 0; crashes < 3; crashes++) {
            for (int i = 0; i < 300; i++) {
                said.add(say(anna, "message " + said.size()));
            }
            crash();
        }

        // the moderator has a key for each, and would have none for a generation that comes again
        for (int i = 0; i < said.size(); i++) {
            reads(moderator, said.get(i), "message " + i);
        }
    }

    @Test
    void messagesAreStoredInBlocksAndNotOneByOne() {
        int before = store.saves();

        for (int i = 0; i < 1_000; i++) {
            say(anna, "a message");
        }

        assertThat(store.saves() - before).isEqualTo(3);
    }

    @Test
    void whatIsClosedPassesNoKeysBy() throws RestoreException {
        say(anna, "one");
        anna.close();
        crash();
        MlsMessage two = say(anna, "two");

        reads(moderator, two, "two");
        assertThat(anna.current().messageKeys().generation(1, RatchetType.APPLICATION))
                .isEqualTo(2);
    }

    @Test
    void lateMessagesOfPastEpochsAreStillOpened() throws RefusedException, RestoreException {
        MlsMessage late = say(moderator, "late");
        MlsMessage passedBy = say(moderator, "passed by");
        reads(anna, say(moderator, "on time"), "on time");
        for (int i = 0; i < 3; i++) {
            CommitResult commit = moderator.commit(List.of(), WITH_PATH);
            moderator.merge(commit.next());
            follows(anna, commit.commit());
        }

        crash();

        reads(anna, passedBy, "passed by");
        reads(anna, late, "late");
        assertThat(anna.process(late)).isInstanceOf(ProcessedMessage.Rejected.class);
    }

    @Test
    void proposalsAreStillThereForACommitThatNamesThem() throws RefusedException, RestoreException {
        OwnKeyPackage berta = Client.of(SUITE, "berta").keyPackage();
        MlsMessage proposal =
                moderator.propose(new Proposal.Add(berta.keyPackage()), WireFormat.PUBLIC_MESSAGE);
        assertThat(anna.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);

        crash();

        assertThat(anna.view().pending()).hasSize(1);
        CommitResult commit = moderator.commit(List.of(), OPTIONS);
        moderator.merge(commit.next());
        follows(anna, commit.commit());
        bothGoOn();
    }

    @Test
    void ourOwnUpdateIsStillThereForACommitThatNamesIt() throws RefusedException, RestoreException {
        MlsMessage update = anna.proposeUpdate(Optional.empty(), WireFormat.PRIVATE_MESSAGE);
        assertThat(moderator.process(update)).isInstanceOf(ProcessedMessage.Proposed.class);

        crash();

        CommitResult commit = moderator.commit(List.of(), OPTIONS);
        moderator.merge(commit.next());
        follows(anna, commit.commit());
        bothGoOn();
    }

    @Test
    void aGroupThatCannotBeStoredIsAsItWas() throws RefusedException {
        CommitResult commit = moderator.commit(List.of(), WITH_PATH);
        moderator.merge(commit.next());
        var next = ((ProcessedMessage.Commit) anna.process(commit.commit())).next();
        GroupView before = anna.view();
        store.setFull(true);

        assertThatExceptionOfType(InMemoryGroupStateStore.FullException.class)
                .isThrownBy(() -> anna.merge(next));
        assertThat(anna.view()).isEqualTo(before);

        store.setFull(false);
        anna.merge(next);
        assertThat(anna.epochAuthenticator()).isEqualTo(moderator.epochAuthenticator());
    }

    @Test
    void noMessageIsSentWithAKeyThatIsNotReserved() {
        for (int i = 0; i < 256; i++) {
            say(anna, "within the block");
        }
        store.setFull(true);

        assertThatExceptionOfType(InMemoryGroupStateStore.FullException.class)
                .isThrownBy(() -> say(anna, "beyond it"));

        store.setFull(false);
        reads(moderator, say(anna, "beyond it"), "beyond it");
    }

    @Test
    void aClosedGroupIsNotUsedAnyMore() {
        Secret secret = anna.current().secrets().senderData();

        anna.close();
        anna.close();

        assertThat(secret.isWiped()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> say(anna, "again"))
                .withMessage("this group was closed");
    }

    @Test
    void whatIsForgottenIsNotStoredAnyMore() {
        anna.forget();

        assertThat(store.groupIds()).isEmpty();
        notRestored(RestoreException.Reason.MISSING, stored);
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() {
        byte[] state = store.load(GROUP_ID).orElseThrow().bytes();
        state[1] = 7;
        store.save(GROUP_ID, Opaque.of(state));

        assertThatExceptionOfType(RestoreException.class)
                .isThrownBy(() -> MlsGroup.restore(stored, GROUP_ID))
                .withMessage(
                        "group %s is stored in version 7; this program reads version 1"
                                .formatted(GROUP_ID))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RestoreException.Reason.VERSION));
    }

    @Test
    void whatWasChangedIsRefused() throws RefusedException, RestoreException {
        byte[] state = store.load(GROUP_ID).orElseThrow().bytes();
        for (int i = 2; i < state.length; i++) {
            byte[] changed = state.clone();
            changed[i] ^= 1;
            store.save(GROUP_ID, Opaque.of(changed));
            notRestored(RestoreException.Reason.NOT_AUTHENTIC, stored);
        }
        store.save(GROUP_ID, Opaque.EMPTY);
        notRestored(RestoreException.Reason.NOT_AUTHENTIC, stored);

        store.save(GROUP_ID, Opaque.of(state));
        crash();
        bothGoOn();
    }

    @Test
    void theStateOfAnotherGroupIsRefused() {
        Opaque other = Opaque.of((byte) 1);
        store.save(other, store.load(GROUP_ID).orElseThrow());

        assertThatExceptionOfType(RestoreException.class)
                .isThrownBy(() -> MlsGroup.restore(stored, other))
                .satisfies(
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(RestoreException.Reason.NOT_AUTHENTIC));
    }

    @Test
    void anotherKeyOpensNothing() {
        notRestored(
                RestoreException.Reason.NOT_AUTHENTIC,
                plain.storedIn(new GroupStorage(store, new TestCipher())));
    }

    @Test
    void rulesForAnotherSuiteAreRefused() {
        notRestored(
                RestoreException.Reason.RULES,
                new GroupRules(
                                CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
                                new AnyCredential())
                        .storedIn(new GroupStorage(store, cipher)));
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        new GroupStorage(store, cipher).save(GROUP_ID, new byte[] {0, 2, 3});

        notRestored(RestoreException.Reason.MALFORMED, stored);
    }

    private static void notRestored(RestoreException.Reason reason, GroupRules rules) {
        assertThatExceptionOfType(RestoreException.class)
                .isThrownBy(() -> MlsGroup.restore(rules, GROUP_ID))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
