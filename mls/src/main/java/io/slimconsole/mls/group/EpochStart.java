package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.RefusedException.require;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.crypto.SignaturePrivateKey;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.schedule.EpochSecrets;
import io.slimconsole.mls.schedule.JoinerSecret;
import io.slimconsole.mls.schedule.KeySchedule;
import io.slimconsole.mls.schedule.PskSecret;
import io.slimconsole.mls.schedule.SecretTree;
import io.slimconsole.mls.tree.RatchetTree;
import io.slimconsole.mls.tree.TreeKeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts an epoch together from what leads to it.
///
/// @see "RFC 9420 §8"
final class EpochStart {
    private final CipherSuite suite;
    private final Limits limits;
    private final KeySchedule schedule;

    EpochStart(CipherSuite suite, Limits limits) {
        this.suite = suite;
        this.limits = limits;
        this.schedule = new KeySchedule(suite);
    }

    KeySchedule schedule() {
        return schedule;
    }

    PskSecret pskSecret(List<PreSharedKeyId> ids, PskStore store) throws RefusedException {
        var keys = new ArrayList<KeySchedule.NamedPsk>();
        for (PreSharedKeyId id : ids) {
            Secret psk =
                    store.find(id)
                            .orElseThrow(
                                    () ->
                                            new RefusedException(
                                                    Check.PSK_KNOWN,
                                                    "a pre-shared key that we don't have"));
            keys.add(new KeySchedule.NamedPsk(id, psk));
        }
        return schedule.pskSecret(keys);
    }

    /// The epoch that a commit or a Welcome leads to.
    ///
    /// @param tag as the committer made it
    /// @param commit empty for a Welcome
    Epoch confirmed(
            GroupContext context,
            RatchetTree tree,
            TreeKeys keys,
            SignaturePrivateKey signer,
            JoinerSecret joiner,
            PskSecret psk,
            Opaque tag,
            Optional<CommitSummary> commit)
            throws RefusedException {
        EpochSecrets secrets = schedule.epochSecrets(joiner, psk, context);
        require(
                secrets.isConfirmedBy(suite, tag, context.confirmedTranscriptHash()),
                Check.CONFIRMATION_TAG,
                "the committer arrived at another epoch than we do");
        return epoch(context, tree, keys, signer, secrets, tag, commit);
    }

    Epoch epoch(
            GroupContext context,
            RatchetTree tree,
            TreeKeys keys,
            SignaturePrivateKey signer,
            EpochSecrets secrets,
            Opaque tag,
            Optional<CommitSummary> commit) {
        var messageKeys =
                new SecretTree(
                        suite,
                        secrets.encryption(),
                        tree.leafCount(),
                        limits.generationsAhead(),
                        limits.lateKeys());
        return new Epoch(
                suite,
                context,
                tree,
                keys,
                signer,
                secrets,
                messageKeys,
                tag,
                schedule.interimTranscriptHash(context.confirmedTranscriptHash(), tag),
                commit);
    }
}
