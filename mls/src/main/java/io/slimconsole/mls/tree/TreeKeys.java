package io.slimconsole.mls.tree;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.HpkePrivateKey;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.tree.RatchetTree.PathNode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The private keys that a member has in a ratchet tree: its leaf's, and those of ancestors that it was told.
///
/// Unchanging.
///
/// @see "RFC 9420 §7.4, §7.5"
public final class TreeKeys implements Encodable {
    static final String LABEL = "UpdatePathNode";

    private final CipherSuite suite;
    private final int leafIndex;
    private final Map<Integer, HpkePrivateKey> keys;

    private TreeKeys(CipherSuite suite, int leafIndex, Map<Integer, HpkePrivateKey> keys) {
        this.suite = suite;
        this.leafIndex = leafIndex;
        this.keys = Map.copyOf(keys);
    }

    public static TreeKeys of(CipherSuite suite, int leafIndex, HpkePrivateKey leafKey) {
        return new TreeKeys(suite, leafIndex, Map.of(TreeMath.ofLeaf(leafIndex), leafKey));
    }

    /// As [#writeTo] has written it.
    public static TreeKeys read(CipherSuite suite, Reader in) throws DecodeException {
        int leafIndex = in.index();
        var keys = new HashMap<Integer, HpkePrivateKey>();
        in.vector(element -> Map.entry(element.index(), privateKey(suite, element)))
                .forEach(each -> keys.put(each.getKey(), each.getValue()));
        return new TreeKeys(suite, leafIndex, keys);
    }

    private static HpkePrivateKey privateKey(CipherSuite suite, Reader in) throws DecodeException {
        try {
            return suite.hpkePrivateKey(in.opaque());
        } catch (CryptoException e) {
            throw new DecodeException(e.getMessage());
        }
    }

    /// For a sealed snapshot.
    @Override
    public void writeTo(Writer out) {
        out.uint32(leafIndex)
                .vector(all -> keys.forEach((node, key) -> all.uint32(node).struct(key.secret())));
    }

    /// Wipes the keys that none of the others has.
    public void wipeBut(TreeKeys... others) {
        for (HpkePrivateKey key : keys.values()) {
            if (Arrays.stream(others).noneMatch(other -> other.keys.containsValue(key))) {
                key.wipe();
            }
        }
    }

    public int leafIndex() {
        return leafIndex;
    }

    /// By node index.
    public Map<Integer, HpkePrivateKey> keys() {
        return keys;
    }

    public TreeKeys with(int node, HpkePrivateKey key) {
        var more = new HashMap<>(keys);
        more.put(node, key);
        return new TreeKeys(suite, leafIndex, more);
    }

    /// Without the keys of nodes that are blank in `tree`.
    public TreeKeys in(RatchetTree tree) {
        var left = new HashMap<>(keys);
        left.keySet().removeIf(node -> node >= tree.nodeCount() || tree.isBlank(node));
        return new TreeKeys(suite, leafIndex, left);
    }

    /// What a path gives to one member.
    public record Opened(TreeKeys keys, Secret commitSecret) {}

    /// Opens another member's path.
    ///
    /// @param tree with the commit's proposals and the keys of its path in place
    /// @param context encoded, of the epoch that the commit begins, its tree hash included
    /// @param newLeaves members that the same commit adds: nothing is sealed for them
    /// @see "RFC 9420 §7.5"
    public Opened open(
            RatchetTree tree,
            int committer,
            UpdatePath path,
            byte[] context,
            Set<Integer> newLeaves)
            throws TreeKemException {
        List<PathNode> nodes = tree.filteredDirectPath(committer);
        if (nodes.size() != path.nodes().size()) {
            throw new TreeKemException(
                    "a path of %d nodes where the tree has %d"
                            .formatted(path.nodes().size(), nodes.size()));
        }
        int at = commonAncestor(nodes);
        List<Integer> receivers = receivers(tree, nodes.get(at).copathChild(), newLeaves);
        List<HpkeCiphertext> sealed = path.nodes().get(at).encryptedPathSecrets();
        if (sealed.size() != receivers.size()) {
            throw new TreeKemException(
                    "%d path secrets for %d receivers".formatted(sealed.size(), receivers.size()));
        }
        for (int i = 0; i < receivers.size(); i++) {
            HpkePrivateKey key = keys.get(receivers.get(i));
            if (key != null) {
                return derive(tree, nodes, at, unseal(key, context, sealed.get(i)));
            }
        }
        throw new TreeKemException("none of our keys opens the path");
    }

    private int commonAncestor(List<PathNode> path) throws TreeKemException {
        int own = TreeMath.ofLeaf(leafIndex);
        for (int i = 0; i < path.size(); i++) {
            if (TreeMath.isInSubtree(own, path.get(i).copathChild())) {
                return i;
            }
        }
        throw new TreeKemException("a path that we are not beside");
    }

    static List<Integer> receivers(RatchetTree tree, int copathChild, Set<Integer> newLeaves) {
        return tree.resolution(copathChild).stream()
                .filter(
                        node ->
                                !TreeMath.isLeaf(node)
                                        || !newLeaves.contains(TreeMath.leafIndex(node)))
                .toList();
    }

    private Secret unseal(HpkePrivateKey key, byte[] context, HpkeCiphertext sealed)
            throws TreeKemException {
        try {
            byte[] opened = suite.decryptWithLabel(key, LABEL, context, sealed);
            Secret secret = Secret.ofBytes(opened);
            Arrays.fill(opened, (byte) 0);
            return secret;
        } catch (CryptoException e) {
            throw new TreeKemException("the path secret for us can't be opened", e);
        }
    }

    /// Takes over the path secret that a Welcome brings.
    ///
    /// @param tree as the Welcome has it
    /// @param signer who made the commit
    /// @see "RFC 9420 §12.4.3.1"
    public TreeKeys joined(RatchetTree tree, int signer, Secret pathSecret)
            throws TreeKemException {
        List<PathNode> nodes = tree.filteredDirectPath(signer);
        return derive(tree, nodes, commonAncestor(nodes), pathSecret).keys();
    }

    /// Derives what is above a node whose path secret we know.
    private Opened derive(RatchetTree tree, List<PathNode> nodes, int from, Secret first)
            throws TreeKemException {
        // a key of HMAC with zeros behind it is the same key: one path, one secret
        if (first.length() != suite.hashLength()) {
            throw new TreeKemException("a path secret of %d bytes".formatted(first.length()));
        }
        var more = new HashMap<>(keys);
        Secret secret = first;
        for (int i = from; i < nodes.size(); i++) {
            int node = nodes.get(i).node();
            HpkeKeyPair pair = PathSecrets.keyPair(suite, secret);
            if (tree.isBlank(node)
                    || !tree.encryptionKey(node).equals(Opaque.of(pair.publicKey()))) {
                throw new TreeKemException(
                        "the path secret does not lead to the key of node %d".formatted(node));
            }
            more.put(node, pair.privateKey());
            Secret next = PathSecrets.next(suite, secret);
            secret.close();
            secret = next;
        }
        return new Opened(new TreeKeys(suite, leafIndex, more), secret);
    }
}
