package io.slimconsole.session;

import static io.slimconsole.tests.kit.Await.untilAsserted;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.MlsGroup;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.mls.framing.MlsMessage;
import io.slimconsole.mls.group.CredentialPolicy;
import io.slimconsole.mls.group.GroupRules;
import io.slimconsole.mls.group.OwnKeyPackage;
import io.slimconsole.mls.group.ProcessedMessage;
import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.tree.Credential;
import io.slimconsole.mls.tree.Lifetime;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.network.Network;
import io.slimconsole.session.wire.Arrived;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionCodec;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// An application that takes part in sessions of others as it should, in as few words as that takes; unless it is told to do
/// [#instead] something else. It has a network's secret, and a thread of its own.
final class Member implements AutoCloseable {
    static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    static final InstantSource CLOCK = InstantSource.system();
    static final SharedSecret SECRET = new SharedSecret(Secrets.TEXT, CLOCK);

    /// Takes every leaf: what is wrong with one is the moderator's to find.
    private static final CredentialPolicy ANYBODY =
            new CredentialPolicy() {
                @Override
                public String refusal(Credential credential, Opaque signatureKey) {
                    return null;
                }

                @Override
                public Opaque identity(Credential credential) {
                    return Opaque.of(credential.encoded());
                }
            };

    final Identity identity;
    final Name name;
    private final Network.Attachment attachment;
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Map<Class<? extends Body>, Consumer<Arrived>> instead = new ConcurrentHashMap<>();
    private final List<SessionMessage> heard = new CopyOnWriteArrayList<>();
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Thread thread;
    private final List<OwnKeyPackage> keyPackages = new CopyOnWriteArrayList<>();
    private volatile Optional<MlsGroup> group = Optional.empty();
    private volatile Optional<SessionMessage> join = Optional.empty();
    private int sequence;
    private int ids = 1_000;

    Member(Network network, String service) {
        this(network, service, identity(service));
    }

    Member(Network network, String service, Identity identity) {
        this.identity = identity;
        this.name = Name.parse(service).withId(identity.instance());
        this.attachment =
                network.attach(
                        name,
                        message ->
                                SessionCodec.decode(message)
                                        .ifPresent(arrived -> work.add(() -> hear(arrived))));
        this.thread = Thread.ofVirtual().name("member-" + service).start(this::run);
    }

    static Identity identity(String service) {
        return SharedSecretIdentity.create(service, SECRET, SigningKey.generate(SUITE));
    }

    private void run() {
        try {
            while (true) {
                work.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// On its own thread, as soon as what came before is done.
    void later(Runnable what) {
        work.add(what);
    }

    /// From now on, what comes of this kind is answered so, and not as it should be.
    Member instead(Class<? extends Body> of, Consumer<Arrived> misdeed) {
        instead.put(of, misdeed);
        return this;
    }

    /// From now on it ignores this.
    Member silentTo(Class<? extends Body> of) {
        return instead(of, _ -> {});
    }

    /// From now on as it should.
    Member well() {
        instead.clear();
        return this;
    }

    /// All that it was told, in order.
    List<SessionMessage> heard() {
        return heard;
    }

    long heard(Class<? extends Body> of) {
        return heard.stream().filter(message -> of.isInstance(message.body())).count();
    }

    SessionMessage last(Class<? extends Body> of) {
        return heard.stream()
                .filter(message -> of.isInstance(message.body()))
                .reduce((_, second) -> second)
                .orElseThrow(() -> new AssertionError("%s has heard no %s".formatted(name, of)));
    }

    /// What others have said to it, decrypted.
    List<String> read() {
        return read;
    }

    void awaitRead(String... all) {
        untilAsserted(() -> assertThat(read).contains(all));
    }

    long epoch() {
        return group.map(MlsGroup::epoch).orElse(-1L);
    }

    MlsGroup group() {
        return group.orElseThrow();
    }

    /// The request that it came in by.
    SessionMessage join() {
        return join.orElseThrow(() -> new AssertionError(name + " was not asked to join"));
    }

    private void hear(Arrived arrived) {
        SessionMessage message = arrived.message();
        heard.add(message);
        Consumer<Arrived> other = instead.get(message.body().getClass());
        if (other == null) {
            answer(arrived);
        } else {
            other.accept(arrived);
        }
    }

    /// As it should be.
    void answer(Arrived arrived) {
        SessionMessage message = arrived.message();
        switch (message.body()) {
            case Body.DiscoveryRequest _ -> reply(message, new Body.DiscoveryReply());
            case Body.JoinRequest request -> {
                join = Optional.of(message);
                reply(message, joinReply(request.mls().map(_ -> newKeyPackage())));
            }
            case Body.GroupWelcome welcome -> {
                welcome.mls().ifPresent(mls -> enter(mls.content()));
                channels()
                        .ifPresent(
                                channels -> {
                                    attachment.subscribe(channels.data());
                                    attachment.subscribe(channels.control());
                                });
                reply(message, new Body.GroupAck());
            }
            case Body.GroupUpdate update -> {
                if (update.operation() != Body.Operation.REJOIN
                        || !update.participant().name().equals(name)) {
                    update.mls().ifPresent(mls -> follow(mls.content()));
                }
                reply(message, new Body.GroupAck());
            }
            case Body.RejoinReply(Body.MlsContent welcome) -> {
                enter(welcome.content());
                reply(message, new Body.GroupAck());
            }
            case Body.LeaveRequest _ -> reply(message, new Body.LeaveReply());
            case Body.GroupClose _, Body.ParticipantState _ -> reply(message, new Body.GroupAck());
            case Body.Data(String _, ByteString blob) -> {
                Optional<String> content = open(blob);
                content.ifPresent(
                        text -> {
                            reply(message, new Body.DataAck());
                            if (seen.add(31 * message.source().hashCode() + message.id())) {
                                read.add(text);
                            }
                        });
            }
            default -> {
                // nothing to answer
            }
        }
    }

    Body.JoinReply joinReply(Optional<ByteString> withKeyPackage) {
        return new Body.JoinReply(withKeyPackage, new Participant(name, true, true, true));
    }

    ByteString newKeyPackage() {
        return keyPackage(identity.token());
    }

    /// Whose leaf has this token as its credential.
    ByteString keyPackage(String token) {
        OwnKeyPackage own =
                OwnKeyPackage.create(
                        SUITE,
                        identity.signingKey().forMls(token),
                        Lifetime.around(CLOCK.instant()));
        keyPackages.addFirst(own);
        return bytes(own);
    }

    static ByteString bytes(OwnKeyPackage own) {
        return ByteString.copyFrom(new MlsMessage(own.keyPackage()).encoded());
    }

    private void enter(ByteString welcome) {
        group = keyPackages.stream().flatMap(own -> enter(welcome, own).stream()).findFirst();
    }

    private static Optional<MlsGroup> enter(ByteString welcome, OwnKeyPackage own) {
        try {
            return Optional.of(
                    MlsGroup.join(
                            new GroupRules(SUITE, ANYBODY),
                            welcome.toByteArray(),
                            own,
                            Optional.empty()));
        } catch (RefusedException e) {
            return Optional.empty(); // made with another one
        }
    }

    private void follow(ByteString commit) {
        group.ifPresent(
                mine -> {
                    if (mine.process(commit.toByteArray())
                            instanceof ProcessedMessage.Commit(_, _, var next)) {
                        mine.merge(next);
                    }
                });
    }

    private Optional<String> open(ByteString blob) {
        if (group.isEmpty()) {
            return join.filter(asked -> ((Body.JoinRequest) asked.body()).mls().isPresent())
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(blob.toStringUtf8());
        }
        return group.get().process(blob.toByteArray())
                        instanceof ProcessedMessage.Application application
                ? Optional.of(new String(application.plaintext().bytes(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    Optional<Body.Channels> channels() {
        return ((Body.JoinRequest) join().body()).channels();
    }

    Name moderator() {
        return join().source();
    }

    // ---- what it says by itself

    int newId() {
        return ++ids;
    }

    /// A command of the session that it is in.
    SessionMessage command(Body body) {
        return command(newId(), body);
    }

    SessionMessage command(int id, Body body) {
        return new SessionMessage(
                name, moderator(), false, join().kind(), join().session(), id, Map.of(), body);
    }

    void reply(SessionMessage to, Body body) {
        say(to.answer(name, body));
    }

    /// Signed, with a token of this moment.
    void say(SessionMessage message) {
        say(message, identity);
    }

    /// As whoever.
    void say(SessionMessage message, Identity as) {
        String token = as.token();
        ByteString signature = as.signingKey().sign(SessionCodec.headerAad(message, token));
        attachment.send(
                SessionCodec.encode(
                        message,
                        token,
                        message.body().isCommand() ? Optional.of(signature) : Optional.empty()));
    }

    /// To all members, encrypted where the session is.
    void publish(String text) {
        later(
                () -> {
                    SessionMessage plain = data(++sequence, text);
                    sayEncrypted(plain, plain);
                });
    }

    SessionMessage data(int id, String text) {
        return data(join(), id, text);
    }

    /// @param session that somebody was asked to join
    SessionMessage data(SessionMessage session, int id, String text) {
        return new SessionMessage(
                name,
                ((Body.JoinRequest) session.body()).channels().orElseThrow().data(),
                true,
                SessionKind.GROUP,
                session.session(),
                id,
                Map.of(),
                new Body.Data("text/plain", ByteString.copyFromUtf8(text)));
    }

    /// @param header that goes in the clear
    void sayEncrypted(SessionMessage plain, SessionMessage header) {
        String token = identity.token();
        SessionMessage message = header;
        if (group.isPresent() && plain.body() instanceof Body.Data(String type, ByteString blob)) {
            byte[] aad = SessionCodec.headerAad(plain, token);
            message =
                    header.with(
                            new Body.Data(
                                    type,
                                    ByteString.copyFrom(
                                            group.get()
                                                    .encrypt(blob.toByteArray(), Opaque.of(aad), 0)
                                                    .encoded())));
        }
        attachment.send(SessionCodec.encode(message, token, Optional.empty()));
    }

    void sendRaw(SessionMessage message, String token, Optional<ByteString> signature) {
        attachment.send(SessionCodec.encode(message, token, signature));
    }

    @Override
    public void close() {
        thread.interrupt();
        attachment.close();
    }
}
