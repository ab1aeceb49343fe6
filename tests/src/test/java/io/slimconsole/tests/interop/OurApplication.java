package io.slimconsole.tests.interop;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.Application;
import io.slimconsole.session.Invitation;
import io.slimconsole.session.ParticipantSession;
import io.slimconsole.session.Session;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.kit.Await;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// An application of ours in a scenario: what it is asked into it enters, and what it hears it notes.
final class OurApplication {
    private static final SharedSecret SECRET =
            new SharedSecret(Scenario.SECRET, InstantSource.system());

    private final Name service;
    private final Identity identity;
    private final TokenVerifier verifier;
    private final Way way;
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    private final List<ParticipantSession> entered = new CopyOnWriteArrayList<>();
    private Application application;

    /// One in our node.
    ///
    /// @param name `organization/namespace/service`
    OurApplication(String name, Scenario scenario, SessionStorage storage) {
        this(name, Way.IN_OUR_NODE, scenario, storage);
    }

    OurApplication(String name, Way way, Scenario scenario, SessionStorage storage) {
        this(
                name,
                SharedSecretIdentity.create(
                        name,
                        SECRET,
                        SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)),
                SECRET,
                way,
                scenario,
                storage);
    }

    OurApplication(
            String name,
            Identity identity,
            TokenVerifier verifier,
            Way way,
            Scenario scenario,
            SessionStorage storage) {
        this.service = Name.parse(name);
        this.identity = identity;
        this.verifier = verifier;
        this.way = way;
        this.application = joined(scenario, storage);
    }

    private Application joined(Scenario scenario, SessionStorage storage) {
        var joined =
                Application.join(
                        way.network(scenario),
                        service,
                        identity,
                        verifier,
                        InstantSource.system(),
                        storage);
        scenario.atEnd(joined::close);
        joined.onInvitation(this::enter);
        return joined;
    }

    private void enter(Invitation invitation) {
        invitation.accept(events::add).ifPresent(entered::add);
    }

    /// Ends without a word, and goes on with what is stored.
    ///
    /// @return its one session
    Session restart(Scenario scenario, SessionStorage storage) {
        application.close();
        application = joined(scenario, storage);
        if (!application.resume(_ -> events::add).isEmpty()) {
            throw new AssertionError("sessions got lost");
        }
        return Stream.<Session>concat(
                        application.sessions().stream(), application.participations().stream())
                .findFirst()
                .orElseThrow();
    }

    Application application() {
        return application;
    }

    List<SessionEvent> events() {
        return events;
    }

    /// The session that it was asked into last, once it is in.
    ParticipantSession session() {
        Await.until(
                "we are in a session, after " + events,
                () -> !entered.isEmpty() && count(SessionEvent.Began.class) == entered.size());
        return entered.getLast();
    }

    long count(Class<? extends SessionEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    void await(SessionEvent event) {
        Await.until(event + " among " + events, () -> events.contains(event));
    }

    /// What it has read so far.
    List<String> read() {
        return events.stream()
                .filter(SessionEvent.Message.class::isInstance)
                .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                .toList();
    }

    void awaitRead(List<String> texts) {
        Await.until("%s, and not %s".formatted(texts, read()), () -> read().equals(texts));
    }

    /// Without instances, in the order of the roster.
    static List<String> members(Session session) {
        return session.roster().members().stream()
                .map(Participant::name)
                .map(Name::prefix)
                .toList();
    }

    static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    static PublishOutcome.Answered published(Session by, String content) {
        return (PublishOutcome.Answered) get(by.publish(text(content)));
    }

    static <T> T get(CompletableFuture<T> outcome) {
        try {
            return outcome.get(90, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
