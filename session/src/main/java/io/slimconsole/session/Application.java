package io.slimconsole.session;

import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionKind;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// An application on a SLIM network, with its sessions. May be used on any thread.
///
/// @see "session.md 1.2"
public final class Application implements AutoCloseable {
    /// Session ids are below this, as unsigned numbers.
    private static final long SESSION_IDS = (1L << Integer.SIZE) - 1 - 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Name name;
    private final Surroundings home;
    private final Map<Integer, ModeratedSession> sessions = new ConcurrentHashMap<>();

    private Application(
            Network network,
            Name service,
            Identity identity,
            TokenVerifier verifier,
            InstantSource clock,
            SessionStorage storage) {
        this.name = service.withId(identity.instance());
        Network.Attachment attachment = network.attach(name, this::received);
        this.home = new Surroundings(identity, verifier, clock, attachment, storage);
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
            InstantSource clock,
            SessionStorage storage) {
        return new Application(network, service, identity, verifier, clock, storage);
    }

    /// A session that is stored and can't be gone on with. It stays stored.
    ///
    /// @param sessionId unsigned 32 bits
    public record Lost(int sessionId, String why) {}

    /// Goes on with all sessions that are stored; members hear of it. To be called once, after joining with the identity of
    /// before.
    ///
    /// @param listeners for each session, by its id
    /// @return those that could not be had back
    public List<Lost> resume(IntFunction<SessionListener> listeners) {
        var lost = new ArrayList<Lost>();
        for (StoredSession stored : home.storage().store().load()) {
            int id = stored.sessionId();
            try {
                SessionRecord record =
                        SessionRecord.decode(stored.record(), home.clock().instant());
                Name before = record.state().plan().self().name();
                if (!before.equals(name)) {
                    lost.add(
                            new Lost(
                                    id,
                                    "it was begun as %s, and now we are %s"
                                            .formatted(before, name)));
                    continue;
                }
                ModeratedSession session =
                        ModeratedSession.resume(
                                record,
                                stored.keys(),
                                home,
                                listeners.apply(id),
                                () -> sessions.remove(id));
                sessions.put(id, session);
                session.start();
            } catch (SessionRecord.UnreadableException | RestoreException e) {
                lost.add(new Lost(id, String.valueOf(e.getMessage())));
            }
        }
        return lost;
    }

    /// With our instance.
    public Name name() {
        return name;
    }

    /// Begins a group session over a channel, which we moderate. Nobody hears of it before somebody is invited.
    ///
    /// @param listener hears all of it, from the beginning
    /// @throws IllegalArgumentException if it is to be encrypted, and our identity has no signing key
    public ModeratedSession createGroup(
            Name channel, SessionOptions options, SessionListener listener) {
        InstanceIds.ChannelNames channels = InstanceIds.channels(home.identity().id(), channel);
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
        if (options.encrypted() && !home.identity().signs()) {
            throw new IllegalArgumentException(
                    "\"%s\" has no signing key: it can begin sessions without MLS alone"
                            .formatted(home.identity().id()));
        }
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
            ModeratedSession session =
                    ModeratedSession.begin(plan, home, listener, () -> sessions.remove(id));
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
                                        .ifPresent(
                                                session ->
                                                        session.arrived(arrived, message.size())));
    }

    /// Leaves the network. Sessions end without a word.
    @Override
    public void close() {
        sessions.values().forEach(ModeratedSession::stop);
        home.attachment().close();
    }
}
