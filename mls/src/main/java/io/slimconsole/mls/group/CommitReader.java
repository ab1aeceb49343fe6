package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Commit;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.ProposalOrRef;
import io.slimconsole.mls.schedule.CommitSecret;
import io.slimconsole.mls.schedule.JoinerSecret;
import io.slimconsole.mls.schedule.KeySchedule;
import io.slimconsole.mls.schedule.PskSecret;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKemException;
import io.slimconsole.mls.tree.TreeKeys;
import io.slimconsole.mls.tree.TreeMath;
import io.slimconsole.mls.tree.UpdatePath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Follows another member's commit.
///
/// @see "RFC 9420 §12.4.2"
final class CommitReader {
    private final CipherSuite suite;
    private final CredentialPolicy policy;
    private final Limits limits;
    private final PskStore psks;
    private final EpochStart start;

    CommitReader(GroupRules rules) {
        this.suite = rules.suite();
        this.policy = rules.policy();
        this.limits = rules.limits();
        this.psks = rules.psks();
        this.start = new EpochStart(suite, limits);
    }

    /// @param content its signature is verified
    /// @param pending proposals of this epoch, by reference
    /// @param own our Updates among them
    /// @throws RefusedException if the commit breaks a rule; nothing has changed then
    Following read(
            Epoch epoch,
            AuthenticatedContent content,
            Map<Opaque, ProposedChange> pending,
            List<OwnUpdate> own)
            throws RefusedException {
        if (!(content.content().content() instanceof Content.OfCommit(Commit commit))) {
            throw new IllegalArgumentException("not a commit");
        }
        int committer = ContentReader.sender(content);
        Proposals proposals = Proposals.of(resolve(commit, committer, pending), committer, epoch);
        require(
                commit.path().isPresent() || !proposals.pathRequired(),
                Check.PATH_REQUIRED,
                "a commit that needs a path and has none");
        var checks = new LeafChecks(suite, policy);
        proposals.check(checks, epoch);
        if (proposals.removes().contains(epoch.ownLeaf())) {
            return new Following.Removed();
        }
        Proposals.Applied applied = proposals.apply(epoch.tree());
        require(
                applied.tree().memberCount() <= limits.members(),
                Check.TREE_SIZE,
                () -> "a group of more than %,d members".formatted(limits.members()));
        Own us = ours(epoch, proposals, own);
        TreeKeys keys = us.keys().in(applied.tree());
        RatchetTree tree = applied.tree();
        CommitSecret commitSecret = start.schedule().noCommitSecret();
        GroupContext before = epoch.context();
        Set<Integer> newLeaves = new HashSet<>(applied.newLeaves());
        UpdatePath path = commit.path().orElse(null);
        if (path != null) {
            tree = withPath(epoch, checks, applied.tree(), committer, path, newLeaves);
        }
        checks.group(epoch, tree, proposals.extensions());
        if (path != null) {
            byte[] context =
                    next(before, tree, before.confirmedTranscriptHash(), proposals).encoded();
            try {
                TreeKeys.Opened opened = keys.open(tree, committer, path, context, newLeaves);
                keys = opened.keys();
                commitSecret = new CommitSecret(opened.commitSecret());
            } catch (TreeKemException e) {
                throw new RefusedException(Check.PATH_OPENS, e.getMessage(), e);
            }
        }
        KeySchedule schedule = start.schedule();
        Opaque confirmed = schedule.confirmedTranscriptHash(epoch.interimTranscriptHash(), content);
        GroupContext context = next(before, tree, confirmed, proposals);
        PskSecret psk = start.pskSecret(proposals.psks(), psks);
        JoinerSecret joiner = schedule.joinerSecret(epoch.secrets().init(), commitSecret, context);
        try (Secret _ = commitSecret.value();
                Secret _ = joiner.value();
                Secret _ = psk.value()) {
            return new Following.ToEpoch(
                    start.confirmed(
                            context,
                            tree,
                            keys,
                            us.signer(),
                            joiner,
                            psk,
                            content.auth().confirmationTag().orElseThrow(),
                            Optional.of(
                                    proposals.summary(
                                            epoch,
                                            committer,
                                            applied,
                                            commit.path().map(UpdatePath::leafNode)))));
        }
    }

    private List<ProposedChange> resolve(
            Commit commit, int committer, Map<Opaque, ProposedChange> pending)
            throws RefusedException {
        require(
                commit.proposals().size() <= limits.proposals(),
                Check.PROPOSAL_COUNT,
                "a commit of more than %,d proposals".formatted(limits.proposals()));
        var changes = new ArrayList<ProposedChange>();
        for (ProposalOrRef each : commit.proposals()) {
            switch (each) {
                case ProposalOrRef.Value(var proposal) ->
                        changes.add(new ProposedChange(proposal, committer));
                case ProposalOrRef.Reference(Opaque hash) ->
                        changes.add(
                                Optional.ofNullable(pending.get(hash))
                                        .orElseThrow(
                                                () ->
                                                        new RefusedException(
                                                                Check.PROPOSAL_KNOWN,
                                                                "a commit of a proposal that we"
                                                                        + " don't have")));
            }
        }
        return changes;
    }

    static GroupContext next(
            GroupContext before, RatchetTree tree, Opaque transcript, Proposals proposals) {
        return new GroupContext(
                before.cipherSuite(),
                before.groupId(),
                before.epoch() + 1,
                tree.treeHash(),
                transcript,
                proposals.extensions());
    }

    private record Own(TreeKeys keys, SignaturePrivateKey signer) {}

    /// Our keys, when the commit has an Update of ours.
    private static Own ours(Epoch epoch, Proposals proposals, List<OwnUpdate> own)
            throws RefusedException {
        LeafNode updated = proposals.updates().get(epoch.ownLeaf());
        if (updated == null) {
            return new Own(epoch.keys(), epoch.signer());
        }
        OwnUpdate update =
                own.stream()
                        .filter(each -> each.leaf().equals(updated))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Check.PROPOSAL_KNOWN,
                                                "an update of ours whose keys we don't have"));
        TreeKeys keys = epoch.keys().with(TreeMath.ofLeaf(epoch.ownLeaf()), update.leafKey());
        return new Own(keys, update.signer());
    }

    private RatchetTree withPath(
            Epoch epoch,
            LeafChecks checks,
            RatchetTree tree,
            int committer,
            UpdatePath path,
            Set<Integer> newLeaves)
            throws RefusedException {
        LeafNode leaf = path.leafNode();
        if (!(leaf.source() instanceof LeafSource.Commit(Opaque parentHash))) {
            throw new RefusedException(Check.LEAF_SOURCE, "a path whose leaf was not made for one");
        }
        LeafNode old = tree.leaf(committer).orElseThrow();
        require(
                !leaf.encryptionKey().equals(old.encryptionKey()),
                Check.LEAF_KEY_CHANGED,
                "a path that keeps its leaf's key");
        checks.leaf(leaf, epoch.context().groupId(), committer, tree);
        checks.successor(old, leaf, committer);
        require(
                path.nodes().size() == tree.filteredDirectPath(committer).size(),
                Check.PATH_FITS,
                () ->
                        "a path of %d nodes that doesn't fit the tree"
                                .formatted(path.nodes().size()));
        var newKeys = new HashSet<Opaque>();
        for (UpdatePath.Step step : path.nodes()) {
            checks.validKey(step.encryptionKey());
            require(
                    newKeys.add(step.encryptionKey()),
                    Check.LEAF_KEY_UNIQUE,
                    "a path that uses a key twice");
        }
        require(
                newKeys.add(leaf.encryptionKey()) && !tree.hasAnyKey(newKeys),
                Check.LEAF_KEY_UNIQUE,
                "a path that uses a key again");
        RatchetTree after =
                tree.withPath(
                        committer,
                        leaf,
                        path.nodes().stream().map(UpdatePath.Step::encryptionKey).toList());
        require(
                path.fits(after, committer, newLeaves),
                Check.PATH_FITS,
                "a path whose secrets are not one for each receiver");
        require(
                parentHash.equals(after.leafParentHash(committer)),
                Check.PARENT_HASH,
                "a path whose leaf has a wrong parent hash");
        return after;
    }
}
