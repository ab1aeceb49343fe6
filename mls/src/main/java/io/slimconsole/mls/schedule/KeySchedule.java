package io.slimconsole.mls.schedule;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.AuthenticatedContent;
import io.slimconsole.mls.framing.GroupContext;
import io.slimconsole.mls.framing.PreSharedKeyId;

import java.util.List;

/// How the secrets of an epoch come from those of the one before, step by step.
///
/// @see "RFC 9420 §8"
public final class KeySchedule {
    private final CipherSuite suite;

    public KeySchedule(CipherSuite suite) {
        this.suite = suite;
    }

    private Secret zeros() {
        return Secret.zeros(suite.hashLength());
    }

    /// For a commit without a path.
    public CommitSecret noCommitSecret() {
        return new CommitSecret(zeros());
    }

    public JoinerSecret joinerSecret(InitSecret init, CommitSecret commit, GroupContext context) {
        try (Secret extracted = suite.extract(init.value(), commit.value())) {
            return new JoinerSecret(
                    suite.expandWithLabel(
                            extracted, "joiner", context.encoded(), suite.hashLength()));
        }
    }

    /// The key and nonce that a Welcome's group info is sealed with.
    public MessageKey welcomeKey(JoinerSecret joiner, PskSecret psk) {
        try (Secret member = memberSecret(joiner, psk);
                Secret welcome = suite.deriveSecret(member, "welcome")) {
            return new MessageKey(
                    suite.expandWithLabel(welcome, "key", new byte[0], suite.keyLength()),
                    suite.expandWithLabel(welcome, "nonce", new byte[0], suite.nonceLength()));
        }
    }

    public EpochSecrets epochSecrets(JoinerSecret joiner, PskSecret psk, GroupContext context) {
        try (Secret member = memberSecret(joiner, psk);
                Secret epoch =
                        suite.expandWithLabel(
                                member, "epoch", context.encoded(), suite.hashLength())) {
            return EpochSecrets.derive(suite, epoch);
        }
    }

    /// The secrets of a group's first epoch, which nobody joins.
    ///
    /// @see "RFC 9420 §11"
    public EpochSecrets firstEpoch() {
        try (Secret epoch = Secret.random(suite.hashLength())) {
            return EpochSecrets.derive(suite, epoch);
        }
    }

    private Secret memberSecret(JoinerSecret joiner, PskSecret psk) {
        return suite.extract(joiner.value(), psk.value());
    }

    /// A pre-shared key and its name.
    public record NamedPsk(PreSharedKeyId id, Secret psk) {}

    /// @see "RFC 9420 §8.4"
    public PskSecret pskSecret(List<NamedPsk> keys) {
        Secret result = zeros();
        for (int i = 0; i < keys.size(); i++) {
            byte[] label =
                    new Writer()
                            .struct(keys.get(i).id())
                            .uint16(i)
                            .uint16(keys.size())
                            .toByteArray();
            try (Secret before = result;
                    Secret extracted = suite.extract(zeros(), keys.get(i).psk());
                    Secret input =
                            suite.expandWithLabel(
                                    extracted, "derived psk", label, suite.hashLength())) {
                result = suite.extract(input, before);
            }
        }
        return new PskSecret(result);
    }

    /// @see "RFC 9420 §8.2"
    public Opaque confirmedTranscriptHash(Opaque interimBefore, AuthenticatedContent commit) {
        return commit.confirmedTranscriptHash(suite, interimBefore);
    }

    /// @see "RFC 9420 §8.2"
    public Opaque interimTranscriptHash(Opaque confirmed, Opaque confirmationTag) {
        return Opaque.of(suite.hash(confirmed.bytes(), confirmationTag.encoded()));
    }
}
