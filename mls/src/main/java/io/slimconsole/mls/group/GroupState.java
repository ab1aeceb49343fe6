package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.FramedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.GroupInfo;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.PublicMessage;
import io.slimconsole.mls.framing.Sender;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.schedule.EpochSecrets;
import io.slimconsole.mls.schedule.KeySchedule;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKeys;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The epoch that a member is in, those before whose messages may still come, and what was proposed.
///
/// Not thread-safe.
public final class GroupState {
    private final GroupRules rules;
    private final Deque<Epoch> past = new ArrayDeque<>();
    private final Map<Opaque, ProposedChange> pending = new LinkedHashMap<>();
    private final List<OwnUpdate> ownUpdates = new ArrayList<>();
    private Epoch epoch;

    private GroupState(GroupRules rules, Epoch first) {
        this.rules = rules;
        this.epoch = first;
    }

    /// @see "RFC 9420 §11"
    public static GroupState create(GroupRules rules, Opaque groupId, OwnKeyPackage own)
            throws RefusedException {
        var checks = new LeafChecks(rules.suite(), rules.policy());
        checks.keyPackage(own.keyPackage());
        RatchetTree tree = RatchetTree.of(rules.suite(), own.keyPackage().leafNode());
        checks.group(tree, List.of());
        var context =
                new GroupContext(
                        rules.suite().id(), groupId, 0, tree.treeHash(), Opaque.EMPTY, List.of());
        var start = new EpochStart(rules.suite(), rules.limits());
        KeySchedule schedule = start.schedule();
        EpochSecrets secrets = schedule.firstEpoch();
        Opaque tag = secrets.confirmationTag(rules.suite(), Opaque.EMPTY);
        return new GroupState(
                rules,
                start.epoch(
                        context,
                        tree,
                        TreeKeys.of(rules.suite(), 0, own.leafKey().copy()),
                        own.signer().copy(),
                        secrets,
                        tag));
    }

    public static GroupState join(
            GroupRules rules, Welcome welcome, OwnKeyPackage own, Optional<Opaque> tree)
            throws RefusedException {
        var reader = new WelcomeReader(rules.suite(), rules.policy(), rules.limits(), rules.psks());
        return new GroupState(rules, reader.join(welcome, own, tree));
    }

    public Epoch epoch() {
        return epoch;
    }

    // ---- in

    public ProcessedMessage process(byte[] message) {
        try {
            return process(MlsMessage.decode(message));
        } catch (DecodeException e) {
            return new ProcessedMessage.Rejected(Check.WELL_FORMED, e.getMessage());
        }
    }

    public ProcessedMessage process(MlsMessage message) {
        try {
            return switch (message.body()) {
                case PublicMessage publicMessage -> publicMessage(publicMessage);
                case PrivateMessage privateMessage -> privateMessage(privateMessage);
                case Welcome _, GroupInfo _, KeyPackage _ ->
                        throw new RefusedException(
                                Check.WELL_FORMED,
                                "a %s is no message of a group"
                                        .formatted(message.body().wireFormat()));
            };
        } catch (RefusedException e) {
            return new ProcessedMessage.Rejected(e.check(), e.getMessage());
        }
    }

    private ProcessedMessage publicMessage(PublicMessage message) throws RefusedException {
        requireGroup(message.content().groupId());
        require(
                message.content().epoch() == epoch.context().epoch(),
                Check.EPOCH,
                wrongEpoch(message.content().epoch()));
        return handshake(ContentReader.read(message, epoch));
    }

    private ProcessedMessage privateMessage(PrivateMessage message) throws RefusedException {
        requireGroup(message.groupId());
        Epoch of = epochOf(message);
        AuthenticatedContent content = ContentReader.read(message, of);
        if (content.content().content() instanceof Content.Application(Opaque plaintext)) {
            return new ProcessedMessage.Application(
                    ContentReader.sender(content),
                    message.epoch(),
                    message.authenticatedData(),
                    plaintext);
        }
        return handshake(content);
    }

    private void requireGroup(Opaque groupId) throws RefusedException {
        require(
                groupId.equals(epoch.context().groupId()),
                Check.GROUP_ID,
                "a message of another group");
    }

    /// What is for the application may be of a past epoch.
    private Epoch epochOf(PrivateMessage message) throws RefusedException {
        if (message.epoch() == epoch.context().epoch()) {
            return epoch;
        }
        if (message.contentType() == Content.APPLICATION) {
            for (Epoch before : past) {
                if (message.epoch() == before.context().epoch()) {
                    return before;
                }
            }
        }
        throw new RefusedException(Check.EPOCH, wrongEpoch(message.epoch()));
    }

    private String wrongEpoch(long of) {
        return "a message of epoch %s; the group is in %s"
                .formatted(
                        Long.toUnsignedString(of), Long.toUnsignedString(epoch.context().epoch()));
    }

    private ProcessedMessage handshake(AuthenticatedContent content) throws RefusedException {
        int sender = ContentReader.sender(content);
        return switch (content.content().content()) {
            case Content.OfProposal(Proposal proposal) -> proposed(content, sender, proposal);
            case Content.OfCommit _ -> {
                var reader =
                        new CommitReader(rules.suite(), rules.policy(), rules.limits(), this::psk);
                yield switch (reader.read(epoch, content, pending, ownUpdates)) {
                    case Following.ToEpoch(Epoch next) ->
                            new ProcessedMessage.Commit(
                                    sender, content.content().authenticatedData(), next);
                    case Following.Removed _ -> new ProcessedMessage.RemovedUs(sender);
                };
            }
            case Content.Application _ ->
                    throw new RefusedException(
                            Check.APPLICATION_IS_PRIVATE,
                            "an application message that is not encrypted");
        };
    }

    private ProcessedMessage proposed(AuthenticatedContent content, int sender, Proposal proposal)
            throws RefusedException {
        require(
                pending.size() < rules.limits().proposals(),
                Check.PROPOSAL_COUNT,
                "more than %,d proposals in one epoch".formatted(rules.limits().proposals()));
        Opaque reference = content.proposalReference(rules.suite());
        pending.put(reference, new ProposedChange(proposal, sender));
        return new ProcessedMessage.Proposed(sender, proposal, reference);
    }

    /// The application's, or what an epoch that we still have leaves for later ones.
    private Optional<Secret> psk(PreSharedKeyId id) {
        if (id instanceof PreSharedKeyId.Resumption resumption
                && resumption.groupId().equals(epoch.context().groupId())) {
            return Stream.concat(Stream.of(epoch), past.stream())
                    .filter(each -> each.context().epoch() == resumption.epoch())
                    .map(each -> each.secrets().resumptionPsk())
                    .findFirst();
        }
        return rules.psks().find(id);
    }

    /// Enters an epoch that was made for this group's current one.
    public void merge(Epoch next) {
        GroupContext to = next.context();
        if (to.epoch() != epoch.context().epoch() + 1
                || !to.groupId().equals(epoch.context().groupId())) {
            throw new IllegalArgumentException(
                    "epoch %d does not follow %d".formatted(to.epoch(), epoch.context().epoch()));
        }
        past.addFirst(epoch);
        while (past.size() > rules.limits().pastEpochs()) {
            past.removeLast();
        }
        epoch = next;
        pending.clear();
        ownUpdates.clear();
    }

    // ---- out

    public CommitResult commit(List<Proposal> proposals, CommitOptions options)
            throws RefusedException {
        List<CommitChange> own =
                proposals.stream()
                        .map(proposal -> new ProposedChange(proposal, epoch.ownLeaf()))
                        .map(change -> new CommitChange(change, Optional.empty()))
                        .toList();
        var proposed = new ArrayList<CommitChange>();
        pending.forEach(
                (reference, change) ->
                        proposed.add(new CommitChange(change, Optional.of(reference))));
        var writer =
                new CommitWriter(
                        rules.suite(), rules.policy(), rules.limits(), this::psk, rules.clock());
        return writer.write(epoch, writer.withPending(epoch, own, proposed), options);
    }

    public MlsMessage encrypt(byte[] plaintext, Opaque authenticatedData, int padding) {
        var content =
                new FramedContent(
                        epoch.context().groupId(),
                        epoch.context().epoch(),
                        new Sender.Member(epoch.ownLeaf()),
                        authenticatedData,
                        new Content.Application(Opaque.of(plaintext)));
        var signed =
                AuthenticatedContent.sign(
                        rules.suite(),
                        epoch.signer(),
                        WireFormat.PRIVATE_MESSAGE,
                        content,
                        epoch.context());
        return new MlsMessage(epoch.privateFraming().protect(signed, padding));
    }
}
