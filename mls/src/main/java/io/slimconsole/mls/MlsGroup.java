package io.slimconsole.mls;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.framing.WireFormat;
import io.slimconsole.mls.group.Check;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.Epoch;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.GroupState;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.group.SigningIdentity;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.mls.tree.Credential;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A member's side of a group.
///
/// Messages come in by [#process], which changes nothing but the keys of messages that it has opened: a commit is looked
/// at, and followed by [#merge]. What it refuses leaves the group as it was.
///
/// One thread at a time; a second one gets a [ConcurrentModificationException].
///
/// @see "RFC 9420"
public final class MlsGroup implements AutoCloseable {
    private final GroupState state;
    private final AtomicBoolean busy = new AtomicBoolean();
    private boolean closed;

    private MlsGroup(GroupState state) {
        this.state = state;
    }

    /// Begins a group with one member.
    ///
    /// @param own whose leaf becomes the first; nobody else may use its key package
    /// @see "RFC 9420 §11"
    public static MlsGroup create(GroupRules rules, Opaque groupId, OwnKeyPackage own)
            throws RefusedException {
        return new MlsGroup(GroupState.create(rules, groupId, own));
    }

    /// @param tree where it comes beside the Welcome
    /// @throws RefusedException if the Welcome is not for us, or breaks a rule
    public static MlsGroup join(
            GroupRules rules, Welcome welcome, OwnKeyPackage own, Optional<Opaque> tree)
            throws RefusedException {
        return new MlsGroup(GroupState.join(rules, welcome, own, tree));
    }

    /// The same, for a Welcome as it came: a whole MLSMessage.
    public static MlsGroup join(
            GroupRules rules, byte[] welcome, OwnKeyPackage own, Optional<Opaque> tree)
            throws RefusedException {
        GroupState.requireSize(rules, welcome.length);
        try {
            if (MlsMessage.decode(welcome).body() instanceof Welcome decoded) {
                return join(rules, decoded, own, tree);
            }
            throw new RefusedException(Check.WELL_FORMED, "a message that is no Welcome");
        } catch (DecodeException e) {
            throw new RefusedException(Check.WELL_FORMED, e.getMessage(), e);
        }
    }

    /// Has a group back as it was stored: in its epoch, with the keys for messages in both directions.
    ///
    /// Messages that were read after the state was stored can be read once more; the application knows by their ids that it
    /// had them.
    ///
    /// @param rules with the storage that it is in, and the group's suite
    public static MlsGroup restore(GroupRules rules, Opaque groupId) throws RestoreException {
        return new MlsGroup(GroupState.restore(rules, groupId));
    }

    /// Looks at a message of this group, whatever it is.
    public ProcessedMessage process(byte[] message) {
        return alone(() -> state.process(message));
    }

    /// The same, for one that is decoded.
    public ProcessedMessage process(MlsMessage message) {
        return alone(() -> state.process(message));
    }

    /// Enters an epoch that a commit leads to, another member's or our own.
    public void merge(Epoch next) {
        alone(
                () -> {
                    state.merge(next);
                    return next;
                });
    }

    /// Makes a commit. The group stays where it is until [#merge] of the result.
    ///
    /// @param proposals that go in by themselves; those that others have sent in this epoch go in as well, if they still
    ///     can
    public CommitResult commit(List<Proposal> proposals, CommitOptions options)
            throws RefusedException {
        use();
        try {
            return state.commit(proposals, options);
        } finally {
            busy.set(false);
        }
    }

    /// Proposes a change for somebody to commit, us or another member.
    ///
    /// @param format `PUBLIC_MESSAGE` or `PRIVATE_MESSAGE`
    /// @throws RefusedException if nobody could commit it; new keys of our own go through [#proposeUpdate]
    public MlsMessage propose(Proposal proposal, WireFormat format) throws RefusedException {
        use();
        try {
            return state.propose(proposal, format);
        } finally {
            busy.set(false);
        }
    }

    /// Proposes new keys of our own for another member to commit.
    ///
    /// @param successor who we are from then on, if that changes
    /// @param format `PUBLIC_MESSAGE` or `PRIVATE_MESSAGE`
    public MlsMessage proposeUpdate(Optional<SigningIdentity> successor, WireFormat format)
            throws RefusedException {
        use();
        try {
            return state.proposeUpdate(successor, format);
        } finally {
            busy.set(false);
        }
    }

    /// Encrypts something for all members.
    ///
    /// @param authenticatedData goes along in the clear, and can't be changed
    /// @param padding zeros to append, so that the length says less
    public MlsMessage encrypt(byte[] plaintext, Opaque authenticatedData, int padding) {
        return alone(() -> state.encrypt(plaintext, authenticatedData, padding));
    }

    /// A secret that all members can have, for the application's own use.
    ///
    /// @see "RFC 9420 §8.5"
    public Secret export(String label, byte[] context, int length) {
        return alone(() -> state.epoch().secrets().export(suite(), label, context, length));
    }

    /// Equal for all members of an epoch, and for nobody else.
    ///
    /// @see "RFC 9420 §8.7"
    public byte[] epochAuthenticator() {
        return alone(() -> state.epoch().secrets().epochAuthenticator().disclose());
    }

    /// Who has said an application message.
    ///
    /// @return empty if that epoch is not kept any more, or nobody was there
    public Optional<Credential> credential(ProcessedMessage.Application message) {
        return alone(() -> state.credential(message.epoch(), message.sender()));
    }

    public CipherSuite suite() {
        return state.epoch().suite();
    }

    public long epoch() {
        return state.epoch().context().epoch();
    }

    public int ownLeaf() {
        return state.epoch().ownLeaf();
    }

    /// The group as it is in this epoch, without secrets.
    public GroupView view() {
        return alone(() -> GroupView.of(state));
    }

    /// The state of this epoch.
    public Epoch current() {
        return state.epoch();
    }

    /// Stores the group as it is, and wipes its secrets. Nothing but this can be called afterwards.
    @Override
    public void close() {
        end(GroupState::save);
    }

    /// Forgets the group, in its storage as well, and wipes its secrets: when we have left it. Nothing but [#close] can be called
    /// afterwards.
    public void forget() {
        end(GroupState::delete);
    }

    @Override
    public String toString() {
        var context = state.epoch().context();
        return "MlsGroup(%s, epoch %d)".formatted(context.groupId(), context.epoch());
    }

    private void end(Consumer<GroupState> last) {
        enter();
        try {
            if (!closed) {
                last.accept(state);
                closed = true;
                state.wipe();
            }
        } finally {
            busy.set(false);
        }
    }

    private <T> T alone(Supplier<T> work) {
        use();
        try {
            return work.get();
        } finally {
            busy.set(false);
        }
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw new ConcurrentModificationException("a group is used by two threads at once");
        }
    }

    private void use() {
        enter();
        if (closed) {
            busy.set(false);
            throw new IllegalStateException("this group was closed");
        }
    }
}
