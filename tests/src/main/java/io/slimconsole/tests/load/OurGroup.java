package io.slimconsole.tests.load;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.Application;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionStorage;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Applications of ours, all in this process.
final class OurGroup implements GroupUnderLoad {
    private static final String SECRET = "a secret that all of them share: 0123456789";
    private static final int PATIENCE_SECONDS = 60;
    private static final Name CHANNEL = Name.parse("org/ns/channel");

    private final Network network;
    private final SharedSecret secret = new SharedSecret(SECRET, InstantSource.system());
    private final Application moderator;
    private final ModeratedSession session;
    private final List<Member> members = new ArrayList<>();

    /// One that only listens.
    private final class Member {
        private final Application application;
        private final AtomicReference<Expected> expected = new AtomicReference<>(new Expected(0));

        private Member(int index) {
            application = join(index);
            application.onInvitation(invitation -> invitation.accept(this::hear));
        }

        private void hear(SessionEvent event) {
            switch (event) {
                case SessionEvent.Message message -> expected.get().take(message.payload());
                case SessionEvent.Lost lost -> expected.get().fail("%s".formatted(lost));
                case SessionEvent.Refused refused -> expected.get().fail("%s".formatted(refused));
                default -> {
                    // of membership, which does not matter here
                }
            }
        }
    }

    /// What a member is to receive, in this order.
    private static final class Expected {
        private final int count;
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private int next;

        private Expected(int count) {
            this.count = count;
        }

        private void take(Payload payload) {
            int number = payload.blob().asReadOnlyByteBuffer().getInt();
            if (number != next) {
                fail("%,d came, %,d was to come".formatted(number, next));
            }
            next++;
            if (next == count) {
                all.complete(null);
            }
        }

        private void fail(String why) {
            all.completeExceptionally(new IllegalStateException(why));
        }
    }

    /// The sender alone; [#invite] brings the members.
    OurGroup(Network network) {
        this.network = network;
        this.moderator = join(0);
        this.session = moderator.createGroup(CHANNEL, SessionOptions.DEFAULT, _ -> {});
    }

    OurGroup(Network network, int members) {
        this(network);
        for (int i = 0; i < members; i++) {
            invite();
        }
    }

    private Application join(int index) {
        Name name = Name.parse("org/ns/member-" + index);
        return Application.join(
                network,
                name,
                SharedSecretIdentity.create(
                        name.prefix(),
                        secret,
                        SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)),
                secret,
                InstantSource.system(),
                SessionStorage.NONE);
    }

    /// One more member.
    ///
    /// @return from the invitation to the last acknowledgement
    Duration invite() {
        var member = new Member(members.size() + 1);
        members.add(member);
        long begin = System.nanoTime();
        Outcome outcome = get(session.invite(member.application.name().withId(anyInstance())));
        if (!(outcome instanceof Outcome.Invited)) {
            throw new IllegalStateException("not invited: " + outcome);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static NameId anyInstance() {
        return NameId.NULL_COMPONENT;
    }

    @Override
    public void send(int count, int size, int window) {
        for (Member member : members) {
            member.expected.set(new Expected(count));
        }
        var free = new Semaphore(window);
        for (int i = 0; i < count; i++) {
            free.acquireUninterruptibly();
            byte[] content = ByteBuffer.allocate(size).putInt(i).array();
            var payload = new Payload("bytes", ByteString.copyFrom(content), Map.of());
            var _ = session.publish(payload).thenAccept(outcome -> acknowledged(outcome, free));
        }
        members.forEach(member -> get(member.expected.get().all));
        free.acquireUninterruptibly(window);
    }

    private void acknowledged(PublishOutcome outcome, Semaphore free) {
        free.release();
        if (!(outcome instanceof PublishOutcome.Answered answered) || !answered.isComplete()) {
            members.getFirst().expected.get().fail("not acknowledged: " + outcome);
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a group of ours failed", e);
        }
    }

    /// The moderator begins sessions that nobody is in.
    void createMore(int sessions) {
        for (int i = 0; i < sessions; i++) {
            moderator.createGroup(
                    Name.parse("org/ns/channel-" + i), SessionOptions.DEFAULT, _ -> {});
        }
    }

    /// All but the moderator go without a word.
    void dropMembers() {
        members.forEach(member -> member.application.close());
        members.clear();
    }

    @Override
    public Duration cpu() {
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    @Override
    public void close() {
        dropMembers();
        moderator.close();
    }
}
