package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.SignaturePublicKey;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.Protocol;
import io.slimconsole.mls.tree.Capabilities;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.mls.tree.RatchetTree;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// What has to hold for each leaf, and for all leaves of a group together.
///
/// @see "RFC 9420 §7.3, §10.1"
final class LeafChecks {
    private static final String TWICE = "leaf %d has a key or an identity that another leaf has";

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
        SignaturePublicKey key = signatureKey(leaf);
        if (key == null || !keyPackage.isSigned(suite, key)) {
            throw new RefusedException(
                    Check.KEY_PACKAGE_SIGNATURE, "a key package with a wrong signature");
        }
        leaf(leaf, 0, () -> leaf.isSigned(suite, key, Opaque.EMPTY, 0));
    }

    private @Nullable SignaturePublicKey signatureKey(LeafNode leaf) {
        try {
            return suite.signaturePublicKey(leaf.signatureKey().bytes());
        } catch (CryptoException _) {
            return null;
        }
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

    /// The leaf that follows a member's one in `tree`, by itself.
    void leaf(LeafNode leaf, Opaque groupId, int leafIndex, RatchetTree tree)
            throws RefusedException {
        boolean sameKey = leaf.signatureKey().equals(member(tree, leafIndex).signatureKey());
        SignaturePublicKey key =
                sameKey ? tree.signatureKey(leafIndex).orElse(null) : signatureKey(leaf);
        leaf(leaf, leafIndex, () -> key != null && leaf.isSigned(suite, key, groupId, leafIndex));
    }

    /// Each leaf of a tree by itself. Signatures are verified on all cores; the policy is asked on this thread.
    void leaves(RatchetTree tree, Opaque groupId) throws RefusedException {
        List<Integer> members = tree.members();
        List<Boolean> signed =
                members.parallelStream()
                        .map(member -> member(tree, member).isSigned(suite, groupId, member))
                        .toList();
        for (int i = 0; i < members.size(); i++) {
            boolean isSigned = signed.get(i);
            leaf(member(tree, members.get(i)), members.get(i), () -> isSigned);
        }
    }

    private void leaf(LeafNode leaf, int leafIndex, BooleanSupplier isSigned)
            throws RefusedException {
        require(
                leaf.credential() instanceof Credential.Basic,
                Check.LEAF_CREDENTIAL,
                () -> "leaf %d has a credential that is not basic".formatted(leafIndex));
        String refusal = policy.refusal(leaf.credential(), leaf.signatureKey());
        require(
                refusal == null,
                Check.LEAF_CREDENTIAL,
                () -> "leaf %d: %s".formatted(leafIndex, refusal));
        require(
                isSigned.getAsBoolean(),
                Check.LEAF_SIGNATURE,
                () -> "leaf %d has a wrong signature".formatted(leafIndex));
        validKey(leaf.encryptionKey());
        Capabilities can = leaf.capabilities();
        require(
                can.versions().contains(Protocol.VERSION)
                        && can.cipherSuites().contains(suite.id())
                        && can.supportsCredential(leaf.credential().type())
                        && Needs.ofExtensions(leaf.extensions()).metBy(can),
                Check.LEAF_CAPABILITIES,
                () -> "leaf %d uses what its capabilities don't name".formatted(leafIndex));
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
        var keys = new HashSet<Opaque>();
        var signatureKeys = new HashSet<Opaque>();
        var identities = new HashSet<Opaque>();
        for (int member : tree.members()) {
            LeafNode leaf = member(tree, member);
            require(
                    keys.add(leaf.encryptionKey())
                            && signatureKeys.add(leaf.signatureKey())
                            && identities.add(tree.identity(member, policy::identity)),
                    Check.LEAF_KEY_UNIQUE,
                    () -> TWICE.formatted(member));
        }
        able(tree, tree.members(), extensions);
    }

    /// The same for a tree that follows an epoch's, in which all was well: what has not changed needs no second look.
    void group(Epoch before, RatchetTree tree, List<Extension> extensions) throws RefusedException {
        List<Integer> changed = tree.changedSince(before.tree());
        for (int member : changed) {
            require(
                    !tree.hasTwin(member, policy::identity),
                    Check.LEAF_KEY_UNIQUE,
                    () -> TWICE.formatted(member));
        }
        boolean sameNeeds = extensions.equals(before.context().extensions());
        able(tree, sameNeeds ? changed : tree.members(), extensions);
    }

    /// Whether these members can do what the group needs, and read each other's credentials: all of them are basic.
    private static void able(RatchetTree tree, List<Integer> members, List<Extension> extensions)
            throws RefusedException {
        Needs needs = Needs.ofGroup(extensions).andCredentials(Set.of(Credential.BASIC));
        for (int member : members) {
            require(
                    needs.metBy(member(tree, member).capabilities()),
                    Check.LEAF_CAPABILITIES,
                    () -> "leaf %d can't do what the group needs".formatted(member));
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
                parent(tree, node, keys);
            }
        }
        Optional<Integer> wrong = tree.wrongParentHash();
        require(
                wrong.isEmpty(),
                Check.PARENT_HASH,
                "nobody below vouches for node %d".formatted(wrong.orElse(-1)));
    }

    private void parent(RatchetTree tree, int node, Set<Opaque> keys) throws RefusedException {
        require(
                keys.add(tree.encryptionKey(node)),
                Check.LEAF_KEY_UNIQUE,
                () -> "node %d has a key that another node has".formatted(node));
        validKey(tree.encryptionKey(node));
        require(
                tree.hasSoundUnmergedLeaves(node),
                Check.UNMERGED_LEAVES,
                () -> "node %d names unmerged leaves that can't be".formatted(node));
    }
}
