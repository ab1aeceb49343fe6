package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionMessage;
import io.slimconsole.tests.kit.Await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Applications around a node in this process, which may lose what they say.
final class Company implements AutoCloseable {
    static final Name CHANNEL = Name.parse("org/ns/channel");

    /// Gives up after 5 s.
    static final SessionOptions QUICK =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(200), 24);

    static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private final SlimNode node = SlimNode.create(NodeConfig.loopback(0));
    private final SharedSecret secret =
            new SharedSecret("a secret that all of them share: 0123456789", InstantSource.system());
    private final List<Application> applications = new CopyOnWriteArrayList<>();
    private volatile Predicate<SessionMessage> lost = _ -> false;

    Company() {
        node.start();
    }

    /// From now on, messages that it is true of get nowhere.
    void lose(Predicate<SessionMessage> which) {
        lost = which;
    }

    Somebody join(String service) {
        return join(service, identity(service, secret), secret, SessionStorage.NONE);
    }

    SharedSecret secret() {
        return secret;
    }

    static Identity identity(String service, SharedSecret of) {
        return SharedSecretIdentity.create("org/ns/" + service, of, SigningKey.generate(SUITE));
    }

    Somebody join(String service, Identity identity, SharedSecret theirs, SessionStorage storage) {
        Application application =
                Application.join(
                        new Lossy(new LocalNetwork(node, service)),
                        Name.parse("org/ns/" + service),
                        identity,
                        theirs,
                        InstantSource.system(),
                        storage);
        applications.add(application);
        return new Somebody(application);
    }

    @Override
    public void close() {
        applications.forEach(Application::close);
        node.close();
    }

    static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    static <T> T get(CompletableFuture<T> outcome) {
        try {
            return outcome.get(Await.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// An application, what it has heard, and who asks for it.
    static final class Somebody {
        private final Application application;
        private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
        private final List<Invitation> invitations = new CopyOnWriteArrayList<>();
        private final List<ParticipantSession> accepted = new CopyOnWriteArrayList<>();

        Somebody(Application application) {
            this.application = application;
        }

        Application application() {
            return application;
        }

        Name name() {
            return application.name();
        }

        Name service() {
            return Name.parse(application.name().prefix());
        }

        List<SessionEvent> events() {
            return events;
        }

        List<Invitation> invitations() {
            return invitations;
        }

        /// Says yes to whatever it is asked.
        Somebody welcoming() {
            application.onInvitation(
                    invitation -> {
                        invitations.add(invitation);
                        invitation.accept(events::add).ifPresent(accepted::add);
                    });
            return this;
        }

        /// Says nothing at first.
        Somebody thoughtful() {
            application.onInvitation(invitations::add);
            return this;
        }

        /// The session that it was asked into last, once it is in.
        ParticipantSession session() {
            Await.until("it is in", () -> count(SessionEvent.Began.class) == accepted.size());
            return accepted.getLast();
        }

        long count(Class<? extends SessionEvent> kind) {
            return events.stream().filter(kind::isInstance).count();
        }

        List<String> read() {
            return events.stream()
                    .filter(SessionEvent.Message.class::isInstance)
                    .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                    .toList();
        }

        void awaitRead(String... texts) {
            Await.until(
                    "%s has read %s, and not only %s".formatted(name(), List.of(texts), read()),
                    () -> read().equals(List.of(texts)));
        }

        void await(SessionEvent event) {
            Await.until(event + " among " + events, () -> events.contains(event));
        }
    }

    static Outcome invite(ModeratedSession session, Somebody whom) {
        return get(session.invite(whom.service()));
    }

    static PublishOutcome.Answered published(Session by, String content) {
        return (PublishOutcome.Answered) get(by.publish(text(content)));
    }

    private final class Lossy implements Network {
        private final Network inner;

        Lossy(Network inner) {
            this.inner = inner;
        }

        @Override
        public Attachment attach(Name self, Consumer<SlimMessage> receiver) {
            Attachment attachment = inner.attach(self, receiver);
            return new Attachment() {
                @Override
                public void subscribe(Name name) {
                    attachment.subscribe(name);
                }

                @Override
                public void unsubscribe(Name name) {
                    attachment.unsubscribe(name);
                }

                @Override
                public boolean send(SlimMessage message) {
                    boolean goes =
                            SessionCodec.decode(message)
                                    .filter(arrived -> lost.test(arrived.message()))
                                    .isEmpty();
                    return goes && attachment.send(message);
                }

                @Override
                public void close() {
                    attachment.close();
                }
            };
        }
    }
}
