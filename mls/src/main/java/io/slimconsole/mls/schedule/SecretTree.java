package io.slimconsole.mls.schedule;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.tree.TreeMath;

import java.util.HashMap;
import java.util.Map;

/// A key for each message of an epoch, from one secret. A node's secret is gone once those below it are known.
///
/// Not thread-safe.
///
/// @see "RFC 9420 §9"
public final class SecretTree implements Encodable {
    private static final byte[] LEFT = "left".getBytes(US_ASCII);
    private static final byte[] RIGHT = "right".getBytes(US_ASCII);

    private final CipherSuite suite;
    private final int leaves;
    private final SenderRatchet.Limits limits;
    private final Map<Integer, Secret> secrets = new HashMap<>();
    private final Map<Integer, Ratchets> ratchets = new HashMap<>();

    /// @param encryption the epoch's encryption secret; it is taken over
    /// @param leaves places of the ratchet tree, blank ones included
    /// @param ahead how many generations a message may be ahead of the ones before it
    /// @param kept how many keys of each ratchet are kept for late messages
    public SecretTree(CipherSuite suite, Secret encryption, int leaves, int ahead, int kept) {
        this(suite, leaves, new SenderRatchet.Limits(ahead, kept));
        secrets.put(TreeMath.root(leaves), encryption);
    }

    private SecretTree(CipherSuite suite, int leaves, SenderRatchet.Limits limits) {
        this.suite = suite;
        this.leaves = leaves;
        this.limits = limits;
    }

    /// As [#writeTo] has written it; limits may be others than they were.
    ///
    /// @param leaves places of the ratchet tree, blank ones included
    public static SecretTree read(CipherSuite suite, int leaves, int ahead, int kept, Reader in)
            throws DecodeException {
        if (in.index() != leaves) {
            throw new DecodeException("message keys for another tree");
        }
        var limits = new SenderRatchet.Limits(ahead, kept);
        var tree = new SecretTree(suite, leaves, limits);
        in.vector(element -> Map.entry(element.index(), Secret.read(element)))
                .forEach(each -> tree.secrets.put(each.getKey(), each.getValue()));
        in.vector(element -> Map.entry(element.index(), Ratchets.read(suite, limits, element)))
                .forEach(each -> tree.ratchets.put(each.getKey(), each.getValue()));
        if (!tree.hasKeysForEachLeaf()) {
            throw new DecodeException("message keys that are not those of each leaf");
        }
        return tree;
    }

    /// Whether each leaf has ratchets, or one secret above it that they come from.
    private boolean hasKeysForEachLeaf() {
        long reached = ratchets.size();
        for (int node : secrets.keySet()) {
            if (node < 0 || node >= TreeMath.nodeWidth(leaves)) {
                return false;
            }
            reached += 1L << TreeMath.level(node);
        }
        return reached == leaves
                && secrets.keySet().stream().noneMatch(this::hasSecretAbove)
                && ratchets.keySet().stream()
                        .allMatch(
                                leaf ->
                                        leaf >= 0
                                                && leaf < leaves
                                                && !secrets.containsKey(TreeMath.ofLeaf(leaf))
                                                && !hasSecretAbove(TreeMath.ofLeaf(leaf)));
    }

    private boolean hasSecretAbove(int node) {
        return TreeMath.directPath(node, leaves).stream().anyMatch(secrets::containsKey);
    }

    /// All that is not used up yet, for a sealed snapshot.
    @Override
    public void writeTo(Writer out) {
        out.uint32(leaves)
                .vector(all -> secrets.forEach((node, each) -> all.uint32(node).struct(each)))
                .vector(
                        all ->
                                ratchets.forEach(
                                        (leaf, both) ->
                                                all.uint32(leaf)
                                                        .struct(both.handshake())
                                                        .struct(both.application())));
    }

    /// The key for a message that came in; [MessageKeyUse#spend] once it proves genuine.
    ///
    /// @throws KeyUnavailableException if there is no such leaf, or no key for it
    public MessageKeyUse open(int leafIndex, RatchetType type, int generation)
            throws KeyUnavailableException {
        if (leafIndex < 0 || leafIndex >= leaves) {
            throw new KeyUnavailableException("there is no leaf %,d".formatted(leafIndex));
        }
        return new MessageKeyUse(ratchet(leafIndex, type).candidate(generation));
    }

    /// The key for a member's next message.
    public MessageKeyUse next(int leafIndex, RatchetType type) {
        SenderRatchet ratchet = ratchet(leafIndex, type);
        try {
            return new MessageKeyUse(ratchet.candidate(ratchet.generation()));
        } catch (KeyUnavailableException e) {
            throw new IllegalStateException("a ratchet has a next key", e);
        }
    }

    /// The generation of a member's next message.
    public int generation(int leafIndex, RatchetType type) {
        return ratchet(leafIndex, type).generation();
    }

    /// Passes keys of a member by, so that nobody gets them.
    public void skipTo(int leafIndex, RatchetType type, int generation) {
        ratchet(leafIndex, type).skipTo(generation);
    }

    /// After this nothing can be opened any more.
    public void wipe() {
        secrets.values().forEach(Secret::close);
        secrets.clear();
        for (Ratchets both : ratchets.values()) {
            both.handshake().wipe();
            both.application().wipe();
        }
        ratchets.clear();
    }

    private SenderRatchet ratchet(int leafIndex, RatchetType type) {
        Ratchets both = ratchets.computeIfAbsent(leafIndex, this::expand);
        return switch (type) {
            case HANDSHAKE -> both.handshake();
            case APPLICATION -> both.application();
        };
    }

    private record Ratchets(SenderRatchet handshake, SenderRatchet application) {
        static Ratchets read(CipherSuite suite, SenderRatchet.Limits limits, Reader in)
                throws DecodeException {
            return new Ratchets(
                    SenderRatchet.read(suite, limits, in), SenderRatchet.read(suite, limits, in));
        }
    }

    private Ratchets expand(int leafIndex) {
        try (Secret leaf = take(TreeMath.ofLeaf(leafIndex))) {
            return new Ratchets(
                    first(leaf, RatchetType.HANDSHAKE), first(leaf, RatchetType.APPLICATION));
        }
    }

    private SenderRatchet first(Secret leaf, RatchetType type) {
        Secret first = suite.expandWithLabel(leaf, type.label(), new byte[0], suite.hashLength());
        return new SenderRatchet(suite, first, limits);
    }

    /// Takes a node's secret out; its sibling's, and those of its ancestors' siblings, stay.
    private Secret take(int node) {
        Secret known = secrets.remove(node);
        if (known != null) {
            return known;
        }
        int parent = TreeMath.parent(node);
        try (Secret above = take(parent)) {
            int left = TreeMath.left(parent);
            secrets.put(left, below(above, LEFT));
            secrets.put(TreeMath.right(parent), below(above, RIGHT));
        }
        return take(node);
    }

    private Secret below(Secret above, byte[] side) {
        return suite.expandWithLabel(above, "tree", side, suite.hashLength());
    }
}
