package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.CryptoException;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.schedule.CommitSecret;
import io.slimconsole.mls.schedule.EpochSecrets;
import io.slimconsole.mls.schedule.JoinerSecret;
import io.slimconsole.mls.schedule.KeySchedule;
import io.slimconsole.mls.schedule.MessageKey;
import io.slimconsole.mls.schedule.PskSecret;
import io.slimconsole.mls.tree.Extension;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.PathSecrets;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKemException;
import io.slimconsole.mls.tree.TreeKeys;
import io.slimconsole.mls.tree.UpdatePath;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Makes a commit, the Welcome that belongs to it, and the epoch that they lead to.
///
/// @see "RFC 9420 §12.4.1"
final class CommitWriter {
    private final CipherSuite suite;
    private final CredentialPolicy policy;
    private final Limits limits;
    private final PskStore psks;
    private final InstantSource clock;
    private final EpochStart start;

    CommitWriter(GroupRules rules) {
        this.suite = rules.suite();
        this.policy = rules.policy();
        this.limits = rules.limits();
        this.psks = rules.psks();
        this.clock = rules.clock();
        this.start = new EpochStart(suite, limits);
    }

    /// A path and what comes of it.
    private record Path(UpdatePath path, RatchetTree tree, TreeKeys keys, PathSecrets secrets) {}

    /// Our own changes, and those of the pending ones that can be committed together with them: what a member proposed
    /// must not keep the others from committing.
    ///
    /// @param pending in the order that they came
    List<CommitChange> withPending(
            Epoch epoch, List<CommitChange> own, List<CommitChange> pending) {
        var all = new ArrayList<>(own);
        for (CommitChange each : pending) {
            all.add(each);
            if (!goesWithOthers(epoch, all, each)) {
                all.removeLast();
            }
        }
        return all;
    }

    private boolean goesWithOthers(Epoch epoch, List<CommitChange> all, CommitChange last) {
        try {
            Proposals together = proposals(epoch, all);
            Proposals alone = proposals(epoch, List.of(last));
            var checks = new LeafChecks(suite, policy);
            check(epoch, alone, checks);
            start.pskSecret(alone.psks(), psks);
            RatchetTree tree = together.apply(epoch.tree()).tree();
            checks.group(epoch, tree, together.extensions());
            return all.size() <= limits.proposals() && tree.memberCount() <= limits.members();
        } catch (RefusedException e) {
            return false;
        }
    }

    private static Proposals proposals(Epoch epoch, List<CommitChange> changes)
            throws RefusedException {
        return Proposals.of(
                changes.stream().map(CommitChange::change).toList(), epoch.ownLeaf(), epoch);
    }

    private void check(Epoch epoch, Proposals proposals, LeafChecks checks)
            throws RefusedException {
        proposals.check(checks, epoch);
        for (KeyPackage added : proposals.adds()) {
            checks.adding(added, clock.instant());
        }
    }

    /// @param changes in the order that the commit has them
    /// @throws RefusedException if a member would refuse this commit; nothing has changed then
    CommitResult write(Epoch epoch, List<CommitChange> changes, CommitOptions options)
            throws RefusedException {
        int own = epoch.ownLeaf();
        Proposals proposals = proposals(epoch, changes);
        var checks = new LeafChecks(suite, policy);
        check(epoch, proposals, checks);
        Proposals.Applied applied = proposals.apply(epoch.tree());
        require(
                applied.tree().memberCount() <= limits.members(),
                Check.TREE_SIZE,
                () -> "a group of more than %,d members".formatted(limits.members()));
        SignaturePrivateKey signer =
                options.successor()
                        .map(successor -> successor.signer().copy())
                        .orElse(epoch.signer());
        boolean needsPath =
                proposals.pathRequired()
                        || options.path() == CommitOptions.Path.ALWAYS
                        || options.successor().isPresent()
                        || (options.path() == CommitOptions.Path.WHERE_UNMERGED
                                && applied.tree().hasUnmergedLeavesAbove(own));
        if (!needsPath) {
            TreeKeys keys = epoch.keys().in(applied.tree());
            return write(epoch, changes, proposals, applied, null, keys, signer, options);
        }
        Path path = path(epoch, applied, proposals, signer, options);
        try (PathSecrets _ = path.secrets()) {
            return write(epoch, changes, proposals, applied, path, path.keys(), signer, options);
        }
    }

    private CommitResult write(
            Epoch epoch,
            List<CommitChange> changes,
            Proposals proposals,
            Proposals.Applied applied,
            @Nullable Path path,
            TreeKeys keys,
            SignaturePrivateKey signer,
            CommitOptions options)
            throws RefusedException {
        RatchetTree tree = path == null ? applied.tree() : path.tree();
        new LeafChecks(suite, policy).group(epoch, tree, proposals.extensions());

        AuthenticatedContent signed = sign(epoch, changes, path, options);
        KeySchedule schedule = start.schedule();
        Opaque confirmed = schedule.confirmedTranscriptHash(epoch.interimTranscriptHash(), signed);
        GroupContext context = CommitReader.next(epoch.context(), tree, confirmed, proposals);
        CommitSecret commitSecret =
                path == null
                        ? schedule.noCommitSecret()
                        : new CommitSecret(path.secrets().commitSecret());
        PskSecret psk = start.pskSecret(proposals.psks(), psks);
        JoinerSecret joiner = schedule.joinerSecret(epoch.secrets().init(), commitSecret, context);
        try (Secret _ = commitSecret.value();
                Secret _ = joiner.value();
                Secret _ = psk.value()) {
            EpochSecrets secrets = schedule.epochSecrets(joiner, psk, context);
            Opaque tag = secrets.confirmationTag(suite, confirmed);
            CommitSummary summary =
                    proposals.summary(
                            epoch,
                            epoch.ownLeaf(),
                            applied,
                            Optional.ofNullable(path).map(each -> each.path().leafNode()));
            Epoch next =
                    start.epoch(context, tree, keys, signer, secrets, tag, Optional.of(summary));
            Optional<MlsMessage> welcome = Optional.empty();
            if (!proposals.adds().isEmpty()) {
                Welcome made =
                        welcome(next, proposals, applied.newLeaves(), joiner, psk, path, options);
                welcome = Optional.of(new MlsMessage(made));
            }
            return new CommitResult(epoch.protectHandshake(signed.confirmed(tag)), welcome, next);
        }
    }

    private Path path(
            Epoch epoch,
            Proposals.Applied applied,
            Proposals proposals,
            SignaturePrivateKey signer,
            CommitOptions options)
            throws RefusedException {
        int own = epoch.ownLeaf();
        PathSecrets secrets = PathSecrets.generate(applied.tree(), own);
        List<Opaque> publicKeys = secrets.publicKeys();
        HpkeKeyPair leafKey = suite.generateKeyPair();
        LeafNode old = applied.tree().leaf(own).orElseThrow();
        Opaque parentHash = applied.tree().withPathKeys(own, publicKeys).leafParentHash(own);
        LeafNode leaf =
                new LeafNode(
                                Opaque.of(leafKey.publicKey()),
                                options.successor()
                                        .map(SigningIdentity::signatureKey)
                                        .orElse(old.signatureKey()),
                                options.successor()
                                        .map(SigningIdentity::credential)
                                        .orElse(old.credential()),
                                old.capabilities(),
                                new LeafSource.Commit(parentHash),
                                old.extensions(),
                                Opaque.EMPTY)
                        .signed(suite, signer, epoch.context().groupId(), own);
        var checks = new LeafChecks(suite, policy);
        checks.leaf(leaf, epoch.context().groupId(), own, applied.tree());
        checks.successor(old, leaf, own);
        RatchetTree tree = applied.tree().withPath(own, leaf, publicKeys);
        byte[] context =
                CommitReader.next(
                                epoch.context(),
                                tree,
                                epoch.context().confirmedTranscriptHash(),
                                proposals)
                        .encoded();
        try {
            UpdatePath sealed =
                    secrets.seal(tree, leaf, context, new HashSet<>(applied.newLeaves()));
            return new Path(sealed, tree, secrets.keys(leafKey.privateKey()), secrets);
        } catch (TreeKemException e) {
            throw new RefusedException(Check.LEAF_KEY_VALID, e.getMessage(), e);
        }
    }

    private AuthenticatedContent sign(
            Epoch epoch, List<CommitChange> changes, @Nullable Path path, CommitOptions options) {
        List<ProposalOrRef> listed = changes.stream().map(CommitChange::asListed).toList();
        var commit = new Commit(listed, Optional.ofNullable(path).map(Path::path));
        var content =
                new FramedContent(
                        epoch.context().groupId(),
                        epoch.context().epoch(),
                        new Sender.Member(epoch.ownLeaf()),
                        options.authenticatedData(),
                        new Content.OfCommit(commit));
        return AuthenticatedContent.sign(
                suite, epoch.signer(), options.handshakes(), content, epoch.context());
    }

    private Welcome welcome(
            Epoch next,
            Proposals proposals,
            List<Integer> newLeaves,
            JoinerSecret joiner,
            PskSecret psk,
            @Nullable Path path,
            CommitOptions options)
            throws RefusedException {
        List<Extension> extensions =
                options.treeInWelcome()
                        ? List.of(
                                new Extension(
                                        Extension.RATCHET_TREE,
                                        Opaque.taking(next.tree().encoded())))
                        : List.of();
        GroupInfo info =
                new GroupInfo(
                                next.context(),
                                extensions,
                                next.confirmationTag(),
                                next.ownLeaf(),
                                Opaque.EMPTY)
                        .signed(suite, next.signer());
        byte[] sealedInfo;
        try (MessageKey key = start.schedule().welcomeKey(joiner, psk)) {
            sealedInfo = suite.seal(key.key(), key.nonce().disclose(), new byte[0], info.encoded());
        }
        var secrets = new ArrayList<Welcome.ForMember>();
        for (int i = 0; i < newLeaves.size(); i++) {
            KeyPackage added = proposals.adds().get(i);
            Optional<Secret> pathSecret =
                    path == null ? Optional.empty() : path.secrets().secretFor(newLeaves.get(i));
            var forMember = new GroupSecrets(joiner, pathSecret, proposals.psks());
            try {
                secrets.add(
                        new Welcome.ForMember(
                                added.reference(suite),
                                suite.encryptWithLabel(
                                        added.initKey().bytes(),
                                        WelcomeReader.LABEL,
                                        sealedInfo,
                                        forMember.encoded())));
            } catch (CryptoException e) {
                throw new RefusedException(Check.LEAF_KEY_VALID, e.getMessage(), e);
            }
        }
        return new Welcome(suite.id(), secrets, Opaque.taking(sealedInfo));
    }
}
