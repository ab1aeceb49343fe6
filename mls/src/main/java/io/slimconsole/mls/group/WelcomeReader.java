package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeCiphertext;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.schedule.JoinerSecret;
import io.slimconsole.mls.schedule.MessageKey;
import io.slimconsole.mls.schedule.PskSecret;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKemException;
import io.slimconsole.mls.tree.TreeKeys;
import io.slimconsole.mls.tree.TreeMath;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;

/// Joins a group by a Welcome.
///
/// @see "RFC 9420 §12.4.3.1"
final class WelcomeReader {
    static final String LABEL = "Welcome";

    private final CipherSuite suite;
    private final CredentialPolicy policy;
    private final Limits limits;
    private final PskStore psks;
    private final EpochStart start;

    WelcomeReader(GroupRules rules) {
        this.suite = rules.suite();
        this.policy = rules.policy();
        this.limits = rules.limits();
        this.psks = rules.psks();
        this.start = new EpochStart(suite, limits);
    }

    /// @param givenTree if it comes beside the Welcome
    /// @throws RefusedException if it is not for us, or breaks a rule
    Epoch join(Welcome welcome, OwnKeyPackage own, Optional<Opaque> givenTree)
            throws RefusedException {
        require(
                welcome.cipherSuite() == suite.id(),
                Check.CIPHER_SUITE,
                "a Welcome for another cipher suite");
        GroupSecrets secrets = secrets(welcome, own);
        var unique = new HashSet<>(secrets.psks());
        require(
                unique.size() == secrets.psks().size(),
                Check.PSK_UNIQUE,
                "a pre-shared key that is named twice");
        for (PreSharedKeyId id : secrets.psks()) {
            Proposals.check(id, suite);
        }
        PskSecret psk = start.pskSecret(secrets.psks(), psks);
        try (secrets;
                Secret _ = psk.value()) {
            return join(welcome, secrets, psk, own, givenTree);
        }
    }

    private Epoch join(
            Welcome welcome,
            GroupSecrets secrets,
            PskSecret psk,
            OwnKeyPackage own,
            Optional<Opaque> givenTree)
            throws RefusedException {
        GroupInfo info = groupInfo(welcome, secrets.joiner(), psk);
        GroupContext context = info.groupContext();
        require(
                context.cipherSuite() == suite.id(),
                Check.CIPHER_SUITE,
                "a group of another cipher suite than its Welcome");
        RatchetTree tree = tree(info, givenTree);
        require(
                tree.leaf(info.signer()).isPresent(),
                Check.SENDER_IS_MEMBER,
                () -> "a Welcome from leaf %d, where nobody is".formatted(info.signer()));
        require(
                tree.signatureKey(info.signer())
                        .filter(key -> info.isSigned(suite, key))
                        .isPresent(),
                Check.GROUP_INFO_SIGNATURE,
                "a group info with a wrong signature");
        check(tree, context);
        requireWelcomed(tree, info.signer());
        int ownLeaf = ownLeaf(tree, own);
        TreeKeys keys = keys(tree, own, ownLeaf, info.signer(), secrets);
        return start.confirmed(
                context,
                tree,
                keys,
                own.signer().copy(),
                secrets.joiner(),
                psk,
                info.confirmationTag(),
                Optional.empty());
    }

    private GroupSecrets secrets(Welcome welcome, OwnKeyPackage own) throws RefusedException {
        Opaque reference = own.keyPackage().reference(suite);
        HpkeCiphertext sealed =
                welcome.secrets().stream()
                        .filter(each -> each.newMember().equals(reference))
                        .findFirst()
                        .map(Welcome.ForMember::encryptedGroupSecrets)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Check.WELCOME_IS_FOR_US,
                                                "a Welcome for other key packages than ours"));
        try {
            byte[] opened =
                    suite.decryptWithLabel(
                            own.initKey(), LABEL, welcome.encryptedGroupInfo().bytes(), sealed);
            GroupSecrets secrets = Reader.decode(opened, GroupSecrets::read);
            Arrays.fill(opened, (byte) 0);
            // a key of HMAC with zeros behind it is the same key: one group, one joiner secret
            require(
                    secrets.joiner().value().length() == suite.hashLength(),
                    Check.WELCOME_OPENS,
                    "a joiner secret of %d bytes".formatted(secrets.joiner().value().length()));
            return secrets;
        } catch (CryptoException | DecodeException e) {
            throw new RefusedException(Check.WELCOME_OPENS, "the group secrets can't be read", e);
        }
    }

    private GroupInfo groupInfo(Welcome welcome, JoinerSecret joiner, PskSecret psk)
            throws RefusedException {
        try (MessageKey key = start.schedule().welcomeKey(joiner, psk)) {
            byte[] opened =
                    suite.open(
                            key.key(),
                            key.nonce().disclose(),
                            new byte[0],
                            welcome.encryptedGroupInfo().bytes());
            return Reader.decode(opened, GroupInfo::read);
        } catch (CryptoException | DecodeException e) {
            throw new RefusedException(Check.WELCOME_OPENS, "the group info can't be read", e);
        }
    }

    private RatchetTree tree(GroupInfo info, Optional<Opaque> givenTree) throws RefusedException {
        Opaque encoded =
                Extension.find(info.extensions(), Extension.RATCHET_TREE)
                        .or(() -> givenTree)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Check.TREE_THERE,
                                                "a Welcome without the ratchet tree"));
        try {
            RatchetTree tree = Reader.decode(encoded.bytes(), in -> RatchetTree.read(suite, in));
            require(
                    tree.memberCount() <= limits.members()
                            && tree.leafCount() <= TreeMath.fullLeaves(limits.members()),
                    Check.TREE_SIZE,
                    () ->
                            "a group of more than %,d members, or with places for them"
                                    .formatted(limits.members()));
            return tree;
        } catch (DecodeException e) {
            throw new RefusedException(Check.WELL_FORMED, "the ratchet tree: " + e.getMessage(), e);
        }
    }

    private void check(RatchetTree tree, GroupContext context) throws RefusedException {
        require(
                tree.treeHash().equals(context.treeHash()),
                Check.TREE_HASH,
                "a ratchet tree that is not the group's");
        var checks = new LeafChecks(suite, policy);
        checks.leaves(tree, context.groupId());
        checks.parents(tree);
        checks.group(tree, context.extensions());
    }

    private void requireWelcomed(RatchetTree tree, int signer) throws RefusedException {
        String refusal = policy.welcomeRefusal(tree.leaf(signer).orElseThrow().credential());
        require(
                refusal == null,
                Check.WELCOME_SIGNER,
                () -> "a Welcome from leaf %d: %s".formatted(signer, refusal));
    }

    private static int ownLeaf(RatchetTree tree, OwnKeyPackage own) throws RefusedException {
        for (int member : tree.members()) {
            if (tree.leaf(member).orElseThrow().equals(own.keyPackage().leafNode())) {
                return member;
            }
        }
        throw new RefusedException(Check.OWN_LEAF, "a group without our leaf");
    }

    private TreeKeys keys(
            RatchetTree tree, OwnKeyPackage own, int ownLeaf, int signer, GroupSecrets secrets)
            throws RefusedException {
        TreeKeys keys = TreeKeys.of(suite, ownLeaf, own.leafKey().copy());
        if (secrets.pathSecret().isEmpty()) {
            return keys;
        }
        try {
            return keys.joined(tree, signer, secrets.pathSecret().get());
        } catch (TreeKemException e) {
            throw new RefusedException(Check.JOINER_PATH_SECRET, e.getMessage(), e);
        }
    }
}
