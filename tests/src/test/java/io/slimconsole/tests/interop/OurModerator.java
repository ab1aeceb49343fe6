package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An application of ours that moderates in a scenario, and what its sessions tell.
final class OurModerator {
    static final Name CHANNEL = Name.parse("org/ns/channel");

    /// Gives up after 30 s: for whoever is there, however busy the machine is.
    static final SessionOptions PATIENT =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(500), 59);

    /// Gives up after 8 s, where some are there and others are not.
    static final SessionOptions FAIR =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(500), 15);

    /// Gives up after 2 s: for whom nobody answers.
    static final SessionOptions IMPATIENT =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(500), 3);

    private static final Name CONSOLE = Name.parse("org/ns/console");

    private final Identity identity;
    private final TokenVerifier verifier;
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    OurModerator() {
        this(new SharedSecret(Scenario.SECRET, InstantSource.system()));
    }

    private OurModerator(SharedSecret secret) {
        this(
                SharedSecretIdentity.create(
                        CONSOLE.prefix(),
                        secret,
                        SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)),
                secret);
    }

    OurModerator(Identity identity, TokenVerifier verifier) {
        this.identity = identity;
        this.verifier = verifier;
    }

    /// Takes part; called again, as it would after a restart.
    io.slimconsole.session.Application join(
            Scenario scenario, Network network, SessionStorage storage) {
        var ours =
                io.slimconsole.session.Application.join(
                        network, CONSOLE, identity, verifier, InstantSource.system(), storage);
        scenario.atEnd(ours::close);
        return ours;
    }

    /// Hears what happens in its sessions.
    void hear(SessionEvent event) {
        events.add(event);
    }

    List<SessionEvent> events() {
        return List.copyOf(events);
    }

    /// Invites them one after the other.
    List<Session> gather(ModeratedSession group, List<Application> peers) {
        var sessions = new ArrayList<Session>();
        for (Application peer : peers) {
            var accepted = peer.accept();
            assertThat(get(group.invite(Name.parse(peer.name()))))
                    .as("after %s", events)
                    .isInstanceOf(Outcome.Invited.class);
            sessions.add(peer.await(accepted));
        }
        return sessions;
    }

    /// What it has read so far.
    List<String> read() {
        return events.stream()
                .filter(SessionEvent.Message.class::isInstance)
                .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                .toList();
    }

    /// Who sent something knows that we have it a moment before we have read it.
    void awaitRead(List<String> texts) {
        Await.until("%s, and not %s".formatted(texts, read()), () -> read().equals(texts));
    }

    static Outcome get(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(90, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    static PublishOutcome.Answered published(CompletableFuture<PublishOutcome> outcome) {
        try {
            return (PublishOutcome.Answered) outcome.get(90, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
