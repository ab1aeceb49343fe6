package io.slimconsole.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.group.CommitOptions;
import io.slimconsole.mls.group.CommitResult;
import io.slimconsole.mls.group.Epoch;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.GroupState;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A member's side of a group.
///
/// Messages come in by [#process], which changes nothing but the keys of messages that it has opened: a commit is looked
/// at, and followed by [#merge]. What it refuses leaves the group as it was.
///
/// One thread at a time; a second one gets a [ConcurrentModificationException].
///
/// @see "RFC 9420"
public final class MlsGroup {
    private final GroupState state;
    private final AtomicBoolean busy = new AtomicBoolean();

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
        enter();
        try {
            return state.commit(proposals, options);
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
        return alone(() -> GroupView.of(state.epoch()));
    }

    /// The state of this epoch.
    public Epoch current() {
        return state.epoch();
    }

    private <T> T alone(Supplier<T> work) {
        enter();
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
}
