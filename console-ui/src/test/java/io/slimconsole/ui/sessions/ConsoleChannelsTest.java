package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.PersistenceException;
import io.slimconsole.persistence.PersistenceException.Reason;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Over a real node, without participants; those are upstream's, in `tests`.
final class ConsoleChannelsTest {
    private static final String SECRET = "a secret that all of them share: 0123456789";
    private static final Name SERVICE = Name.parse("org/ns/console");
    private static final ConsoleIdentity IDENTITY = new ConsoleIdentity(SERVICE, SECRET);
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Name NOBODY = Name.parse("org/ns/nobody");

    /// Gives up after 100 ms.
    private static final ChannelDraft DRAFT =
            new ChannelDraft(CHANNEL, SessionOptions.DEFAULT.withTimers(Duration.ofMillis(50), 1));

    private final Refusing store = new Refusing();
    private VaultResult vault = new VaultResult.Opened(new InMemoryVault());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private NodeService nodes = new NodeService(SlimNode::create);
    private ConsoleChannels channels = open();

    /// Keeps sessions, unless it is told not to.
    private static final class Refusing implements SessionStore {
        private final SessionStore kept = new InMemorySessionStore();
        private volatile boolean refuses;

        private void check() {
            if (refuses) {
                throw new PersistenceException(Reason.DISK_FULL, "the disk is full");
            }
        }

        @Override
        public void save(StoredSession session) {
            check();
            kept.save(session);
        }

        @Override
        public List<StoredSession> load() {
            return kept.load();
        }

        @Override
        public void delete(int sessionId) {
            check();
            kept.delete(sessionId);
        }
    }

    private ConsoleChannels open() {
        opened.addFirst(nodes);
        var made = ConsoleChannels.open(nodes, store, () -> vault, InstantSource.system());
        opened.addFirst(made);
        return made;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private static <T> T get(CompletableFuture<T> result) {
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void startNode() {
        get(nodes.start(NodeConfig.loopback(0)));
    }

    private Name ready() {
        return Await.value(
                "the console takes part",
                () ->
                        channels.state() instanceof ChannelsState.Ready(Name self)
                                ? Optional.of(self)
                                : Optional.empty());
    }

    private int create() {
        return ((Creation.Created) get(channels.create(DRAFT))).sessionId();
    }

    private int begin() {
        startNode();
        assertThat(get(channels.identify(IDENTITY))).isEmpty();
        ready();
        return create();
    }

    /// As another process would find it.
    private void restart() {
        channels.close();
        nodes.close();
        nodes = new NodeService(SlimNode::create);
        channels = open();
    }

    @Test
    void whoListensHearsEachStateInItsOrder() {
        var heard = new CopyOnWriteArrayList<ChannelsState>();
        channels.listen(heard::add);

        startNode();
        assertThat(get(channels.identify(IDENTITY))).isEmpty();
        Name self = ready();
        get(nodes.stop());

        Await.until("it heard of all of them", () -> heard.size() == 4);
        assertThat(heard)
                .containsExactly(
                        new ChannelsState.NoIdentity(),
                        new ChannelsState.NodeDown(),
                        new ChannelsState.Ready(self),
                        new ChannelsState.NodeDown());
    }

    @ParameterizedTest
    @CsvSource({
        "org/ns/console/00000000-0000-0000-0000-000000000001, 40, Leave out the instance",
        "org/ns/con sole, 40, '\"org/ns/con sole\" can''t be the console''s name'",
        "org/ns/a:b, 40, '\"org/ns/a:b\" can''t be the console''s name'",
        "org/ns/console, 31, 'The secret has 31 bytes; at least 32 are needed.'",
        "org/ns/console, 0, 'The secret has 0 bytes; at least 32 are needed.'"
    })
    void anIdentityThatCantBeIsRefusedInWords(String name, int length, String words) {
        startNode();

        Optional<String> wrong =
                get(channels.identify(new ConsoleIdentity(Name.parse(name), "x".repeat(length))));

        assertThat(wrong).hasValueSatisfying(text -> assertThat(text).startsWith(words));
        assertThat(channels.state()).isEqualTo(new ChannelsState.NoIdentity());
        assertThat(channels.service()).isEmpty();
    }

    @Test
    void aSecretOfEnoughBytesMayHaveFewerCharacters() {
        assertThat(get(channels.identify(new ConsoleIdentity(SERVICE, "ü".repeat(16))))).isEmpty();
    }

    @Test
    void theConsoleIsTheSameInstanceAfterARestart() {
        begin();
        Name before = ready();

        restart();
        startNode();

        assertThat(ready()).isEqualTo(before);
        assertThat(channels.service()).contains(SERVICE);
    }

    @Test
    void aChannelIsStoredBeforeAnybodyIsInvited() {
        int id = begin();
        Channel before = channels.find(id).orElseThrow();
        assertThat(before.phase()).isEqualTo(Channel.Phase.NEW);
        assertThat(before.members()).singleElement().matches(Channel.Member::self);

        restart();

        assertThat(channels.list()).extracting(Channel::sessionId).containsExactly(id);
        startNode();
        ready();
        Channel after = channels.find(id).orElseThrow();
        assertThat(after.name()).isEqualTo(CHANNEL);
        assertThat(after.options()).isEqualTo(DRAFT.options());
        assertThat(after.created().toEpochMilli()).isEqualTo(before.created().toEpochMilli());
        assertThat(after.phase()).isEqualTo(Channel.Phase.NEW);
        assertThat(get(channels.close(id))).isInstanceOf(Outcome.Closed.class);
        assertThat(channels.list()).isEmpty();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void twoChannelsOfOneNameAreNotMade() {
        int id = begin();

        assertThat(get(channels.create(DRAFT))).isEqualTo(new Creation.Exists(id));
        assertThat(
                        get(
                                channels.create(
                                        new ChannelDraft(
                                                CHANNEL.withId(new NameId(0, 5)),
                                                SessionOptions.DEFAULT))))
                .isInstanceOf(Creation.NotPossible.class);
        assertThat(channels.list()).hasSize(1);
    }

    @Test
    void withoutANodeNothingCanBeDoneAndWordsSayWhy() {
        int id = begin();
        get(nodes.stop());

        assertThat(get(channels.invite(id, NOBODY)))
                .isEqualTo(
                        new Outcome.NotPossible(
                                "The console's node is not running. Channels go on when it does."));
        assertThat(get(channels.remove(id, NOBODY))).isInstanceOf(Outcome.NotPossible.class);
        assertThat(get(channels.close(id))).isInstanceOf(Outcome.NotPossible.class);
        assertThat(get(channels.create(new ChannelDraft(NOBODY, SessionOptions.DEFAULT))))
                .isInstanceOf(Creation.NotPossible.class);
        assertThat(get(channels.publish(id, new Payload("t", ByteString.EMPTY, Map.of()))))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.ENDED));
        assertThat(channels.find(id)).isPresent();
        assertThat(channels.find(id).orElseThrow().phase()).isNotEqualTo(Channel.Phase.CLOSING);
    }

    @Test
    void aChannelThatIsNotThereIsOver() {
        begin();

        assertThat(get(channels.invite(1, NOBODY))).isEqualTo(new Outcome.SessionOver());
        assertThat(channels.find(1)).isEmpty();
        assertThat(channels.conversation(1)).isEmpty();
    }

    @Test
    void whatTheDiskDoesNotTakeIsSaidUntilItDoes() {
        int id = begin();
        store.refuses = true;
        int second =
                ((Creation.Created)
                                get(
                                        channels.create(
                                                new ChannelDraft(
                                                        Name.parse("org/ns/other"),
                                                        DRAFT.options()))))
                        .sessionId();
        assertThat(channels.find(second).orElseThrow().notStored()).contains("the disk is full");
        assertThat(channels.find(id).orElseThrow().notStored()).isEmpty();

        store.refuses = false;
        get(channels.invite(second, NOBODY));

        assertThat(channels.find(second).orElseThrow().notStored()).isEmpty();
        assertThat(store.load()).hasSize(2);
    }

    @Test
    void aChannelThatIsOverDoesNotComeBackWhateverTheDiskSays() {
        int id = begin();
        store.refuses = true;

        assertThat(get(channels.close(id))).isInstanceOf(Outcome.Closed.class);
        assertThat(channels.list()).isEmpty();

        store.refuses = false;
        get(nodes.stop());
        startNode();
        ready();
        assertThat(channels.list()).isEmpty();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void anotherIdentityEndsTheChannelsOfTheOneBefore() {
        begin();
        Name before = ready();

        assertThat(get(channels.identify(IDENTITY))).isEmpty();
        assertThat(ready()).isEqualTo(before);
        assertThat(channels.list()).hasSize(1);

        assertThat(get(channels.identify(new ConsoleIdentity(SERVICE, SECRET + " and more"))))
                .isEmpty();
        assertThat(ready().prefix()).isEqualTo(before.prefix());
        assertThat(ready().id()).isNotEqualTo(before.id());
        assertThat(channels.list()).isEmpty();
        assertThat(store.load()).isEmpty();
    }

    @Test
    void whatIsStoredAndCantBeReadIsLostUntilItIsForgotten() {
        int id = begin();
        store.save(new StoredSession(7, ByteString.EMPTY, Optional.empty()));
        restart();
        startNode();
        ready();

        assertThat(channels.list()).extracting(Channel::sessionId).containsExactly(id);
        assertThat(channels.lost())
                .containsExactly(new LostChannel(7, "what is stored of it is damaged"));

        channels.forget(channels.lost().getFirst());
        Await.until("it is forgotten", () -> channels.lost().isEmpty());
        Await.until("it is deleted", () -> store.load().size() == 1);
    }

    @Test
    void aVaultThatCantBeOpenedIsSaidAndTriedAgain() {
        int id = begin();
        VaultResult before = vault;
        vault = new VaultResult.Unusable("the key file is missing");
        restart();
        startNode();

        var failed =
                new ChannelsState.Failed(
                        "The console's secrets can't be read: the key file is missing.");
        assertThat(channels.state()).isEqualTo(failed);
        assertThat(get(channels.identify(IDENTITY)))
                .hasValueSatisfying(why -> assertThat(why).contains("the key file is missing"));
        channels.retry();
        assertThat(get(channels.create(DRAFT))).isInstanceOf(Creation.NotPossible.class);

        vault = before;
        channels.retry();
        ready();
        assertThat(channels.find(id)).isPresent();
    }

    @Test
    void afterTheEndEverythingIsAnsweredAtOnce() {
        int id = begin();
        channels.close();
        channels.close();

        assertThat(get(channels.invite(id, NOBODY))).isInstanceOf(Outcome.NotPossible.class);
        assertThat(get(channels.create(DRAFT))).isInstanceOf(Creation.NotPossible.class);
        assertThat(get(channels.identify(new ConsoleIdentity(NOBODY, SECRET)))).isPresent();
        assertThat(channels.list()).hasSize(1);
    }
}
