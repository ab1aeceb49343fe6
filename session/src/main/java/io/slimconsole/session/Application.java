package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.InstanceIds;
import io.slimconsole.session.identity.TokenVerifier;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionKind;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/// An application on a SLIM network, with its sessions. May be used on any thread.
///
/// @see "session.md 1.2"
public final class Application implements AutoCloseable {
    /// Session ids are below this, as unsigned numbers.
    private static final long SESSION_IDS = (1L << Integer.SIZE) - 1 - 1_000;

    private static final Duration TIME_TO_END = Duration.ofSeconds(10);

    /// What a request from outside of any session may have: names, a token, some metadata.
    private static final int LARGEST_REQUEST = 64 * 1_024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Name name;
    private final Surroundings home;
    private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// What others may ask for us by, with our instance.
    private final Set<Name> names = ConcurrentHashMap.newKeySet();

    private final Reception reception;
    private volatile Optional<InvitationListener> invitations = Optional.empty();

    private Application(
            Network network,
            Name service,
            Identity identity,
            TokenVerifier verifier,
            InstantSource clock,
            SessionStorage storage) {
        this.name = service.withId(identity.instance());
        var desk = new AtomicReference<Reception>();
        Network.Attachment attachment =
                new SharedNames(
                        network.attach(
                                name,
                                message -> received(message, Optional.ofNullable(desk.get()))));
        names.add(name);
        this.home = new Surroundings(identity, verifier, clock, attachment, storage);
        this.reception = new Reception(name, home, new Door());
        desk.set(reception);
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
        requireOpen();
        var lost = new ArrayList<Lost>();
        for (StoredSession stored : home.storage().store().load()) {
            int id = stored.sessionId();
            try {
                SessionRecord record =
                        SessionRecord.decode(stored.record(), home.clock().instant());
                Name before = record.plan().self().name();
                if (!before.id().equals(name.id())) {
                    lost.add(
                            new Lost(
                                    id,
                                    "it was begun as %s, and now we are %s"
                                            .formatted(before, name)));
                    continue;
                }
                Session session = resumed(record, stored.keys(), listeners.apply(id));
                sessions.put(id, session);
                start(session);
            } catch (SessionRecord.UnreadableException
                    | RestoreException
                    | IllegalArgumentException e) {
                lost.add(new Lost(id, String.valueOf(e.getMessage())));
            }
        }
        return lost;
    }

    private Session resumed(
            SessionRecord record, Optional<ByteString> keys, SessionListener listener)
            throws RestoreException {
        Runnable onEnd = () -> sessions.remove(record.plan().id());
        return switch (record) {
            case SessionRecord.Moderated ours ->
                    ModeratedSession.resume(ours, keys, home, listener, onEnd);
            case SessionRecord.Participated others ->
                    ParticipantSession.resume(others, keys, home, listener, onEnd);
        };
    }

    /// From now on, others find us and can ask us into their sessions.
    ///
    /// @param listener in place of the one before
    public void onInvitation(InvitationListener listener) {
        invitations = Optional.of(listener);
    }

    /// Takes part under one more name, as the same instance.
    ///
    /// @throws io.slimconsole.session.network.NetworkException if the node doesn't let us
    public void subscribe(Name service) {
        Name ours = service.withId(name.id());
        home.attachment().subscribe(ours);
        names.add(ours);
    }

    /// Is not found by that name any more. Sessions under it go on.
    public void unsubscribe(Name service) {
        Name ours = service.withId(name.id());
        if (ours.equals(name)) {
            throw new IllegalArgumentException(
                    "%s is the name that we are there by".formatted(name));
        }
        names.remove(ours);
        home.attachment().unsubscribe(ours);
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

    /// A session with one application, and whether it came in: an [Outcome.Invited] has its instance.
    public record Opening(ModeratedSession session, CompletableFuture<Outcome> outcome) {}

    /// Begins a session with one instance of an application. If it doesn't come, the session ends.
    ///
    /// @param peer a service, of which any instance may come, or one instance
    /// @param listener hears all of it, from the beginning
    /// @throws IllegalArgumentException if it is to be encrypted, and our identity has no signing key
    public Opening openPointToPoint(Name peer, SessionOptions options, SessionListener listener) {
        ModeratedSession session =
                begin(SessionKind.POINT_TO_POINT, Optional.empty(), options, listener);
        CompletableFuture<Outcome> outcome =
                session.invite(peer)
                        .thenCompose(
                                done ->
                                        done instanceof Outcome.Invited
                                                ? CompletableFuture.completedFuture(done)
                                                : session.end().thenApply(_ -> done));
        return new Opening(session, outcome);
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
            requireOpen();
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
                start(session);
                return session;
            }
        }
    }

    private void start(Session session) {
        session.start();
        if (closed) { // it may have come too late to be stopped with the others
            session.stop();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("%s has left the network".formatted(name));
        }
    }

    /// Those that we moderate.
    public List<ModeratedSession> sessions() {
        return of(ModeratedSession.class);
    }

    /// Those that others moderate.
    public List<ParticipantSession> participations() {
        return of(ParticipantSession.class);
    }

    private <S extends Session> List<S> of(Class<S> role) {
        return sessions.values().stream().filter(role::isInstance).map(role::cast).toList();
    }

    private void received(SlimMessage message, Optional<Reception> desk) {
        SessionCodec.decode(message)
                .ifPresent(
                        arrived -> {
                            Session session = sessions.get(arrived.message().session());
                            Body body = arrived.message().body();
                            if (session != null) {
                                session.arrived(arrived, message.size());
                            } else if (message.size() <= LARGEST_REQUEST
                                    && (body instanceof Body.DiscoveryRequest
                                            || body instanceof Body.JoinRequest)) {
                                desk.ifPresent(each -> each.arrived(arrived));
                            }
                        });
    }

    /// Leaves the network. Sessions end without a word to others, and what is asked of them says so; when this returns, they have
    /// stored what there is to store. May be called twice.
    @Override
    public void close() {
        closed = true;
        reception.close();
        List<Session> last = List.copyOf(sessions.values());
        last.forEach(Session::stop);
        last.forEach(session -> session.awaitEnd(TIME_TO_END));
        home.attachment().close();
    }

    private final class Door implements Reception.Door {
        @Override
        public Optional<Name> self(Name asked) {
            Name ours = asked.withId(name.id());
            boolean isOurs = asked.id().isNull() || asked.id().equals(name.id());
            return isOurs && names.contains(ours) ? Optional.of(ours) : Optional.empty();
        }

        @Override
        public Optional<InvitationListener> listener() {
            return invitations;
        }

        @Override
        public boolean isTaken(int sessionId) {
            return Integer.toUnsignedLong(sessionId) >= SESSION_IDS
                    || sessions.containsKey(sessionId);
        }

        @Override
        public Optional<ParticipantSession> begin(
                SessionPlan plan, Moderator moderator, Arrived request, SessionListener listener) {
            int id = plan.id();
            ParticipantSession session =
                    ParticipantSession.begin(
                            plan, moderator, home, listener, () -> sessions.remove(id));
            if (sessions.putIfAbsent(id, session) != null) {
                return Optional.empty();
            }
            start(session);
            session.arrived(request, 0);
            return Optional.of(session);
        }
    }
}
