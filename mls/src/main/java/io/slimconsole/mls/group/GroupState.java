package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;
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
import io.slimconsole.mls.schedule.RatchetType;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKeys;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The epoch that a member is in, those before whose messages may still come, and what was proposed.
///
/// Stored before anybody hears of a change. Keys for messages of our own are reserved in blocks, so that not every message
/// has to be stored and yet no key is used twice: after a crash, the rest of a block is passed by.
///
/// Not thread-safe.
public final class GroupState {
    /// Keys of our own messages that are reserved with each snapshot.
    static final int BLOCK = 256;

    /// Epochs that we have led somebody to look at and not gone to, whose secrets are wiped when the group goes on.
    private static final int STAGED = 16;

    private final GroupRules rules;
    private final Deque<WeakReference<Epoch>> staged = new ArrayDeque<>();
    private final Map<RatchetType, Integer> reserved = new EnumMap<>(RatchetType.class);
    private List<ReadableEpoch> past;
    private Map<Opaque, ProposedChange> pending;
    private List<OwnUpdate> ownUpdates;
    private History history;
    private Epoch epoch;

    private GroupState(GroupRules rules, Epoch first) {
        this(
                rules,
                new GroupSnapshot(
                        first, List.of(), Map.of(), List.of(), History.begin(first), Map.of()));
        save(first, past, pending, ownUpdates, history, BLOCK);
    }

    private GroupState(GroupRules rules, GroupSnapshot from) {
        this.rules = rules;
        this.epoch = from.epoch();
        this.past = from.past();
        this.pending = from.pending();
        this.ownUpdates = from.ownUpdates();
        this.history = from.history();
        reserved.putAll(from.reserved());
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
                        tag,
                        Optional.empty()));
    }

    public static GroupState join(
            GroupRules rules, Welcome welcome, OwnKeyPackage own, Optional<Opaque> tree)
            throws RefusedException {
        return new GroupState(rules, new WelcomeReader(rules).join(welcome, own, tree));
    }

    /// @see GroupRules#storage
    public static GroupState restore(GroupRules rules, Opaque groupId) throws RestoreException {
        byte[] state = rules.storage().load(groupId);
        try {
            var in = new Reader(state);
            int suite = in.uint16();
            if (suite != rules.suite().id()) {
                throw new RestoreException(
                        RestoreException.Reason.RULES,
                        "group %s has cipher suite %d; these are rules for %s"
                                .formatted(groupId, suite, rules.suite()));
            }
            GroupSnapshot snapshot = GroupSnapshot.read(rules.suite(), rules.limits(), in);
            in.expectEnd();
            return new GroupState(rules, snapshot);
        } catch (DecodeException e) {
            throw new RestoreException(
                    RestoreException.Reason.MALFORMED,
                    "what is stored for group %s is no state of a group: %s"
                            .formatted(groupId, e.getMessage()),
                    e);
        } finally {
            Arrays.fill(state, (byte) 0);
        }
    }

    public Epoch epoch() {
        return epoch;
    }

    public History history() {
        return history;
    }

    /// Who is at a leaf, in this epoch or one whose messages are still opened. The same leaf may be somebody else's in another.
    public Optional<Credential> credential(long ofEpoch, int leafIndex) {
        return Stream.concat(Stream.of(epoch.readable()), past.stream())
                .filter(each -> each.context().epoch() == ofEpoch)
                .findFirst()
                .flatMap(each -> each.tree().leaf(leafIndex))
                .map(LeafNode::credential);
    }

    /// Proposals of this epoch, by reference, in the order in which they came.
    public Map<Opaque, ProposedChange> pending() {
        return pending;
    }

    // ---- in

    public ProcessedMessage process(byte[] message) {
        try {
            requireSize(rules, message.length);
            return process(MlsMessage.decode(message));
        } catch (DecodeException e) {
            return new ProcessedMessage.Rejected(Check.WELL_FORMED, e.getMessage());
        } catch (RefusedException e) {
            return new ProcessedMessage.Rejected(e.check(), e.getMessage());
        }
    }

    /// Before anything is done with a message.
    public static void requireSize(GroupRules rules, int bytes) throws RefusedException {
        require(
                bytes <= rules.limits().messageBytes(),
                Check.MESSAGE_SIZE,
                "%,d bytes, which is more than the limit of %,d"
                        .formatted(bytes, rules.limits().messageBytes()));
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
        try (PrivateFraming.Opened opened = ContentReader.read(message, epochOf(message))) {
            AuthenticatedContent content = opened.content();
            ProcessedMessage result =
                    content.content().content() instanceof Content.Application(Opaque plaintext)
                            ? new ProcessedMessage.Application(
                                    ContentReader.sender(content),
                                    message.epoch(),
                                    message.authenticatedData(),
                                    plaintext)
                            : handshake(content);
            opened.accept();
            return result;
        }
    }

    private void requireGroup(Opaque groupId) throws RefusedException {
        require(
                groupId.equals(epoch.context().groupId()),
                Check.GROUP_ID,
                "a message of another group");
    }

    /// What is for the application may be of a past epoch.
    private ReadableEpoch epochOf(PrivateMessage message) throws RefusedException {
        if (message.epoch() == epoch.context().epoch()) {
            return epoch.readable();
        }
        if (message.contentType() == Content.APPLICATION) {
            for (ReadableEpoch before : past) {
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
            case Content.OfProposal(Proposal proposal) -> {
                Opaque reference = pend(content, new ProposedChange(proposal, sender), ownUpdates);
                yield new ProcessedMessage.Proposed(sender, proposal, reference);
            }
            case Content.OfCommit _ -> {
                var reader = new CommitReader(rules.knowing(this::psk));
                yield switch (reader.read(epoch, content, pending, ownUpdates)) {
                    case Following.ToEpoch(Epoch next) ->
                            new ProcessedMessage.Commit(
                                    sender, content.content().authenticatedData(), stage(next));
                    case Following.Removed _ -> new ProcessedMessage.RemovedUs(sender);
                };
            }
            case Content.Application _ ->
                    throw new RefusedException(
                            Check.APPLICATION_IS_PRIVATE,
                            "an application message that is not encrypted");
        };
    }

    /// Keeps a proposal for the commits of this epoch.
    private Opaque pend(
            AuthenticatedContent content, ProposedChange change, List<OwnUpdate> updates)
            throws RefusedException {
        require(
                pending.size() < rules.limits().proposals(),
                Check.PROPOSAL_COUNT,
                "more than %,d proposals in one epoch".formatted(rules.limits().proposals()));
        Opaque reference = content.proposalReference(rules.suite());
        var more = new LinkedHashMap<>(pending);
        more.put(reference, change);
        save(epoch, past, more, updates, history, BLOCK);
        pending = more;
        ownUpdates = updates;
        return reference;
    }

    /// The application's, or what an epoch that we still have leaves for later ones.
    private Optional<Secret> psk(PreSharedKeyId id) {
        if (id instanceof PreSharedKeyId.Resumption resumption
                && resumption.groupId().equals(epoch.context().groupId())) {
            return Stream.concat(Stream.of(epoch.readable()), past.stream())
                    .filter(each -> each.context().epoch() == resumption.epoch())
                    .map(ReadableEpoch::resumptionPsk)
                    .findFirst();
        }
        return rules.psks().find(id);
    }

    private Epoch stage(Epoch next) {
        if (staged.size() == STAGED) {
            staged.removeFirst();
        }
        staged.addLast(new WeakReference<>(next));
        return next;
    }

    /// Enters an epoch that was made for this group's current one. Secrets that are of no use any more are wiped: those of the
    /// epoch before, and of others that might have come instead.
    public void merge(Epoch next) {
        GroupContext to = next.context();
        if (to.epoch() != epoch.context().epoch() + 1
                || !to.groupId().equals(epoch.context().groupId())) {
            throw new IllegalArgumentException(
                    "epoch %d does not follow %d".formatted(to.epoch(), epoch.context().epoch()));
        }
        var before = new ArrayList<ReadableEpoch>();
        before.add(epoch.readable());
        before.addAll(past);
        var over = new ArrayList<ReadableEpoch>();
        while (before.size() > rules.limits().pastEpochs()) {
            over.add(before.removeLast());
        }
        History after =
                history.after(
                        next.commit().orElseThrow(),
                        rules.clock().instant(),
                        rules.limits().history());
        save(next, before, Map.of(), List.of(), after, BLOCK);

        over.forEach(ReadableEpoch::wipe);
        discardStaged(next);
        epoch.retire(next);
        ownUpdates.forEach(update -> update.wipeBut(next));
        past = before;
        pending = Map.of();
        ownUpdates = List.of();
        history = after;
        epoch = next;
    }

    @SuppressWarnings("ReferenceEquality") // the one that is merged is in the list itself
    private void discardStaged(Epoch next) {
        for (WeakReference<Epoch> reference : staged) {
            Epoch other = reference.get();
            if (other != null && other != next) {
                other.discard(epoch, next);
            }
        }
        staged.clear();
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
        reserve(options.handshakes());
        var writer = new CommitWriter(rules.knowing(this::psk));
        CommitResult result =
                writer.write(epoch, writer.withPending(epoch, own, proposed), options);
        stage(result.next());
        return result;
    }

    /// Makes a proposal and keeps it for the commits of this epoch.
    ///
    /// @param format `PUBLIC_MESSAGE` or `PRIVATE_MESSAGE`
    public MlsMessage propose(Proposal proposal, WireFormat format) throws RefusedException {
        AuthenticatedContent content = new ProposalWriter(rules, format).write(epoch, proposal);
        return proposed(content, proposal, ownUpdates);
    }

    /// The same, for new keys of our own.
    ///
    /// @param successor who we are from then on, if that changes
    public MlsMessage proposeUpdate(Optional<SigningIdentity> successor, WireFormat format)
            throws RefusedException {
        var writer = new ProposalWriter(rules, format);
        OwnUpdate update = writer.newLeaf(epoch, successor);
        var proposal = new Proposal.Update(update.leaf());
        var updates = new ArrayList<>(ownUpdates);
        updates.add(update);
        return proposed(writer.write(epoch, proposal), proposal, updates);
    }

    private MlsMessage proposed(
            AuthenticatedContent content, Proposal proposal, List<OwnUpdate> updates)
            throws RefusedException {
        pend(content, new ProposedChange(proposal, epoch.ownLeaf()), updates);
        reserve(content.wireFormat());
        return epoch.protectHandshake(content);
    }

    public MlsMessage encrypt(byte[] plaintext, Opaque authenticatedData, int padding) {
        reserve(RatchetType.APPLICATION);
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
        return new MlsMessage(epoch.readable().privateFraming().protect(signed, padding));
    }

    // ---- kept

    private void reserve(WireFormat format) {
        if (format == WireFormat.PRIVATE_MESSAGE) {
            reserve(RatchetType.HANDSHAKE);
        }
    }

    /// Makes sure that the next message's key is not used again after a crash.
    private void reserve(RatchetType type) {
        if (rules.storage().isKept()
                && GroupSnapshot.generation(epoch, type) >= reserved.getOrDefault(type, 0)) {
            save(epoch, past, pending, ownUpdates, history, BLOCK);
        }
    }

    /// Stores the group as it is, with the keys that it has used and no more.
    public void save() {
        save(epoch, past, pending, ownUpdates, history, 0);
    }

    private void save(
            Epoch current,
            List<ReadableEpoch> before,
            Map<Opaque, ProposedChange> proposed,
            List<OwnUpdate> updates,
            History seen,
            int block) {
        if (!rules.storage().isKept()) {
            return;
        }
        var ahead = new EnumMap<RatchetType, Integer>(RatchetType.class);
        for (RatchetType type : RatchetType.values()) {
            ahead.put(type, GroupSnapshot.generation(current, type) + block);
        }
        var snapshot = new GroupSnapshot(current, before, proposed, updates, seen, ahead);
        rules.storage().save(current.context().groupId(), encoded(snapshot));
        reserved.putAll(ahead);
    }

    private byte[] encoded(GroupSnapshot snapshot) {
        return new Writer().uint16(rules.suite().id()).struct(snapshot).toByteArray();
    }

    /// Forgets the stored group.
    public void delete() {
        rules.storage().delete(epoch.context().groupId());
    }

    /// Wipes all secrets. Nothing works after that.
    public void wipe() {
        for (WeakReference<Epoch> reference : staged) {
            Epoch other = reference.get();
            if (other != null) {
                other.discard(epoch);
            }
        }
        past.forEach(ReadableEpoch::wipe);
        ownUpdates.forEach(update -> update.wipeBut(epoch));
        epoch.discard();
    }
}
