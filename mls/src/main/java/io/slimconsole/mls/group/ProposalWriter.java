package io.slimconsole.mls.group;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.HpkeKeyPair;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.LeafSource;

import java.util.List;
import java.util.Optional;

/// Makes proposals for others to commit.
///
/// @see "RFC 9420 §12.1"
final class ProposalWriter {
    /// Stands for a committer that is none of the members that the proposal is about.
    private static final int SOMEBODY_ELSE = -1;

    private final GroupRules rules;
    private final WireFormat format;

    ProposalWriter(GroupRules rules, WireFormat format) {
        this.rules = rules;
        this.format = format;
    }

    /// @throws RefusedException if nobody could commit it
    AuthenticatedContent write(Epoch epoch, Proposal proposal) throws RefusedException {
        var checks = new LeafChecks(rules.suite(), rules.policy());
        var alone = List.of(new ProposedChange(proposal, epoch.ownLeaf()));
        Proposals proposals = Proposals.of(alone, SOMEBODY_ELSE, epoch);
        proposals.check(checks, epoch);
        for (KeyPackage added : proposals.adds()) {
            checks.adding(added, rules.clock().instant());
        }
        checks.group(proposals.apply(epoch.tree()).tree(), proposals.extensions());
        var content =
                new FramedContent(
                        epoch.context().groupId(),
                        epoch.context().epoch(),
                        new Sender.Member(epoch.ownLeaf()),
                        Opaque.EMPTY,
                        new Content.OfProposal(proposal));
        return AuthenticatedContent.sign(
                rules.suite(), epoch.signer(), format, content, epoch.context());
    }

    /// A new leaf for us.
    ///
    /// @param successor who we are from then on, if that changes
    OwnUpdate newLeaf(Epoch epoch, Optional<SigningIdentity> successor) {
        HpkeKeyPair key = rules.suite().generateKeyPair();
        SignaturePrivateKey signer =
                successor.map(SigningIdentity::signer).orElse(epoch.signer()).copy();
        LeafNode old = epoch.tree().leaf(epoch.ownLeaf()).orElseThrow();
        LeafNode leaf =
                new LeafNode(
                                Opaque.of(key.publicKey()),
                                successor
                                        .map(SigningIdentity::signatureKey)
                                        .orElse(old.signatureKey()),
                                successor.map(SigningIdentity::credential).orElse(old.credential()),
                                old.capabilities(),
                                new LeafSource.Update(),
                                old.extensions(),
                                Opaque.EMPTY)
                        .signed(rules.suite(), signer, epoch.context().groupId(), epoch.ownLeaf());
        return new OwnUpdate(leaf, key.privateKey(), signer);
    }
}
