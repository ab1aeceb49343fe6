package io.slimconsole.ui.sessions;

import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.PersistenceException;
import io.slimconsole.persistence.Vault;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.Application;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The channels of the console on the node that runs at the moment: joins each that starts, and
/// leaves it without a word when it stops. What is stored is who we are and how each channel
/// stands.
///
/// What takes time happens on one thread of its own, in order. Leaving happens on the node
/// service's thread, before the node closes.
public final class ConsoleChannels implements Channels, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsoleChannels.class);
    private static final Texts TEXTS = Texts.of(ConsoleChannels.class);

    /// What the console is called among the node's connections.
    private static final String LABEL = "console";

    private final WatchedStore store;
    private final Supplier<VaultResult> vaults;
    private final InstantSource clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("console-channels").factory());
    private final StateBoard states = new StateBoard();
    private final ChannelBoards boards;
    private volatile Optional<KnownIdentity> identity = Optional.empty();
    private Optional<Registration> node = Optional.empty();

    /// Held while we join or leave; guards what follows.
    private final ReentrantLock membership = new ReentrantLock();

    private Optional<SlimNode> wanted = Optional.empty();
    private Optional<Application> application = Optional.empty();
    private Optional<Vault> vault = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean closed;

    private ConsoleChannels(
            SessionStore store,
            Supplier<VaultResult> vaults,
            InstantSource clock,
            ChannelListener listener) {
        this.store = new WatchedStore(store);
        this.vaults = vaults;
        this.clock = clock;
        this.boards = new ChannelBoards(this.store, clock, this::onEnd, listener);
    }

    /// The same, and nobody hears of it.
    public static ConsoleChannels open(
            NodeService nodes,
            SessionStore store,
            Supplier<VaultResult> vaults,
            InstantSource clock) {
        return open(nodes, store, vaults, clock, ChannelListener.NOBODY);
    }

    /// Reads what is stored, and takes part in every node that `nodes` runs from now on. Waits for
    /// the disk.
    ///
    /// @param vaults opens the vault; asked again after it could not be opened
    /// @param listener hears what happens on channels
    public static ConsoleChannels open(
            NodeService nodes,
            SessionStore store,
            Supplier<VaultResult> vaults,
            InstantSource clock,
            ChannelListener listener) {
        var channels = new ConsoleChannels(store, vaults, clock, listener);
        channels.locked(
                () -> {
                    channels.load();
                    channels.showState();
                });
        channels.node = Optional.of(nodes.listen(channels::onNode));
        return channels;
    }

    // ---- taking part

    private void locked(Runnable work) {
        membership.lock();
        try {
            work.run();
        } finally {
            membership.unlock();
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException _) {
            log.debug("too late: the channels are closed");
        }
    }

    /// Who we are, and which channels there are.
    private void load() {
        problem = Optional.empty();
        try {
            switch (vaults.get()) {
                case VaultResult.Opened(Vault opened) -> {
                    vault = Optional.of(opened);
                    Optional<byte[]> stored = opened.find(KnownIdentity.NAME);
                    if (stored.isPresent()) {
                        identity = Optional.of(KnownIdentity.decode(stored.get(), clock));
                    }
                }
                case VaultResult.Unusable(String why) -> fail("failed.sealed", why);
            }
        } catch (PersistenceException | IOException e) {
            fail("failed.sealed", String.valueOf(e.getMessage()));
        }
        try {
            identity.ifPresent(known -> boards.load(known.secret()));
        } catch (PersistenceException e) {
            fail("failed.stored", String.valueOf(e.getMessage()));
        }
    }

    private void fail(String key, Object... values) {
        String why = TEXTS.get(key, values);
        log.warn("{}", why);
        problem = Optional.of(why);
    }

    private void onNode(NodeServiceState next) {
        Optional<SlimNode> running = next.running();
        locked(
                () -> {
                    wanted = running;
                    if (running.isEmpty()) {
                        leave();
                    }
                    showState();
                });
        if (running.isPresent()) {
            run(this::join);
        }
    }

    /// Under the lock. What sessions are about ends on their threads; [#join()] waits for it.
    private void leave() {
        boards.suspend();
        application.ifPresent(Application::close);
        application = Optional.empty();
    }

    private void join() {
        boards.awaitEnd();
        locked(
                () -> {
                    if (closed || application.isPresent()) {
                        return;
                    }
                    if (vault.isEmpty() || identity.isEmpty()) {
                        load();
                    }
                    if (vault.isPresent() && identity.isPresent() && wanted.isPresent()) {
                        problem = Optional.empty();
                        try {
                            join(wanted.get(), identity.get(), vault.get());
                        } catch (NetworkException e) {
                            fail("failed.join", String.valueOf(e.getMessage()));
                        } catch (PersistenceException e) {
                            fail("failed.stored", String.valueOf(e.getMessage()));
                        } catch (RuntimeException e) {
                            log.error("the console could not take part", e);
                            fail("failed.mistake", e.toString());
                        }
                        if (problem.isPresent()) {
                            leave();
                        }
                    }
                    showState();
                });
    }

    private void join(SlimNode running, KnownIdentity known, Vault opened) {
        var joined =
                Application.join(
                        new LocalNetwork(running, LABEL),
                        known.given().service(),
                        known.identity(),
                        known.secret(),
                        clock,
                        new SessionStorage(store, opened.groupCipher()));
        application = Optional.of(joined);
        List<LostChannel> lost =
                joined.resume(id -> boards.begin(id, known.secret())).stream()
                        .map(each -> new LostChannel(each.sessionId(), each.why()))
                        .toList();
        List<ModeratedSession> sessions = joined.sessions();
        boards.follow(sessions, lost);
        log.atInfo()
                .addKeyValue("name", joined.name())
                .addKeyValue("channels", sessions.size())
                .addKeyValue("lost", lost.size())
                .log("the console takes part");
    }

    /// On the session's thread.
    private void onEnd(ChannelBoard board) {
        run(() -> locked(() -> boards.ended(board)));
    }

    // ---- who we are

    @Override
    public ChannelsState state() {
        return states.current();
    }

    @Override
    public Registration listen(Consumer<ChannelsState> listener) {
        return states.listen(listener);
    }

    /// Under the lock.
    private void showState() {
        states.set(present());
        run(states::tell);
    }

    private ChannelsState present() {
        if (problem.isPresent()) {
            return new ChannelsState.Failed(problem.get());
        }
        if (identity.isEmpty()) {
            return new ChannelsState.NoIdentity();
        }
        return application
                .<ChannelsState>map(joined -> new ChannelsState.Ready(joined.name()))
                .orElseGet(ChannelsState.NodeDown::new);
    }

    @Override
    public void retry() {
        if (states.current() instanceof ChannelsState.Failed) {
            run(this::join);
        }
    }

    @Override
    public Optional<Name> service() {
        return identity.map(known -> known.given().service());
    }

    @Override
    public CompletableFuture<Optional<String>> identify(ConsoleIdentity given) {
        Optional<String> wrong = given.mistake(TEXTS);
        return wrong.isPresent()
                ? CompletableFuture.completedFuture(wrong)
                : submit(() -> become(given), Optional.of(TEXTS.get("identity.closed")));
    }

    private Optional<String> become(ConsoleIdentity given) {
        if (identity.filter(known -> known.given().equals(given)).isPresent()) {
            return Optional.empty();
        }
        try {
            KnownIdentity next = KnownIdentity.create(given, clock);
            Optional<String> unusable = keep(next);
            if (unusable.isPresent()) {
                return unusable;
            }
            locked(
                    () -> {
                        leave();
                        identity = Optional.of(next);
                        problem = Optional.empty();
                        showState();
                    });
            boards.awaitEnd();
            boards.forgetAll();
            join();
            return Optional.empty();
        } catch (PersistenceException e) {
            return Optional.of(TEXTS.get("identity.notStored", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            log.error("the console could not become {}", given, e);
            return Optional.of(TEXTS.get("identity.mistake", e.toString()));
        }
    }

    private Optional<String> keep(KnownIdentity next) {
        membership.lock();
        try {
            if (vault.isEmpty()) {
                load();
            }
            if (vault.isEmpty()) {
                return Optional.of(TEXTS.get("identity.notStored", problem.orElse("")));
            }
            vault.get().put(KnownIdentity.NAME, next.encode());
            return Optional.empty();
        } finally {
            membership.unlock();
        }
    }

    // ---- channels

    @Override
    public List<Channel> list() {
        return boards.snapshots();
    }

    @Override
    public Optional<Channel> find(int sessionId) {
        return boards.snapshot(sessionId);
    }

    @Override
    public List<LostChannel> lost() {
        return boards.lost();
    }

    @Override
    public void forget(LostChannel channel) {
        run(() -> locked(() -> boards.forget(channel)));
    }

    @Override
    public CompletableFuture<Creation> create(ChannelDraft draft) {
        return draft.name().id().isNull()
                ? submit(() -> begin(draft), new Creation.NotPossible(TEXTS.get("why.closed")))
                : CompletableFuture.completedFuture(
                        new Creation.NotPossible(TEXTS.get("why.instance", draft.name())));
    }

    private Creation begin(ChannelDraft draft) {
        membership.lock();
        try {
            Optional<Integer> there = boards.named(draft.name());
            if (there.isPresent()) {
                return new Creation.Exists(there.get());
            }
            if (application.isEmpty() || identity.isEmpty()) {
                return new Creation.NotPossible(whyNot());
            }
            ChannelBoard board = boards.create(identity.get().secret());
            ModeratedSession session =
                    application.get().createGroup(draft.name(), draft.options(), board.begin());
            board.follow(session);
            boards.add(session.plan().id(), board);
            board.tell(new ChannelEvent.Created(draft.options()));
            return new Creation.Created(session.plan().id());
        } catch (RuntimeException e) {
            log.error("a channel could not be made", e);
            return new Creation.NotPossible(TEXTS.get("why.refused", e.toString()));
        } finally {
            membership.unlock();
        }
    }

    private <T> CompletableFuture<T> submit(Supplier<T> work, T whenClosed) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedFuture(whenClosed);
        }
    }

    private String whyNot() {
        return switch (states.current()) {
            case ChannelsState.NoIdentity _ -> TEXTS.get("why.noIdentity");
            case ChannelsState.NodeDown _ -> TEXTS.get("why.nodeDown");
            case ChannelsState.Ready _ -> TEXTS.get("why.waiting");
            case ChannelsState.Failed(String why) -> TEXTS.get("why.failed", why);
        };
    }

    @Override
    public CompletableFuture<Outcome> invite(int sessionId, Name name) {
        return ask(sessionId, board -> board.invite(name));
    }

    @Override
    public void dismiss(int sessionId, long invitation) {
        boards.find(sessionId).ifPresent(board -> board.dismiss(invitation));
    }

    @Override
    public CompletableFuture<Outcome> remove(int sessionId, Name member) {
        return ask(sessionId, board -> board.remove(member));
    }

    /// Ends when the channel is off the list as well.
    @Override
    public CompletableFuture<Outcome> close(int sessionId) {
        return ask(sessionId, ChannelBoard::close)
                .thenCompose(
                        outcome ->
                                outcome instanceof Outcome.Closed
                                        ? gone(sessionId, outcome)
                                        : CompletableFuture.completedFuture(outcome));
    }

    private CompletableFuture<Outcome> gone(int sessionId, Outcome outcome) {
        return boards.find(sessionId)
                .map(
                        board ->
                                board.ended()
                                        .thenCompose(_ -> submit(() -> outcome, outcome))
                                        .completeOnTimeout(
                                                outcome,
                                                ChannelBoards.TIME_TO_END.toMillis(),
                                                TimeUnit.MILLISECONDS))
                .orElseGet(() -> CompletableFuture.completedFuture(outcome));
    }

    private CompletableFuture<Outcome> ask(
            int sessionId, Function<ChannelBoard, Optional<CompletableFuture<Outcome>>> question) {
        Optional<ChannelBoard> board = boards.find(sessionId);
        if (board.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.SessionOver());
        }
        return question.apply(board.get())
                .orElseGet(
                        () -> CompletableFuture.completedFuture(new Outcome.NotPossible(whyNot())));
    }

    @Override
    public List<Said> conversation(int sessionId) {
        return boards.find(sessionId).map(ChannelBoard::conversation).orElse(List.of());
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(int sessionId, Payload payload) {
        return publish(sessionId, Optional.empty(), payload);
    }

    @Override
    public CompletableFuture<PublishOutcome> publishTo(
            int sessionId, Name member, Payload payload) {
        return publish(sessionId, Optional.of(member), payload);
    }

    private CompletableFuture<PublishOutcome> publish(
            int sessionId, Optional<Name> to, Payload payload) {
        return boards.find(sessionId)
                .map(board -> board.publish(to, payload))
                .orElseGet(
                        () ->
                                CompletableFuture.completedFuture(
                                        new PublishOutcome.Refused(PublishOutcome.Reason.ENDED)));
    }

    @Override
    public CompletableFuture<Exchange> ask(Question question, Consumer<Exchange> progress) {
        var exchange = new CompletableFuture<Exchange>();
        try {
            thread.execute(
                    () -> {
                        var _ = begin(question, progress).thenAccept(exchange::complete);
                    });
            return exchange;
        } catch (RejectedExecutionException _) {
            return notPossible(question, TEXTS.get("why.closed"));
        }
    }

    private CompletableFuture<Exchange> begin(Question question, Consumer<Exchange> progress) {
        membership.lock();
        try {
            return application.isEmpty()
                    ? notPossible(question, whyNot())
                    : new Asking(question, clock, progress).begin(application.get());
        } catch (RuntimeException e) {
            log.error("a question could not be asked", e);
            return notPossible(question, TEXTS.get("why.refused", e.toString()));
        } finally {
            membership.unlock();
        }
    }

    private CompletableFuture<Exchange> notPossible(Question question, String why) {
        return CompletableFuture.completedFuture(
                Exchange.notPossible(question, why, clock.instant()));
    }

    /// Stops all sessions without a word: they are stored, and go on with the next start. May be
    /// called twice.
    @Override
    public void close() {
        node.ifPresent(Registration::close);
        locked(
                () -> {
                    closed = true;
                    leave();
                });
        boards.awaitEnd();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(
                    ChannelBoards.TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
