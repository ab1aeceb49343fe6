package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.flipLast;
import static io.slimconsole.mls.group.Trio.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.schedule.JoinerSecret;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.ParentNode;
import io.slimconsole.mls.tree.RatchetTree;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a Welcome is refused for (RFC 9420 §12.4.3.1).
///
/// Each test opens carla's Welcome, changes one thing, and signs and seals all of it anew. After the refusal, she joins by
/// the one that was not changed.
final class WelcomeRefusalsTest {
    private Trio trio;
    private CommitResult added;
    private Welcome genuine;
    private HostileWelcome hostile;
    private GroupSecrets secrets;
    private GroupInfo info;

    @BeforeEach
    void carlaIsAdded() throws RefusedException {
        trio = new Trio();
        added = trio.addCarla(WITH_PATH);
        genuine = (Welcome) added.welcome().orElseThrow().body();
        hostile = HostileWelcome.open(genuine, trio.carla, trio.hostile);
        secrets = hostile.secrets();
        info = hostile.info();
    }

    private Welcome sealed(GroupSecrets newSecrets, GroupInfo newInfo) {
        return hostile.sealed(newSecrets, newInfo);
    }

    private GroupInfo signed(
            GroupContext context, List<Extension> extensions, Opaque tag, int signer) {
        return hostile.signed(context, extensions, tag, signer);
    }

    private GroupInfo with(GroupContext context, Opaque tree) {
        return hostile.with(context, tree);
    }

    private GroupContext context(int suite, Opaque treeHash) {
        return hostile.context(suite, treeHash);
    }

    /// Another tree, whose hash the group's context has.
    private GroupInfo with(RatchetTree tree) {
        return with(context(SUITE.id(), tree.treeHash()), Opaque.of(tree.encoded()));
    }

    private RatchetTree tree() {
        return added.next().tree();
    }

    private void refused(Welcome forged, Check check) throws RefusedException {
        refused(Trio.RULES, forged, check);
    }

    private void refused(GroupRules rules, Welcome forged, Check check) throws RefusedException {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> MlsGroup.join(rules, forged, trio.carla, Optional.empty()))
                .satisfies(e -> assertThat(e.check()).as(e.getMessage()).isEqualTo(check));

        MlsGroup joined = MlsGroup.join(Trio.RULES, genuine, trio.carla, Optional.empty());
        assertThat(joined.epochAuthenticator())
                .isEqualTo(added.next().secrets().epochAuthenticator().disclose());
    }

    @Test
    void aWelcomeThatIsOnlySealedAnewIsAccepted() throws RefusedException {
        Welcome anew =
                sealed(
                        secrets,
                        signed(
                                info.groupContext(),
                                info.extensions(),
                                info.confirmationTag(),
                                info.signer()));

        MlsGroup joined = MlsGroup.join(Trio.RULES, anew, trio.carla, Optional.empty());

        assertThat(joined.epochAuthenticator())
                .isEqualTo(added.next().secrets().epochAuthenticator().disclose());
    }

    // ---- who it is for

    @Test
    void aWelcomeForAnotherSuiteIsRefused() throws RefusedException {
        int other = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519.id();

        refused(
                new Welcome(other, genuine.secrets(), genuine.encryptedGroupInfo()),
                Check.CIPHER_SUITE);
    }

    @Test
    void aGroupOfAnotherSuiteThanItsWelcomeIsRefused() throws RefusedException {
        int other = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519.id();
        GroupContext context = context(other, info.groupContext().treeHash());

        refused(sealed(secrets, with(context, Opaque.of(tree().encoded()))), Check.CIPHER_SUITE);
    }

    @Test
    void aWelcomeForOthersIsRefused() throws RefusedException {
        Welcome.ForMember ours = genuine.secrets().getFirst();
        var others =
                new Welcome.ForMember(flipLast(ours.newMember()), ours.encryptedGroupSecrets());

        refused(
                new Welcome(SUITE.id(), List.of(others), genuine.encryptedGroupInfo()),
                Check.WELCOME_IS_FOR_US);
    }

    @Test
    void aDamagedWelcomeIsRefused() throws RefusedException {
        refused(
                new Welcome(SUITE.id(), genuine.secrets(), flipLast(genuine.encryptedGroupInfo())),
                Check.WELCOME_OPENS);
    }

    /// As a key, it would be the same with a zero behind it.
    @Test
    void aJoinerSecretOfAnotherLengthIsRefused() throws RefusedException {
        var longer = new JoinerSecret(withZero(secrets.joiner().value()));

        refused(
                sealed(new GroupSecrets(longer, secrets.pathSecret(), secrets.psks()), info),
                Check.WELCOME_OPENS);
    }

    @Test
    void aPathSecretOfAnotherLengthIsRefused() throws RefusedException {
        Secret longer = withZero(secrets.pathSecret().orElseThrow());

        refused(
                sealed(
                        new GroupSecrets(secrets.joiner(), Optional.of(longer), secrets.psks()),
                        info),
                Check.JOINER_PATH_SECRET);
    }

    private static Secret withZero(Secret secret) {
        return Secret.ofBytes(Arrays.copyOf(secret.disclose(), secret.length() + 1));
    }

    // ---- pre-shared keys

    private Welcome naming(PreSharedKeyId... psks) {
        return sealed(
                new GroupSecrets(secrets.joiner(), secrets.pathSecret(), List.of(psks)), info);
    }

    @Test
    void aPreSharedKeyThatIsNamedTwiceIsRefused() throws RefusedException {
        PreSharedKeyId psk = psk("known", SUITE.hashLength());

        refused(naming(psk, psk), Check.PSK_UNIQUE);
    }

    @Test
    void aPreSharedKeyWithAShortNonceIsRefused() throws RefusedException {
        refused(naming(psk("known", 1)), Check.PSK_NONCE);
    }

    @Test
    void aPreSharedKeyThatWeDoNotHaveIsRefused() throws RefusedException {
        refused(naming(psk("unknown", SUITE.hashLength())), Check.PSK_KNOWN);
    }

    @Test
    void aBranchIsRefusedByName() throws RefusedException {
        var branch =
                new PreSharedKeyId.Resumption(
                        3,
                        info.groupContext().groupId(),
                        1,
                        Opaque.of(new byte[SUITE.hashLength()]));

        refused(naming(branch), Check.PROPOSAL_SUPPORTED);
    }

    // ---- the group info

    @Test
    void aSignerThatIsNoMemberIsRefused() throws RefusedException {
        GroupInfo forged =
                signed(info.groupContext(), info.extensions(), info.confirmationTag(), 1_000);

        refused(sealed(secrets, forged), Check.SENDER_IS_MEMBER);
    }

    @Test
    void aGroupInfoInAnothersNameIsRefused() throws RefusedException {
        GroupInfo forged =
                signed(info.groupContext(), info.extensions(), info.confirmationTag(), 1);

        refused(sealed(secrets, forged), Check.GROUP_INFO_SIGNATURE);
    }

    @Test
    void aWelcomeOfSomebodyWhomWeDoNotExpectItFromIsRefused() throws RefusedException {
        var onlyNobody =
                new CredentialPolicy() {
                    @Override
                    public @Nullable String refusal(Credential credential, Opaque signatureKey) {
                        return null;
                    }

                    @Override
                    public @Nullable String welcomeRefusal(Credential signer) {
                        return "not by that one";
                    }

                    @Override
                    public Opaque identity(Credential credential) {
                        return Trio.RULES.policy().identity(credential);
                    }
                };

        refused(new GroupRules(SUITE, onlyNobody), genuine, Check.WELCOME_SIGNER);
    }

    @Test
    void aWrongConfirmationTagIsRefused() throws RefusedException {
        GroupInfo forged =
                signed(
                        info.groupContext(),
                        info.extensions(),
                        flipLast(info.confirmationTag()),
                        info.signer());

        refused(sealed(secrets, forged), Check.CONFIRMATION_TAG);
    }

    // ---- the tree

    @Test
    void aWelcomeWithoutATreeIsRefused() throws RefusedException {
        GroupInfo forged =
                signed(info.groupContext(), List.of(), info.confirmationTag(), info.signer());

        refused(sealed(secrets, forged), Check.TREE_THERE);
    }

    @Test
    void aTreeThatIsNoneIsRefused() throws RefusedException {
        refused(
                sealed(secrets, with(info.groupContext(), Opaque.of((byte) 1, (byte) 0))),
                Check.WELL_FORMED);
    }

    @Test
    void aTreeOfAnotherHashIsRefused() throws RefusedException {
        Opaque other = Opaque.of(trio.hostile.epoch().tree().encoded());

        refused(sealed(secrets, with(info.groupContext(), other)), Check.TREE_HASH);
    }

    @Test
    void aTreeLargerThanTheLimitIsRefused() throws RefusedException {
        var small =
                new GroupRules(
                        SUITE,
                        Trio.RULES.policy(),
                        new Limits(1_000_000, 3, 3, 1, 1, 1, 1),
                        Trio.RULES.psks(),
                        Trio.RULES.clock());

        refused(small, genuine, Check.TREE_SIZE);
    }

    @Test
    void aMemberThatDidNotSignItsLeafIsRefused() throws RefusedException {
        LeafNode berta = tree().leaf(2).orElseThrow();
        var forged =
                new LeafNode(
                        berta.encryptionKey(),
                        berta.signatureKey(),
                        berta.credential(),
                        berta.capabilities(),
                        berta.source(),
                        berta.extensions(),
                        flipLast(berta.signature()));

        refused(sealed(secrets, with(tree().update(2, forged))), Check.LEAF_SIGNATURE);
    }

    @Test
    void aParentThatNobodyVouchesForIsRefused() throws RefusedException {
        Opaque key = Opaque.of(SUITE.generateKeyPair().publicKey());

        refused(
                sealed(secrets, with(tree().withPathKeys(1, List.of(key, key(2))))),
                Check.PARENT_HASH);
    }

    private static Opaque key(int seed) {
        return Opaque.of(SUITE.deriveKeyPair(Secret.ofBytes((byte) seed)).publicKey());
    }

    @Test
    void aGroupWithOneKeyTwiceIsRefused() throws RefusedException {
        Opaque bertas = tree().leaf(2).orElseThrow().encryptionKey();

        refused(
                sealed(secrets, with(tree().withPathKeys(0, List.of(bertas, key(2))))),
                Check.LEAF_KEY_UNIQUE);
    }

    @Test
    void aGroupWithoutOurLeafIsRefused() throws RefusedException {
        LeafNode other = Client.of(SUITE, "carla").keyPackage().keyPackage().leafNode();
        RatchetTree forged = tree().remove(3).add(other).tree();

        refused(sealed(secrets, with(withoutParents(forged))), Check.OWN_LEAF);
    }

    /// As if all members had left their paths.
    private static RatchetTree withoutParents(RatchetTree tree) {
        RatchetTree result = tree;
        for (int member : tree.members()) {
            if (member != 0) {
                result = result.update(member, tree.leaf(member).orElseThrow());
            }
        }
        return result;
    }

    @Test
    void aPathSecretThatLeadsElsewhereIsRefused() throws RefusedException {
        var forged =
                new GroupSecrets(
                        secrets.joiner(), Optional.of(Secret.zeros(SUITE.hashLength())), List.of());

        refused(sealed(forged, info), Check.JOINER_PATH_SECRET);
    }

    @Test
    void aParentWhoseKeyIsOffTheCurveIsRefused() throws RefusedException {
        Opaque off = flipLast(tree().parent(1).orElseThrow().encryptionKey());

        refused(
                sealed(secrets, with(tree().withPathKeys(0, List.of(off, key(2))))),
                Check.LEAF_KEY_VALID);
    }

    // ---- unmerged leaves; the group's tree has keys at its root and above its leaves 0 and 1

    /// The group's tree, with other unmerged leaves at the node.
    private GroupInfo unmerged(Map<Integer, Integer[]> leavesByNode) throws DecodeException {
        byte[] encoded = tree().encoded();
        for (var each : leavesByNode.entrySet()) {
            ParentNode parent = tree().parent(each.getKey()).orElseThrow();
            encoded = UnmergedLeaves.added(encoded, parent, each.getValue());
        }
        return with(Reader.decode(encoded, in -> RatchetTree.read(SUITE, in)));
    }

    private GroupInfo unmergedAtRoot(Integer... leaves) throws DecodeException {
        return unmerged(Map.of(tree().root(), leaves));
    }

    @Test
    void unmergedLeavesThatAreNoMembersBelowAreRefused() throws RefusedException, DecodeException {
        refused(sealed(secrets, unmergedAtRoot(7)), Check.UNMERGED_LEAVES);
    }

    @Test
    void unmergedLeavesThatAreNoLeavesAtAllAreRefused() throws RefusedException, DecodeException {
        refused(sealed(secrets, unmergedAtRoot(-1)), Check.UNMERGED_LEAVES);
    }

    @Test
    void unmergedLeavesThatAreOnTheOtherSideAreRefused() throws RefusedException, DecodeException {
        refused(sealed(secrets, unmerged(Map.of(1, new Integer[] {2}))), Check.UNMERGED_LEAVES);
    }

    @Test
    void unmergedLeavesThatAreOutOfOrderAreRefused() throws RefusedException, DecodeException {
        refused(sealed(secrets, unmergedAtRoot(3, 2)), Check.UNMERGED_LEAVES);
        refused(sealed(secrets, unmergedAtRoot(2, 2)), Check.UNMERGED_LEAVES);
        refused(sealed(secrets, unmergedAtRoot(2, 3)), Check.PARENT_HASH);
    }

    @Test
    void anUnmergedLeafThatAParentBetweenDoesNotNameIsRefused()
            throws RefusedException, DecodeException {
        var leaf = new Integer[] {1};

        refused(sealed(secrets, unmergedAtRoot(leaf)), Check.UNMERGED_LEAVES);
        refused(sealed(secrets, unmerged(Map.of(1, leaf, tree().root(), leaf))), Check.PARENT_HASH);
    }
}
