package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.Protocol;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.mls.tree.RatchetTree;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What has to hold for each leaf, and for all leaves of a group together.
///
/// @see "RFC 9420 §7.3, §10.1"
final class LeafChecks {
    private final CipherSuite suite;
    private final CredentialPolicy policy;

    LeafChecks(CipherSuite suite, CredentialPolicy policy) {
        this.suite = suite;
        this.policy = policy;
    }

    /// A key package that somebody is to be added with.
    void keyPackage(KeyPackage keyPackage) throws RefusedException {
        require(
                keyPackage.cipherSuite() == suite.id(),
                Check.KEY_PACKAGE_SUITE,
                "a key package for another cipher suite");
        LeafNode leaf = keyPackage.leafNode();
        require(
                leaf.source() instanceof LeafSource.KeyPackage,
                Check.LEAF_SOURCE,
                "a key package whose leaf was not made for one");
        require(
                !keyPackage.initKey().equals(leaf.encryptionKey()),
                Check.KEY_PACKAGE_INIT_KEY,
                "a key package that uses one key twice");
        validKey(keyPackage.initKey());
        require(
                keyPackage.isSigned(suite),
                Check.KEY_PACKAGE_SIGNATURE,
                "a key package with a wrong signature");
        leaf(leaf, Opaque.EMPTY, 0);
    }

    /// What only who adds a key package asks for. Its time: other clocks may differ, and those who follow have to arrive
    /// where the committer did. Its own extensions, which its maker has to name among what it can do: validation by
    /// RFC 9420 §10.1 leaves that out, so that others may have let it in.
    ///
    /// @see "RFC 9420 §7.3, §10"
    void adding(KeyPackage keyPackage, Instant now) throws RefusedException {
        LeafNode leaf = keyPackage.leafNode();
        require(
                leaf.source() instanceof LeafSource.KeyPackage(Lifetime lifetime)
                        && lifetime.includes(now),
                Check.LEAF_LIFETIME,
                "a key package whose time has not come, or is over");
        require(
                Needs.ofExtensions(keyPackage.extensions()).metBy(leaf.capabilities()),
                Check.LEAF_CAPABILITIES,
                "a key package that uses what its capabilities don't name");
    }

    /// A leaf by itself.
    void leaf(LeafNode leaf, Opaque groupId, int leafIndex) throws RefusedException {
        require(
                leaf.credential() instanceof Credential.Basic,
                Check.LEAF_CREDENTIAL,
                "leaf %d has a credential that is not basic".formatted(leafIndex));
        String refusal = policy.refusal(leaf.credential(), leaf.signatureKey());
        require(
                refusal == null,
                Check.LEAF_CREDENTIAL,
                "leaf %d: %s".formatted(leafIndex, refusal));
        require(
                leaf.isSigned(suite, groupId, leafIndex),
                Check.LEAF_SIGNATURE,
                "leaf %d has a wrong signature".formatted(leafIndex));
        validKey(leaf.encryptionKey());
        Capabilities can = leaf.capabilities();
        require(
                can.versions().contains(Protocol.VERSION)
                        && can.cipherSuites().contains(suite.id())
                        && can.supportsCredential(leaf.credential().type())
                        && Needs.ofExtensions(leaf.extensions()).metBy(can),
                Check.LEAF_CAPABILITIES,
                "leaf %d uses what its capabilities don't name".formatted(leafIndex));
    }

    /// A leaf that takes another's place.
    ///
    /// @see "RFC 9420 §5.3.1"
    void successor(LeafNode before, LeafNode after, int leafIndex) throws RefusedException {
        if (before.credential().equals(after.credential())
                && before.signatureKey().equals(after.signatureKey())) {
            return;
        }
        String refusal =
                policy.successorRefusal(
                        before.credential(), after.credential(), after.signatureKey());
        require(refusal == null, Check.LEAF_SUCCESSOR, "leaf %d: %s".formatted(leafIndex, refusal));
    }

    void validKey(Opaque key) throws RefusedException {
        try {
            suite.checkPublicKey(key.bytes());
        } catch (CryptoException e) {
            throw new RefusedException(Check.LEAF_KEY_VALID, e.getMessage(), e);
        }
    }

    /// All leaves together: nobody twice, and everybody can do what the group does.
    ///
    /// @param extensions of the group
    void group(RatchetTree tree, List<Extension> extensions) throws RefusedException {
        Needs needs = Needs.ofGroup(extensions);
        var keys = new HashSet<Opaque>();
        var signatureKeys = new HashSet<Opaque>();
        var identities = new HashSet<Opaque>();
        var credentials = new HashSet<Integer>();
        for (int member : tree.members()) {
            LeafNode leaf = member(tree, member);
            require(
                    keys.add(leaf.encryptionKey())
                            && signatureKeys.add(leaf.signatureKey())
                            && identities.add(policy.identity(leaf.credential())),
                    Check.LEAF_KEY_UNIQUE,
                    "leaf %d has a key or an identity that another leaf has".formatted(member));
            credentials.add(leaf.credential().type());
        }
        needs = needs.andCredentials(credentials);
        for (int member : tree.members()) {
            require(
                    needs.metBy(member(tree, member).capabilities()),
                    Check.LEAF_CAPABILITIES,
                    "leaf %d can't do what the group needs".formatted(member));
        }
    }

    private static LeafNode member(RatchetTree tree, int leafIndex) {
        return tree.leaf(leafIndex).orElseThrow();
    }

    /// Inner nodes: keys that are on the curve, none twice, and none that is a leaf's; unmerged leaves in order, there, and
    /// below.
    void parents(RatchetTree tree) throws RefusedException {
        Set<Opaque> keys = new HashSet<>();
        for (int member : tree.members()) {
            keys.add(member(tree, member).encryptionKey());
        }
        for (int node = 1; node < tree.nodeCount(); node += 2) {
            if (!tree.isBlank(node)) {
                require(
                        keys.add(tree.encryptionKey(node)),
                        Check.LEAF_KEY_UNIQUE,
                        "node %d has a key that another node has".formatted(node));
                validKey(tree.encryptionKey(node));
                require(
                        tree.hasSoundUnmergedLeaves(node),
                        Check.UNMERGED_LEAVES,
                        "node %d names unmerged leaves that can't be".formatted(node));
            }
        }
        Optional<Integer> wrong = tree.wrongParentHash();
        require(
                wrong.isEmpty(),
                Check.PARENT_HASH,
                "nobody below vouches for node %d".formatted(wrong.orElse(-1)));
    }
}
