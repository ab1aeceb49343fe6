package io.slimconsole.mls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.group.Epoch;
import io.slimconsole.mls.group.GroupState;
import io.slimconsole.mls.group.History;
import io.slimconsole.mls.group.Limits;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.mls.tree.ParentNode;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeMath;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A group as one epoch has it, for people to look at: no secret in it. Unchanging.
///
/// @param members in the order of their leaves
/// @param nodes all of the tree, by node index; its root is [TreeMath#root]
/// @param pending proposals of this epoch, in the order in which they came
/// @param history the last commits that we have seen, the newest last; as many as [Limits#history] says
/// @param code the same for all members of the epoch and for nobody else: six groups of five digits to compare
public record GroupView(
        CipherSuite suite,
        Opaque groupId,
        long epoch,
        int ownLeaf,
        List<Member> members,
        List<Node> nodes,
        Opaque treeHash,
        Opaque confirmedTranscriptHash,
        List<Pending> pending,
        List<History.Entry> history,
        String code) {
    private static final byte[] CODE = "SLIM Console epoch code".getBytes(US_ASCII);
    private static final int CODE_GROUPS = 6;
    private static final int CODE_MODULUS = 100_000;
    private static final int FINGERPRINT_BYTES = 8;

    public GroupView {
        members = List.copyOf(members);
        nodes = List.copyOf(nodes);
        pending = List.copyOf(pending);
        history = List.copyOf(history);
    }

    /// A proposal that no commit has taken up yet.
    ///
    /// @param sender the leaf index
    public record Pending(int sender, Proposal proposal, Opaque reference) {}

    /// @param signatureKey its fingerprint: the first 8 bytes of its hash, in hexadecimal
    /// @param encryptionKey likewise
    /// @param since the epochs in which it came and got its present keys, as far as we have seen that
    /// @param expires when its key package must not be used any more; empty once it has newer keys than that
    public record Member(
            int leafIndex,
            Credential credential,
            String signatureKey,
            String encryptionKey,
            History.Since since,
            Optional<Instant> expires) {}

    /// A place in the tree.
    ///
    /// @param key the fingerprint of its public key; empty if it is blank
    /// @param unmergedLeaves that don't know its key
    public record Node(int index, Optional<String> key, List<Integer> unmergedLeaves) {
        public Node {
            unmergedLeaves = List.copyOf(unmergedLeaves);
        }

        public boolean isBlank() {
            return key.isEmpty();
        }

        public boolean isLeaf() {
            return TreeMath.isLeaf(index);
        }
    }

    static GroupView of(GroupState state) {
        Epoch epoch = state.epoch();
        CipherSuite suite = epoch.suite();
        RatchetTree tree = epoch.tree();
        Map<Integer, History.Since> since = state.history().members();
        var members = new ArrayList<Member>();
        for (int leafIndex : tree.members()) {
            LeafNode leaf = tree.leaf(leafIndex).orElseThrow();
            members.add(
                    new Member(
                            leafIndex,
                            leaf.credential(),
                            fingerprint(suite, leaf.signatureKey()),
                            fingerprint(suite, leaf.encryptionKey()),
                            since.getOrDefault(leafIndex, History.Since.BEFORE_US),
                            expiry(leaf)));
        }
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < tree.nodeCount(); i++) {
            nodes.add(
                    new Node(
                            i,
                            tree.isBlank(i)
                                    ? Optional.empty()
                                    : Optional.of(fingerprint(suite, tree.encryptionKey(i))),
                            tree.parent(i).map(ParentNode::unmergedLeaves).orElse(List.of())));
        }
        var pending = new ArrayList<Pending>();
        state.pending()
                .forEach(
                        (reference, change) ->
                                pending.add(
                                        new Pending(
                                                change.sender(), change.proposal(), reference)));
        GroupContext context = epoch.context();
        return new GroupView(
                suite,
                context.groupId(),
                context.epoch(),
                epoch.ownLeaf(),
                members,
                nodes,
                context.treeHash(),
                context.confirmedTranscriptHash(),
                pending,
                state.history().commits(),
                code(suite, epoch.secrets().epochAuthenticator().disclose()));
    }

    private static Optional<Instant> expiry(LeafNode leaf) {
        return leaf.source() instanceof LeafSource.KeyPackage(Lifetime lifetime)
                ? Optional.of(lifetime.end())
                : Optional.empty();
    }

    private static String fingerprint(CipherSuite suite, Opaque key) {
        byte[] hash = suite.hash(key.bytes());
        return HexFormat.of().formatHex(Arrays.copyOf(hash, FINGERPRINT_BYTES));
    }

    private static String code(CipherSuite suite, byte[] authenticator) {
        byte[] hash = suite.hash(CODE, authenticator);
        var groups = new ArrayList<String>();
        ByteBuffer numbers = ByteBuffer.wrap(hash);
        for (int i = 0; i < CODE_GROUPS; i++) {
            long number = Integer.toUnsignedLong(numbers.getInt());
            groups.add("%05d".formatted(number % CODE_MODULUS));
        }
        return String.join(" ", groups);
    }
}
