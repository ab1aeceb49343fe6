package io.slimconsole.mls.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.PreSharedKeyId;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A group of three: the moderator (leaf 0), who turns hostile; anna (leaf 1), who has to notice; berta (leaf 2).
final class Trio {
    static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final CommitOptions OPTIONS = CommitOptions.DEFAULT;
    static final CommitOptions WITH_PATH = OPTIONS.with(CommitOptions.Path.ALWAYS);

    /// At most four members, and three proposals in a commit.
    static final GroupRules RULES =
            new GroupRules(
                    SUITE,
                    new NoMallory(),
                    new Limits(4_000_000, 4, 3, 1_024, 1_024, 3, 4),
                    id -> Optional.ofNullable(known(id)),
                    InstantSource.fixed(NOW));

    final MlsGroup moderator;
    final MlsGroup anna;
    final MlsGroup berta;
    final Client annaClient = Client.of(SUITE, "anna");
    final HostileMember hostile;
    final OwnKeyPackage carla = Client.of(SUITE, "carla").keyPackage();

    Trio() throws RefusedException {
        this(RULES);
    }

    Trio(GroupRules rules) throws RefusedException {
        OwnKeyPackage first = Client.of(SUITE, "moderator").keyPackage();
        OwnKeyPackage second = annaClient.keyPackage();
        OwnKeyPackage third = Client.of(SUITE, "berta").keyPackage();
        moderator = MlsGroup.create(rules, Opaque.of("trio".getBytes(UTF_8)), first);
        CommitResult added =
                moderator.commit(
                        List.of(
                                new Proposal.Add(second.keyPackage()),
                                new Proposal.Add(third.keyPackage())),
                        WITH_PATH);
        moderator.merge(added.next());
        Welcome welcome = (Welcome) added.welcome().orElseThrow().body();
        anna = MlsGroup.join(rules, welcome, second, Optional.empty());
        berta = MlsGroup.join(rules, welcome, third, Optional.empty());
        hostile = new HostileMember(moderator.current());
    }

    CommitResult addCarla(CommitOptions options) throws RefusedException {
        return moderator.commit(List.of(new Proposal.Add(carla.keyPackage())), options);
    }

    /// Anna refuses `forged` and stays as she was; then she accepts `genuine`.
    void annaRefuses(MlsMessage forged, Check check, MlsMessage genuine) {
        annaRefuses(forged.encoded(), check, genuine);
    }

    void annaRefuses(byte[] forged, Check check, MlsMessage genuine) {
        long epoch = anna.epoch();
        byte[] authenticator = anna.epochAuthenticator();

        assertThat(anna.process(forged))
                .isInstanceOfSatisfying(
                        ProcessedMessage.Rejected.class,
                        rejected ->
                                assertThat(rejected.check()).as(rejected.why()).isEqualTo(check));

        assertThat(anna.epoch()).isEqualTo(epoch);
        assertThat(anna.epochAuthenticator()).isEqualTo(authenticator);
        assertThat(anna.process(genuine)).isNotInstanceOf(ProcessedMessage.Rejected.class);
    }

    /// The moderator itself won't make such a commit, and stays as it was.
    void moderatorRefusesToCommit(Check check, Proposal... proposals) {
        long epoch = moderator.epoch();
        byte[] authenticator = moderator.epochAuthenticator();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> moderator.commit(List.of(proposals), OPTIONS))
                .satisfies(e -> assertThat(e.check()).as(e.getMessage()).isEqualTo(check));

        assertThat(moderator.epoch()).isEqualTo(epoch);
        assertThat(moderator.epochAuthenticator()).isEqualTo(authenticator);
    }

    static Opaque flipLast(Opaque bytes) {
        byte[] changed = bytes.bytes();
        changed[changed.length - 1] ^= 1;
        return Opaque.of(changed);
    }

    static PreSharedKeyId psk(String name, int nonceBytes) {
        return new PreSharedKeyId.External(
                Opaque.of(name.getBytes(UTF_8)), Opaque.of(new byte[nonceBytes]));
    }

    private static @Nullable Secret known(PreSharedKeyId id) {
        return id instanceof PreSharedKeyId.External external
                        && external.id().equals(Opaque.of("known".getBytes(UTF_8)))
                ? Secret.zeros(SUITE.hashLength())
                : null;
    }

    /// Lets everybody in but one.
    private static final class NoMallory implements CredentialPolicy {
        private final CredentialPolicy others = new AnyCredential();

        @Override
        public @Nullable String refusal(Credential credential, Opaque signatureKey) {
            return credential.equals(new Credential.Basic(Opaque.of("mallory".getBytes(UTF_8))))
                    ? "mallory is not let in"
                    : others.refusal(credential, signatureKey);
        }

        @Override
        public Opaque identity(Credential credential) {
            return others.identity(credential);
        }
    }
}
