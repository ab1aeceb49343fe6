package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.RULES;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.UpdatePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A group's extensions, and what they require of its members (RFC 9420 §11.1, §12.1.7), as those see it who follow.
///
/// The moderator and anna say that they can do the extension `F001` and the proposal `F002`.
final class GroupExtensionsTest {
    private static final int EXTENSION = 0xF001;
    private static final int PROPOSAL = 0xF002;
    private static final int NOBODYS = 0xF00F;
    private static final Extension KNOWN = new Extension(EXTENSION, Opaque.of((byte) 7));

    private final OwnKeyPackage annas = able("anna");
    private final MlsGroup moderator;
    private final MlsGroup anna;
    private final HostileMember hostile;

    GroupExtensionsTest() throws RefusedException {
        moderator = MlsGroup.create(RULES, Opaque.of("able".getBytes(UTF_8)), able("moderator"));
        CommitResult added = moderator.commit(List.of(add(annas)), WITH_PATH);
        moderator.merge(added.next());
        anna = join(added, annas);
        hostile = new HostileMember(moderator.current());
    }

    private static OwnKeyPackage able(String name) {
        return Client.of(SUITE, name)
                .keyPackage(
                        leaf -> Client.able(leaf, List.of(EXTENSION), List.of(PROPOSAL)),
                        List.of());
    }

    private static Proposal add(OwnKeyPackage own) {
        return new Proposal.Add(own.keyPackage());
    }

    private static MlsGroup join(CommitResult result, OwnKeyPackage own) throws RefusedException {
        return MlsGroup.join(
                RULES, (Welcome) result.welcome().orElseThrow().body(), own, Optional.empty());
    }

    private static Proposal extensions(Extension... all) {
        return new Proposal.GroupContextExtensions(List.of(all));
    }

    private static Extension required(
            List<Integer> extensions, List<Integer> proposals, List<Integer> credentials) {
        return new Extension(
                Extension.REQUIRED_CAPABILITIES,
                Opaque.of(
                        new Writer()
                                .uint16s(extensions)
                                .uint16s(proposals)
                                .uint16s(credentials)
                                .toByteArray()));
    }

    /// Anna follows a commit of these, and is where the moderator is.
    private void followed(Proposal... proposals) throws RefusedException {
        CommitResult commit = moderator.commit(List.of(proposals), OPTIONS);

        assertThat(anna.process(commit.commit().encoded()))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Commit.class, follow -> anna.merge(follow.next()));
        moderator.merge(commit.next());

        assertThat(anna.epochAuthenticator()).isEqualTo(moderator.epochAuthenticator());
    }

    /// The moderator won't commit these; anna won't follow who does, and follows one that is right.
    private void refused(Check check, Proposal... proposals) throws RefusedException {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> moderator.commit(List.of(proposals), OPTIONS))
                .satisfies(e -> assertThat(e.check()).as(e.getMessage()).isEqualTo(check));
        MlsMessage genuine = moderator.commit(List.of(), WITH_PATH).commit();
        annaRefuses(
                hostile.change(genuine, commit -> new Commit(values(proposals), commit.path())),
                check,
                genuine);
    }

    private static List<ProposalOrRef> values(Proposal... proposals) {
        return Arrays.stream(proposals).<ProposalOrRef>map(ProposalOrRef.Value::new).toList();
    }

    private void annaRefuses(MlsMessage forged, Check check, MlsMessage genuine) {
        byte[] before = anna.epochAuthenticator();

        assertThat(anna.process(forged))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Rejected.class,
                        rejected ->
                                assertThat(rejected.check()).as(rejected.why()).isEqualTo(check));

        assertThat(anna.epochAuthenticator()).isEqualTo(before);
        assertThat(anna.process(genuine)).isInstanceOf(ProcessedMessage.Commit.class);
    }

    // ---- extensions

    @Test
    void anExtensionThatAllSupportIsSet() throws RefusedException {
        followed(extensions(KNOWN));

        assertThat(anna.current().context().extensions()).containsExactly(KNOWN);
    }

    @Test
    void theyAreReplacedAsAWhole() throws RefusedException {
        followed(extensions(KNOWN));

        followed(extensions());

        assertThat(anna.current().context().extensions()).isEmpty();
    }

    @Test
    void whatAMemberProposesIsSetByTheCommitThatNamesIt() throws RefusedException {
        MlsMessage proposal =
                new HostileMember(anna.current()).say(new Content.OfProposal(extensions(KNOWN)));
        assertThat(moderator.process(proposal)).isInstanceOf(ProcessedMessage.Proposed.class);

        CommitResult commit = moderator.commit(List.of(), OPTIONS);

        assertThat(commit.next().context().extensions()).containsExactly(KNOWN);
    }

    @Test
    void anExtensionThatAMemberDoesNotSupportIsRefused() throws RefusedException {
        refused(Check.LEAF_CAPABILITIES, extensions(new Extension(NOBODYS, Opaque.EMPTY)));
    }

    @Test
    void whoJoinsSupportsTheGroupsExtensions() throws RefusedException {
        followed(extensions(KNOWN));
        OwnKeyPackage berta = able("berta");
        CommitResult added = moderator.commit(List.of(add(berta)), OPTIONS);

        assertThat(join(added, berta).current().context().extensions()).containsExactly(KNOWN);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () ->
                                moderator.commit(
                                        List.of(add(Client.of(SUITE, "carla").keyPackage())),
                                        OPTIONS))
                .satisfies(e -> assertThat(e.check()).isEqualTo(Check.LEAF_CAPABILITIES));
    }

    // ---- requirements

    @Test
    void requirementsThatAllMeetAreSet() throws RefusedException {
        Extension required =
                required(List.of(EXTENSION), List.of(PROPOSAL), List.of(Credential.BASIC));

        followed(extensions(required));

        assertThat(anna.current().context().extensions()).containsExactly(required);
    }

    @Test
    void whatEverybodyCanDoNeedNotBeNamed() throws RefusedException {
        followed(
                extensions(
                        required(List.of(1, 2, 3, 4, 5), List.of(1, 2, 3, 4, 5, 6, 7), List.of())));
    }

    @Test
    void aRequiredExtensionThatAMemberDoesNotSupportIsRefused() throws RefusedException {
        refused(
                Check.LEAF_CAPABILITIES,
                extensions(required(List.of(EXTENSION, NOBODYS), List.of(), List.of())));
    }

    @Test
    void aRequiredProposalThatAMemberDoesNotSupportIsRefused() throws RefusedException {
        refused(
                Check.LEAF_CAPABILITIES,
                extensions(required(List.of(), List.of(PROPOSAL, NOBODYS), List.of())));
    }

    @Test
    void aRequiredCredentialThatAMemberDoesNotSupportIsRefused() throws RefusedException {
        refused(
                Check.LEAF_CAPABILITIES,
                extensions(required(List.of(), List.of(), List.of(Credential.X509))));
    }

    @Test
    void requirementsThatCannotBeReadAreRefused() throws RefusedException {
        refused(
                Check.WELL_FORMED,
                extensions(new Extension(Extension.REQUIRED_CAPABILITIES, Opaque.of((byte) 1))));
    }

    @Test
    void whoIsAddedMeetsWhatTheSameCommitRequires() throws RefusedException {
        Proposal required = extensions(required(List.of(EXTENSION), List.of(), List.of()));
        KeyPackage carla = Client.of(SUITE, "carla").keyPackage().keyPackage();
        MlsMessage genuine =
                moderator.commit(List.of(required, add(able("berta"))), WITH_PATH).commit();

        annaRefuses(
                hostile.change(
                        genuine,
                        commit ->
                                new Commit(
                                        values(required, new Proposal.Add(carla)),
                                        commit.path().map(path -> besides(carla, path)))),
                Check.LEAF_CAPABILITIES,
                genuine);
    }

    /// The moderator's path as it is right when `added` comes into the tree.
    private UpdatePath besides(KeyPackage added, UpdatePath path) {
        Epoch epoch = hostile.epoch();
        List<Opaque> keys = path.nodes().stream().map(UpdatePath.Step::encryptionKey).toList();
        Opaque parentHash =
                epoch.tree()
                        .add(added.leafNode())
                        .tree()
                        .withPathKeys(epoch.ownLeaf(), keys)
                        .leafParentHash(epoch.ownLeaf());
        LeafNode old = path.leafNode();
        var leaf =
                new LeafNode(
                        old.encryptionKey(),
                        old.signatureKey(),
                        old.credential(),
                        old.capabilities(),
                        new LeafSource.Commit(parentHash),
                        old.extensions(),
                        Opaque.EMPTY);
        return new UpdatePath(
                leaf.signed(SUITE, epoch.signer(), epoch.context().groupId(), epoch.ownLeaf()),
                path.nodes());
    }

    /// A walk through one list for each entry of the other would take minutes.
    @Test
    @Timeout(20)
    void longListsOfWhatIsRequiredAndSupportedTakeNoLongerThanTheyAre() throws RefusedException {
        List<Integer> endless = new ArrayList<>(Collections.nCopies(400_000, EXTENSION));
        endless.add(PROPOSAL);
        OwnKeyPackage berta =
                Client.of(SUITE, "berta")
                        .keyPackage(leaf -> Client.able(leaf, endless, endless), List.of());
        List<Integer> many = new ArrayList<>(Collections.nCopies(400_000, PROPOSAL));

        followed(extensions(required(List.of(), many, List.of())), add(berta));
    }
}
