package io.slimconsole.mls.group;

import static io.slimconsole.mls.group.Trio.OPTIONS;
import static io.slimconsole.mls.group.Trio.SUITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.framing.Proposal;
import io.slimconsole.mls.framing.Welcome;
import io.slimconsole.mls.kit.AnyCredential;
import io.slimconsole.mls.kit.Client;
import io.slimconsole.mls.tree.Credential;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A group that is used by two threads at once says so.
@Timeout(60)
final class OneThreadTest {
    private static final Credential CARLA =
            new Credential.Basic(Opaque.of("carla".getBytes(UTF_8)));

    /// Where the first thread is while the second one tries.
    private final CountDownLatch inside = new CountDownLatch(1);

    private final CountDownLatch tried = new CountDownLatch(1);

    private final OwnKeyPackage annas = Client.of(SUITE, "anna").keyPackage();
    private final MlsGroup moderator;
    private final MlsGroup anna;

    OneThreadTest() throws RefusedException {
        var rules = new GroupRules(SUITE, new AnyCredential());
        moderator =
                MlsGroup.create(
                        rules,
                        Opaque.of("two threads".getBytes(UTF_8)),
                        Client.of(SUITE, "moderator").keyPackage());
        CommitResult added =
                moderator.commit(List.of(new Proposal.Add(annas.keyPackage())), OPTIONS);
        moderator.merge(added.next());
        anna =
                MlsGroup.join(
                        new GroupRules(SUITE, new WaitsForCarla()),
                        (Welcome) added.welcome().orElseThrow().body(),
                        annas,
                        Optional.empty());
    }

    /// Thinks about carla until the other thread has tried.
    private final class WaitsForCarla implements CredentialPolicy {
        private final CredentialPolicy others = new AnyCredential();

        @Override
        public @Nullable String refusal(Credential credential, Opaque signatureKey) {
            if (credential.equals(CARLA)) {
                inside.countDown();
                try {
                    tried.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody waits for this thread", e);
                }
            }
            return others.refusal(credential, signatureKey);
        }

        @Override
        public Opaque identity(Credential credential) {
            return others.identity(credential);
        }
    }

    @Test
    void aSecondThreadIsRefusedWhateverItWantsAndTheFirstOneGoesOn()
            throws RefusedException, InterruptedException, ExecutionException {
        MlsMessage said = moderator.encrypt(new byte[1], Opaque.EMPTY, 0);
        Proposal carla = new Proposal.Add(Client.of(SUITE, "carla").keyPackage().keyPackage());
        CommitResult adding = moderator.commit(List.of(carla), OPTIONS);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ProcessedMessage> first = threads.submit(() -> anna.process(adding.commit()));
            try {
                inside.await();
                refused(() -> anna.process(said));
                refused(() -> anna.process(said.encoded()));
                refused(() -> anna.encrypt(new byte[1], Opaque.EMPTY, 0));
                refused(() -> anna.commit(List.of(), OPTIONS));
                refused(() -> anna.merge(adding.next()));
                refused(() -> anna.export("label", new byte[0], 16));
                refused(anna::epochAuthenticator);
                refused(anna::view);
            } finally {
                tried.countDown();
            }

            assertThat(first.get())
                    .isInstanceOfSatisfying(
                            ProcessedMessage.Commit.class, commit -> anna.merge(commit.next()));
        }
        assertThat(anna.epochAuthenticator())
                .isEqualTo(adding.next().secrets().epochAuthenticator().disclose());
        assertThat(anna.process(said)).isInstanceOf(ProcessedMessage.Application.class);
    }

    private interface Call {
        void make() throws RefusedException;
    }

    private static void refused(Call call) {
        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(call::make)
                .withMessage("a group is used by two threads at once");
    }
}
