package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.tree.RatchetTree.PathNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The secrets of a path that we make: one for each node of our filtered direct path, each from the one below.
///
/// @see "RFC 9420 §7.4"
public final class PathSecrets implements AutoCloseable {
    private final CipherSuite suite;
    private final int leafIndex;
    private final List<PathNode> nodes;
    private final List<Secret> secrets;
    private final List<HpkeKeyPair> pairs;
    private final Secret commitSecret;

    private PathSecrets(CipherSuite suite, int leafIndex, List<PathNode> nodes, Secret first) {
        this.suite = suite;
        this.leafIndex = leafIndex;
        this.nodes = nodes;
        var all = new ArrayList<Secret>();
        Secret secret = first;
        for (int i = 0; i < nodes.size(); i++) {
            all.add(secret);
            secret = next(suite, secret);
        }
        secrets = all;
        pairs = all.stream().map(each -> keyPair(suite, each)).toList();
        commitSecret = secret;
    }

    /// @param tree with the commit's proposals in place
    public static PathSecrets generate(RatchetTree tree, int leafIndex) {
        CipherSuite suite = tree.suite();
        return new PathSecrets(
                suite,
                leafIndex,
                tree.filteredDirectPath(leafIndex),
                Secret.random(suite.hashLength()));
    }

    static HpkeKeyPair keyPair(CipherSuite suite, Secret pathSecret) {
        try (Secret node = suite.deriveSecret(pathSecret, "node")) {
            return suite.deriveKeyPair(node);
        }
    }

    static Secret next(CipherSuite suite, Secret pathSecret) {
        return suite.deriveSecret(pathSecret, "path");
    }

    /// The public keys, from the leaf up.
    public List<Opaque> publicKeys() {
        return pairs.stream().map(pair -> Opaque.of(pair.publicKey())).toList();
    }

    /// Once the path is sealed and new members are told. The keys of the path are not wiped: the committer has them.
    @Override
    public void close() {
        secrets.forEach(Secret::close);
        commitSecret.close();
    }

    public Secret commitSecret() {
        return commitSecret;
    }

    /// The keys that the committer has afterwards.
    public TreeKeys keys(HpkePrivateKey leafKey) {
        TreeKeys keys = TreeKeys.of(suite, leafIndex, leafKey);
        for (int i = 0; i < nodes.size(); i++) {
            keys = keys.with(nodes.get(i).node(), pairs.get(i).privateKey());
        }
        return keys;
    }

    /// What a Welcome tells a new member: the secret of the lowest node that both are below.
    public Optional<Secret> secretFor(int newLeaf) {
        for (int i = 0; i < nodes.size(); i++) {
            if (TreeMath.isInSubtree(TreeMath.ofLeaf(newLeaf), nodes.get(i).copathChild())) {
                return Optional.of(secrets.get(i));
            }
        }
        return Optional.empty();
    }

    /// Seals each secret for those below its node's other side, on all cores: nearly all the time that a large group takes
    /// goes here.
    ///
    /// @param tree with the path in place
    /// @param leaf the committer's, signed
    /// @param context encoded, of the epoch that the commit begins, its tree hash included
    /// @param newLeaves members that the same commit adds: the Welcome tells them
    public UpdatePath seal(RatchetTree tree, LeafNode leaf, byte[] context, Set<Integer> newLeaves)
            throws TreeKemException {
        List<byte[]> plaintexts = secrets.stream().map(Secret::disclose).toList();
        var toSeal = new ArrayList<ToSeal>();
        for (int i = 0; i < nodes.size(); i++) {
            for (int receiver : TreeKeys.receivers(tree, nodes.get(i).copathChild(), newLeaves)) {
                toSeal.add(new ToSeal(i, receiver));
            }
        }
        try {
            List<Sealed> sealed =
                    toSeal.parallelStream()
                            .map(each -> seal(tree, each, plaintexts.get(each.step), context))
                            .toList();
            return new UpdatePath(leaf, steps(sealed));
        } finally {
            plaintexts.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private record ToSeal(int step, int receiver) {}

    /// @param failure null unless the receiver's key is none
    private record Sealed(
            int step, @Nullable HpkeCiphertext ciphertext, @Nullable CryptoException failure) {}

    private Sealed seal(RatchetTree tree, ToSeal to, byte[] plaintext, byte[] context) {
        try {
            return new Sealed(to.step, seal(tree, to.receiver, plaintext, context), null);
        } catch (CryptoException e) {
            return new Sealed(to.step, null, e);
        }
    }

    /// A leaf's key stays until its owner commits, and whoever commits before seals to it again; an inner node's key goes
    /// with the next commit from below it.
    private HpkeCiphertext seal(RatchetTree tree, int receiver, byte[] plaintext, byte[] context)
            throws CryptoException {
        return TreeMath.isLeaf(receiver)
                ? suite.encryptWithLabel(
                        tree.hpkeKey(TreeMath.leafIndex(receiver)),
                        TreeKeys.LABEL,
                        context,
                        plaintext)
                : suite.encryptWithLabel(
                        tree.encryptionKey(receiver).bytes(), TreeKeys.LABEL, context, plaintext);
    }

    private List<UpdatePath.Step> steps(List<Sealed> sealed) throws TreeKemException {
        var steps = new ArrayList<UpdatePath.Step>();
        int at = 0;
        for (int i = 0; i < nodes.size(); i++) {
            var ciphertexts = new ArrayList<HpkeCiphertext>();
            for (; at < sealed.size() && sealed.get(at).step == i; at++) {
                HpkeCiphertext ciphertext = sealed.get(at).ciphertext;
                if (ciphertext == null) {
                    throw new TreeKemException(
                            "a key in the tree can't be sealed for", sealed.get(at).failure);
                }
                ciphertexts.add(ciphertext);
            }
            steps.add(new UpdatePath.Step(Opaque.of(pairs.get(i).publicKey()), ciphertexts));
        }
        return steps;
    }
}
