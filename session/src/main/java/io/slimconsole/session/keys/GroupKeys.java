package io.slimconsole.session.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.GroupView;
import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.Content;
import io.slimconsole.mls.framing.KeyPackage;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PrivateMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.group.Check;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.GroupStorage;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.mls.state.StateCipher;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.LeafNode;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.InvalidTokenException;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The MLS group of a session: one that we moderate, and change by commits, or one whose moderator's commits we follow.
///
/// @see "session.md 4"
public final class GroupKeys implements AutoCloseable {
    private static final int GROUP_ID_BYTES = 32;

    /// mls-rs 0.54, which today's members have, refuses some valid groups with unmerged leaves.
    private static final CommitOptions OPTIONS =
            CommitOptions.DEFAULT.with(CommitOptions.Path.WHERE_UNMERGED);

    private final MlsGroup group;
    private final TokenPolicy policy;
    private final SealedState state;
    private final Map<Name, String> subjects;
    private final boolean isOurs;

    private GroupKeys(
            MlsGroup group,
            TokenPolicy policy,
            SealedState state,
            Map<Name, String> subjects,
            boolean isOurs) {
        this.group = group;
        this.policy = policy;
        this.state = state;
        this.subjects = new HashMap<>(subjects);
        this.isOurs = isOurs;
    }

    /// Begins a group in which we are alone.
    ///
    /// @param cipher seals its state; without one, nothing of it is stored
    public static GroupKeys begin(
            Identity identity,
            TokenVerifier verifier,
            InstantSource clock,
            Optional<StateCipher> cipher)
            throws RefusedException {
        CipherSuite suite = identity.signingKey().suite();
        var policy = new TokenPolicy(verifier, Optional.empty());
        var state = new SealedState(Optional.empty());
        Opaque id = Opaque.of(Secret.random(GROUP_ID_BYTES).disclose());
        try (OwnKeyPackage own =
                OwnKeyPackage.create(
                        suite,
                        identity.signingKey().forMls(identity.token()),
                        Lifetime.around(clock.instant()))) {
            MlsGroup group = MlsGroup.create(rules(suite, policy, state, cipher), id, own);
            return new GroupKeys(group, policy, state, Map.of(), true);
        }
    }

    /// Joins a group that somebody else moderates.
    ///
    /// @param welcome an MLSMessage
    /// @param own the one that the welcome was made with stays as it is
    /// @param cipher seals its state; without one, nothing of it is stored
    /// @throws RefusedException if it is not for us, or not by that moderator, or breaks a rule
    public static GroupKeys join(
            Identity identity,
            TokenVerifier verifier,
            Moderator moderator,
            ByteString welcome,
            KeyPackages own,
            Optional<StateCipher> cipher)
            throws RefusedException {
        var policy = new TokenPolicy(verifier, Optional.of(moderator));
        var state = new SealedState(Optional.empty());
        GroupRules rules = rules(identity.signingKey().suite(), policy, state, cipher);
        MlsGroup group =
                MlsGroup.join(rules, welcome.toByteArray(), own.of(welcome), Optional.empty());
        return new GroupKeys(group, policy, state, Map.of(), false);
    }

    /// Has a group back as it was stored.
    ///
    /// @param moderator of a group that we don't moderate ourselves
    /// @param groupId as [#groupId] gave it
    /// @param subjects as [#subjects] gave them
    public static GroupKeys restore(
            Identity identity,
            TokenVerifier verifier,
            Optional<Moderator> moderator,
            StateCipher cipher,
            String groupId,
            ByteString stored,
            Map<Name, String> subjects)
            throws RestoreException {
        var policy = new TokenPolicy(verifier, moderator);
        var state = new SealedState(Optional.of(stored));
        GroupRules rules = rules(identity.signingKey().suite(), policy, state, Optional.of(cipher));
        Opaque id = Opaque.of(HexFormat.of().parseHex(groupId));
        return new GroupKeys(
                MlsGroup.restore(rules, id), policy, state, subjects, moderator.isEmpty());
    }

    private static GroupRules rules(
            CipherSuite suite,
            TokenPolicy policy,
            SealedState state,
            Optional<StateCipher> cipher) {
        var rules = new GroupRules(suite, policy);
        return cipher.map(each -> rules.storedIn(new GroupStorage(state, new Sealing(each))))
                .orElse(rules);
    }

    /// Gives a name to what can go wrong.
    private record Sealing(StateCipher cipher) implements StateCipher {
        @Override
        public byte[] seal(byte[] content, byte[] associatedData) {
            try {
                return cipher.seal(content, associatedData);
            } catch (RuntimeException e) {
                throw new SealingException(e);
            }
        }

        @Override
        public byte[] open(byte[] sealed, byte[] associatedData) throws GeneralSecurityException {
            return cipher.open(sealed, associatedData);
        }
    }

    /// In hexadecimal.
    public String groupId() {
        return group.current().context().groupId().toString();
    }

    /// The subjects of the members' tokens, where we moderate.
    public Map<Name, String> subjects() {
        return Map.copyOf(subjects);
    }

    /// What has to be stored before anybody hears of the last change.
    public Optional<ByteString> sealedState() {
        return state.latest();
    }

    /// A commit that is made and merged.
    ///
    /// @param commit an MLSMessage for the members
    /// @param welcome an MLSMessage for who comes in
    public record Made(ByteString commit, Optional<ByteString> welcome, long epoch) {}

    /// Makes a change of the membership, and goes to the epoch that it leads to.
    ///
    /// @throws RefusedException if that can't be done; nothing has changed then
    public Made commit(KeyChange change) throws RefusedException {
        return switch (change) {
            case KeyChange.Add(Name member, ByteString keyPackage) -> add(member, keyPackage);
            case KeyChange.Remove(Name member) -> remove(member);
            case KeyChange.Rejoin(Name member, ByteString keyPackage) -> rejoin(member, keyPackage);
        };
    }

    private Made add(Name member, ByteString keyPackage) throws RefusedException {
        KeyPackage given = decode(keyPackage);
        String subject = subject(given, member);
        Made made = commit(List.of(new Proposal.Add(given)));
        subjects.put(member, subject);
        return made;
    }

    private Made remove(Name member) throws RefusedException {
        Made made = commit(List.of(new Proposal.Remove(leaf(member))));
        subjects.remove(member);
        return made;
    }

    private Made rejoin(Name member, ByteString keyPackage) throws RefusedException {
        KeyPackage given = decode(keyPackage);
        String subject = subject(given, member);
        Made made = commit(List.of(new Proposal.Remove(leaf(member)), new Proposal.Add(given)));
        subjects.put(member, subject);
        return made;
    }

    private Made commit(List<Proposal> proposals) throws RefusedException {
        CommitResult result = group.commit(proposals, OPTIONS);
        group.merge(result.next());
        return new Made(
                bytes(result.commit()), result.welcome().map(GroupKeys::bytes), group.epoch());
    }

    /// What came of a commit of the moderator.
    public sealed interface Following {
        /// We are in the epoch that it leads to.
        record Followed(long epoch) implements Following {}

        /// It takes us out.
        record TakenOut() implements Following {}

        /// Nothing has changed.
        record NotFollowed(String why) implements Following {}
    }

    /// Goes where a commit leads to.
    ///
    /// @param commit an MLSMessage
    public Following follow(ByteString commit) {
        return switch (group.process(commit.toByteArray())) {
            case ProcessedMessage.Commit(int sender, _, var next) when isModerator(sender) -> {
                group.merge(next);
                yield new Following.Followed(group.epoch());
            }
            case ProcessedMessage.RemovedUs(int sender) when isModerator(sender) ->
                    new Following.TakenOut();
            case ProcessedMessage.Commit _, ProcessedMessage.RemovedUs _ ->
                    new Following.NotFollowed("a commit by somebody who is not the moderator");
            case ProcessedMessage.Rejected(_, String why) -> new Following.NotFollowed(why);
            case ProcessedMessage.Application _, ProcessedMessage.Proposed _ ->
                    new Following.NotFollowed("a message that is no commit");
        };
    }

    private boolean isModerator(int leaf) {
        return group.current()
                .tree()
                .leaf(leaf)
                .filter(node -> policy.isModerator(node.credential()))
                .isPresent();
    }

    private static ByteString bytes(MlsMessage message) {
        return ByteString.copyFrom(message.encoded());
    }

    private static KeyPackage decode(ByteString keyPackage) throws RefusedException {
        try {
            if (MlsMessage.decode(keyPackage.toByteArray()).body() instanceof KeyPackage given) {
                return given;
            }
            throw new RefusedException(Check.WELL_FORMED, "a message that is no key package");
        } catch (DecodeException e) {
            throw new RefusedException(Check.WELL_FORMED, e.getMessage(), e);
        }
    }

    /// Of a token of now, which is the member's own: other members look at it as well, and those of upstream would not take a
    /// commit that adds one whose token is over.
    private String subject(KeyPackage given, Name member) throws RefusedException {
        Credential credential = given.leafNode().credential();
        try {
            String subject = policy.currentClaims(credential).subject();
            if (!InstanceIds.ofIdentity(subject).equals(member.id())) {
                throw new RefusedException(
                        Check.LEAF_CREDENTIAL, "its key package is of another instance");
            }
            return subject;
        } catch (InvalidTokenException e) {
            throw new RefusedException(Check.LEAF_CREDENTIAL, e.getMessage(), e);
        }
    }

    private int leaf(Name member) {
        return findLeaf(member)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s is in the roster, and not in the group"
                                                .formatted(member)));
    }

    private Optional<Integer> findLeaf(Name member) {
        RatchetTree tree = group.current().tree();
        return Optional.ofNullable(subjects.get(member))
                .map(TokenPolicy::identity)
                .flatMap(
                        identity ->
                                tree.members().stream()
                                        .filter(
                                                leaf ->
                                                        tree.identity(leaf, policy::identity)
                                                                .equals(identity))
                                        .findFirst());
    }

    /// Of a member's leaf; empty if it is no member.
    public Optional<Opaque> signatureKey(Name member) {
        return (isOurs ? findLeaf(member) : leafOfInstance(member.id()))
                .flatMap(group.current().tree()::leaf)
                .map(LeafNode::signatureKey);
    }

    private Optional<Integer> leafOfInstance(NameId instance) {
        RatchetTree tree = group.current().tree();
        return tree.members().stream()
                .filter(
                        leaf ->
                                InstanceIds.ofIdentity(
                                                subject(tree.identity(leaf, policy::identity)))
                                        .equals(instance))
                .findFirst();
    }

    private static String subject(Opaque identity) {
        return new String(identity.bytes(), UTF_8);
    }

    /// @param authenticatedData the header that goes in the clear
    public ByteString encrypt(ByteString content, byte[] authenticatedData) {
        return bytes(
                group.encrypt(
                        content.toByteArray(), Opaque.of(authenticatedData), padding(content)));
    }

    /// Hides the exact length: up to the next multiple of an eighth of its power of two.
    private static int padding(ByteString content) {
        int size = content.size();
        int step = Math.max(Integer.highestOneBit(Math.max(size, 1)) / 8, 32);
        return (step - size % step) % step;
    }

    /// What a member said.
    ///
    /// @param sender the subject of its token
    public record Opened(ByteString content, String sender, ByteString authenticatedData) {}

    /// @return empty if it can't be opened: damaged, seen before, or of an epoch that we don't have
    public Optional<Opened> decrypt(ByteString content) {
        if (isData(content)
                && group.process(content.toByteArray())
                        instanceof ProcessedMessage.Application said) {
            return subject(said)
                    .map(
                            subject ->
                                    new Opened(
                                            ByteString.copyFrom(said.plaintext().bytes()),
                                            subject,
                                            ByteString.copyFrom(said.authenticatedData().bytes())));
        }
        return Optional.empty();
    }

    /// Whether it is what members send each other, and not a proposal, which would be part of our next commit, or a commit.
    private static boolean isData(ByteString content) {
        try {
            return MlsMessage.decode(content.toByteArray()).body() instanceof PrivateMessage message
                    && message.contentType() == Content.APPLICATION;
        } catch (DecodeException e) {
            return false;
        }
    }

    /// Of who was at the sender's leaf in the message's epoch.
    private Optional<String> subject(ProcessedMessage.Application said) {
        try {
            Optional<Credential> credential = group.credential(said);
            return credential.isPresent()
                    ? Optional.of(policy.claims(credential.get()).subject())
                    : Optional.empty();
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }

    /// Whether that member has encrypted it. Who moderates knows all members; who doesn't goes by the instance, which follows from
    /// the subject.
    public boolean isOf(Opened opened, Name member) {
        return isOurs
                ? opened.sender().equals(subjects.get(member))
                : InstanceIds.ofIdentity(opened.sender()).equals(member.id());
    }

    public long epoch() {
        return group.epoch();
    }

    public GroupView view() {
        return group.view();
    }

    /// When we are out: wipes all of it, and leaves nothing to be stored.
    public void forget() {
        group.forget();
    }

    /// Wipes all of it; what is sealed stays.
    @Override
    public void close() {
        group.close();
    }
}
