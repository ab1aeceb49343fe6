package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.SUITE;
import static io.slimconsole.mls.group.Trio.WITH_PATH;
import static io.slimconsole.mls.group.Trio.flipLast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a key package, and the leaf in it, are refused for (RFC 9420 §7.3, §10.1).
///
/// Each test changes one thing in the key package of a commit that is right, and signs leaf, key package and commit anew.
final class LeafRefusalsTest {
    private static final Lifetime ALWAYS = new Lifetime(0, Long.MAX_VALUE);

    private Trio trio;
    private MlsMessage genuine;
    private KeyPackage good;
    private SignaturePrivateKey signer;

    @BeforeEach
    void carlaIsAdded() throws RefusedException {
        trio = new Trio();
        genuine = trio.addCarla(OPTIONS).commit();
        good = trio.carla.keyPackage();
        signer = trio.carla.signer();
    }

    private MlsMessage adding(KeyPackage keyPackage) {
        return trio.hostile.change(
                genuine,
                _ ->
                        new Commit(
                                List.of(new ProposalOrRef.Value(new Proposal.Add(keyPackage))),
                                Optional.empty()));
    }

    private KeyPackage keyPackage(int suite, Opaque initKey, LeafNode leaf) {
        return new KeyPackage(suite, initKey, leaf, List.of(), Opaque.EMPTY).signed(SUITE, signer);
    }

    private KeyPackage with(UnaryOperator<LeafNode> change) {
        LeafNode leaf = change.apply(good.leafNode()).signed(SUITE, signer, Opaque.EMPTY, 0);
        return keyPackage(SUITE.id(), good.initKey(), leaf);
    }

    private static LeafNode leaf(
            LeafNode old, Opaque key, Credential credential, Capabilities can, LeafSource source) {
        return new LeafNode(
                key, old.signatureKey(), credential, can, source, old.extensions(), Opaque.EMPTY);
    }

    private static LeafNode named(LeafNode old, Credential credential) {
        return leaf(old, old.encryptionKey(), credential, old.capabilities(), old.source());
    }

    private static LeafNode able(LeafNode old, Capabilities can) {
        return leaf(old, old.encryptionKey(), old.credential(), can, old.source());
    }

    private static LeafNode keyed(LeafNode old, Opaque key) {
        return leaf(old, key, old.credential(), old.capabilities(), old.source());
    }

    private static Credential basic(String name) {
        return new Credential.Basic(Opaque.of(name.getBytes(UTF_8)));
    }

    private static Capabilities can(
            List<Integer> versions, List<Integer> suites, List<Integer> credentials) {
        return new Capabilities(versions, suites, List.of(), List.of(), credentials);
    }

    private void refused(KeyPackage keyPackage, Check check) {
        trio.moderatorRefusesToCommit(check, new Proposal.Add(keyPackage));
        trio.annaRefuses(adding(keyPackage), check, genuine);
    }

    // ---- the key package

    @Test
    void aKeyPackageForAnotherSuiteIsRefused() {
        int other = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519.id();

        refused(keyPackage(other, good.initKey(), good.leafNode()), Check.KEY_PACKAGE_SUITE);
    }

    @Test
    void aKeyPackageWhoseKeysAreTheSameIsRefused() {
        refused(
                keyPackage(SUITE.id(), good.leafNode().encryptionKey(), good.leafNode()),
                Check.KEY_PACKAGE_INIT_KEY);
    }

    @Test
    void anInitKeyOffTheCurveIsRefused() {
        refused(
                keyPackage(SUITE.id(), flipLast(good.initKey()), good.leafNode()),
                Check.LEAF_KEY_VALID);
    }

    @Test
    void aKeyPackageThatIsNotSignedIsRefused() {
        var unsigned =
                new KeyPackage(
                        good.cipherSuite(),
                        good.initKey(),
                        good.leafNode(),
                        good.extensions(),
                        flipLast(good.signature()));

        refused(unsigned, Check.KEY_PACKAGE_SIGNATURE);
    }

    @Test
    void aKeyPackageWithTheLeafOfAnUpdateIsRefused() {
        refused(
                with(
                        old ->
                                leaf(
                                        old,
                                        old.encryptionKey(),
                                        old.credential(),
                                        old.capabilities(),
                                        new LeafSource.Update())),
                Check.LEAF_SOURCE);
    }

    // ---- its extensions, which only who adds it asks for

    private KeyPackage extended(Extension extension) {
        return new KeyPackage(
                        SUITE.id(),
                        good.initKey(),
                        good.leafNode(),
                        List.of(extension),
                        Opaque.EMPTY)
                .signed(SUITE, signer);
    }

    @Test
    void aKeyPackageWithAnExtensionThatItsLeafDoesNotNameIsNotAdded() throws RefusedException {
        trio.moderatorRefusesToCommit(
                Check.LEAF_CAPABILITIES,
                new Proposal.Add(extended(new Extension(0xF001, Opaque.EMPTY))));

        trio.moderator.commit(
                List.of(
                        new Proposal.Add(
                                extended(new Extension(Extension.APPLICATION_ID, Opaque.EMPTY)))),
                OPTIONS);
    }

    @Test
    void anExtensionThatALeafNamesIsAddedWithItsKeyPackage() throws RefusedException {
        OwnKeyPackage dora =
                Client.of(SUITE, "dora")
                        .keyPackage(
                                leaf -> Client.able(leaf, List.of(0xF001), List.of()),
                                List.of(new Extension(0xF001, Opaque.EMPTY)));

        trio.moderator.commit(List.of(new Proposal.Add(dora.keyPackage())), OPTIONS);
    }

    @Test
    void whoFollowsDoesNotAskForTheExtensionsOfAKeyPackage() {
        trio.annaRefuses(
                adding(extended(new Extension(0xF001, Opaque.EMPTY))),
                Check.CONFIRMATION_TAG,
                genuine);
    }

    // ---- its lifetime, which only who adds it asks for

    private KeyPackage living(Lifetime lifetime) {
        return with(
                old ->
                        leaf(
                                old,
                                old.encryptionKey(),
                                old.credential(),
                                old.capabilities(),
                                new LeafSource.KeyPackage(lifetime)));
    }

    @Test
    void aKeyPackageWhoseTimeIsOverIsNotAdded() throws RefusedException {
        long now = Trio.NOW.getEpochSecond();

        trio.moderatorRefusesToCommit(
                Check.LEAF_LIFETIME, new Proposal.Add(living(new Lifetime(0, now - 1))));

        trio.moderator.commit(List.of(new Proposal.Add(living(new Lifetime(0, now)))), OPTIONS);
    }

    @Test
    void aKeyPackageWhoseTimeHasNotComeIsNotAdded() throws RefusedException {
        long now = Trio.NOW.getEpochSecond();

        trio.moderatorRefusesToCommit(
                Check.LEAF_LIFETIME, new Proposal.Add(living(new Lifetime(now + 1, now + 2))));

        trio.moderator.commit(
                List.of(new Proposal.Add(living(new Lifetime(now, now + 2)))), OPTIONS);
    }

    @Test
    void whoFollowsDoesNotAskForTheLifetime() {
        long now = Trio.NOW.getEpochSecond();

        trio.annaRefuses(adding(living(new Lifetime(0, now - 1))), Check.CONFIRMATION_TAG, genuine);
    }

    @Test
    void aKeyPackageThatIsSignedAnewIsRefusedForNothingButTheCommitsTag() {
        trio.annaRefuses(adding(living(ALWAYS)), Check.CONFIRMATION_TAG, genuine);
    }

    // ---- the leaf

    @Test
    void aLeafThatThePolicyRefusesIsRefused() {
        refused(with(old -> named(old, basic("mallory"))), Check.LEAF_CREDENTIAL);
    }

    @Test
    void aCredentialOfCertificatesIsRefused() {
        refused(
                with(
                        old ->
                                leaf(
                                        old,
                                        old.encryptionKey(),
                                        new Credential.X509(List.of(Opaque.of((byte) 1))),
                                        can(
                                                List.of(1),
                                                List.of(SUITE.id()),
                                                List.of(Credential.BASIC, Credential.X509)),
                                        old.source())),
                Check.LEAF_CREDENTIAL);
    }

    @Test
    void aLeafThatIsNotSignedIsRefused() {
        LeafNode old = good.leafNode();
        var unsigned =
                new LeafNode(
                        old.encryptionKey(),
                        old.signatureKey(),
                        old.credential(),
                        old.capabilities(),
                        old.source(),
                        old.extensions(),
                        flipLast(old.signature()));

        refused(keyPackage(SUITE.id(), good.initKey(), unsigned), Check.LEAF_SIGNATURE);
    }

    @Test
    void aLeafKeyOffTheCurveIsRefused() {
        refused(with(old -> keyed(old, flipLast(old.encryptionKey()))), Check.LEAF_KEY_VALID);
    }

    @Test
    void aLeafWithoutOurVersionIsRefused() {
        var can = can(List.of(2), List.of(SUITE.id()), List.of(Credential.BASIC));

        refused(with(old -> able(old, can)), Check.LEAF_CAPABILITIES);
    }

    @Test
    void aLeafWithoutTheGroupsSuiteIsRefused() {
        var can = can(List.of(1), List.of(1), List.of(Credential.BASIC));

        refused(with(old -> able(old, can)), Check.LEAF_CAPABILITIES);
    }

    @Test
    void aLeafWithoutItsOwnCredentialTypeIsRefused() {
        var can = can(List.of(1), List.of(SUITE.id()), List.of(Credential.X509));

        refused(with(old -> able(old, can)), Check.LEAF_CAPABILITIES);
    }

    @Test
    void aLeafWithAnExtensionThatItDoesNotNameIsRefused() {
        refused(
                with(
                        old ->
                                new LeafNode(
                                        old.encryptionKey(),
                                        old.signatureKey(),
                                        old.credential(),
                                        old.capabilities(),
                                        old.source(),
                                        List.of(new Extension(0xF001, Opaque.EMPTY)),
                                        Opaque.EMPTY)),
                Check.LEAF_CAPABILITIES);
    }

    // ---- the leaf among the others

    @Test
    void anIdentityThatIsInTheGroupIsRefused() {
        refused(with(old -> named(old, basic("berta"))), Check.LEAF_KEY_UNIQUE);
    }

    @Test
    void anEncryptionKeyThatIsInTheGroupIsRefused() {
        Opaque bertas =
                trio.moderator
                        .current()
                        .tree()
                        .leaf(trio.berta.ownLeaf())
                        .orElseThrow()
                        .encryptionKey();

        refused(with(old -> keyed(old, bertas)), Check.LEAF_KEY_UNIQUE);
    }

    @Test
    void aSignatureKeyThatIsInTheGroupIsRefused() {
        var other =
                new Client(
                        SUITE,
                        "somebody else",
                        new SigningIdentity(
                                basic("somebody else"),
                                trio.annaClient.identity().signatureKey(),
                                trio.annaClient.identity().signer()));

        refused(other.keyPackage().keyPackage(), Check.LEAF_KEY_UNIQUE);
    }

    @Test
    void aLeafOfACommitIsCheckedLikeAnyOther() throws RefusedException {
        MlsMessage path = trio.moderator.commit(List.of(), WITH_PATH).commit();
        MlsMessage forged =
                trio.hostile.change(
                        path, commit -> PathRefusalsTest.withLeaf(trio, commit, this::mallory));

        trio.annaRefuses(forged, Check.LEAF_CREDENTIAL, path);
    }

    @Test
    void aMemberThatGoesOnAsSomebodyElseIsRefused() throws RefusedException {
        MlsMessage path = trio.moderator.commit(List.of(), WITH_PATH).commit();
        MlsMessage forged =
                trio.hostile.change(
                        path,
                        commit ->
                                PathRefusalsTest.withLeaf(
                                        trio, commit, old -> named(old, basic("anna's friend"))));

        trio.annaRefuses(forged, Check.LEAF_SUCCESSOR, path);
    }

    @Test
    void anUpdateToSomebodyElseIsNotProposed() {
        var successor = SigningIdentity.generate(SUITE, basic("anna's friend"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(
                        () ->
                                trio.anna.proposeUpdate(
                                        Optional.of(successor), WireFormat.PUBLIC_MESSAGE))
                .satisfies(e -> assertThat(e.check()).isEqualTo(Check.LEAF_SUCCESSOR));
        assertThat(trio.anna.view().pending()).isEmpty();
    }

    private LeafNode mallory(LeafNode old) {
        return named(old, basic("mallory"));
    }
}
