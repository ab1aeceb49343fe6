package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionKind;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// An application on a SLIM network, with its sessions. May be used on any thread.
///
/// @see "session.md 1.2"
public final class Application implements AutoCloseable {
    /// Session ids are below this, as unsigned numbers.
    private static final long SESSION_IDS = (1L << Integer.SIZE) - 1 - 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Name name;
    private final Identity identity;
    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final Network.Attachment attachment;
    private final Map<Integer, ModeratedSession> sessions = new ConcurrentHashMap<>();

    private Application(
            Network network,
            Name service,
            Identity identity,
            TokenVerifier verifier,
            InstantSource clock) {
        this.name = service.withId(identity.instance());
        this.identity = identity;
        this.verifier = verifier;
        this.clock = clock;
        this.attachment = network.attach(name, this::received);
    }

    /// Takes part in a network.
    ///
    /// @param service the name without the instance, which follows from the identity
    /// @throws io.slimconsole.session.network.NetworkException if the node doesn't let us
    public static Application join(
            Network network,
            Name service,
            Identity identity,
            TokenVerifier verifier,
            InstantSource clock) {
        return new Application(network, service, identity, verifier, clock);
    }

    /// With our instance.
    public Name name() {
        return name;
    }

    /// Begins a group session over a channel, which we moderate. Nobody hears of it before somebody is invited.
    ///
    /// @param listener hears all of it, from the beginning
    public ModeratedSession createGroup(
            Name channel, SessionOptions options, SessionListener listener) {
        InstanceIds.ChannelNames channels = InstanceIds.channels(identity.id(), channel);
        return begin(
                SessionKind.GROUP,
                Optional.of(new Body.Channels(channels.data(), channels.control())),
                options,
                listener);
    }

    private ModeratedSession begin(
            SessionKind kind,
            Optional<Body.Channels> channels,
            SessionOptions options,
            SessionListener listener) {
        while (true) {
            int id = (int) RANDOM.nextLong(SESSION_IDS);
            var plan =
                    new SessionPlan(
                            id,
                            kind,
                            new Participant(name, true, true, true),
                            channels,
                            options.timers(),
                            options.reliable(),
                            options.encrypted() ? Optional.of(options.mls()) : Optional.empty(),
                            options.metadata());
            var session =
                    new ModeratedSession(
                            plan,
                            identity,
                            verifier,
                            clock,
                            attachment,
                            listener,
                            () -> sessions.remove(id));
            if (sessions.putIfAbsent(id, session) == null) {
                session.start();
                return session;
            }
        }
    }

    public List<ModeratedSession> sessions() {
        return List.copyOf(sessions.values());
    }

    private void received(SlimMessage message) {
        SessionCodec.decode(message)
                .ifPresent(
                        arrived ->
                                Optional.ofNullable(sessions.get(arrived.message().session()))
                                        .ifPresent(session -> session.arrived(arrived)));
    }

    /// Leaves the network. Sessions end without a word.
    @Override
    public void close() {
        sessions.values().forEach(ModeratedSession::stop);
        attachment.close();
    }
}
