package io.slimconsole.ui.manager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.slimconsole.node.Registration;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.manager.ManagerState.Failed;
import io.slimconsole.ui.manager.ManagerState.Off;
import io.slimconsole.ui.manager.ManagerState.Serving;
import io.slimconsole.ui.sessions.Channels;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Serves the channel manager while the settings say so, and changes its state on one thread.
///
/// All methods may be called from any thread and return at once, but for [#close].
public final class ManagerService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagerService.class);
    private static final Texts TEXTS = Texts.of(ManagerService.class);

    /// Names and a flag; anything larger is no request of this service.
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private static final int MAX_CALLS_PER_CONNECTION = 100;
    private static final int MAX_TOKEN_BYTES = 16 * 1024;
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Channels channels;
    private final RefusedCalls refused;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("channel-manager").factory());
    private final List<Consumer<ManagerState>> listeners = new CopyOnWriteArrayList<>();
    private volatile ManagerState state = new Off();

    // of the service's thread
    private ManagerSettings applied = ManagerSettings.OFF;
    private Optional<Server> server = Optional.empty();

    public ManagerService(Channels channels) {
        this(channels, (_, _, _) -> {});
    }

    public ManagerService(Channels channels, RefusedCalls refused) {
        this.channels = channels;
        this.refused = refused;
    }

    public ManagerState state() {
        return state;
    }

    /// Hears every change of state, on the service's thread, beginning with the present one.
    public Registration listen(Consumer<ManagerState> listener) {
        listeners.add(listener);
        listener.accept(state);
        return () -> listeners.remove(listener);
    }

    /// Serves as these settings say, or not at all. Does nothing if that is how it is already.
    ///
    /// @return the state that came of it
    public CompletableFuture<ManagerState> apply(ManagerSettings settings) {
        try {
            return CompletableFuture.supplyAsync(() -> applyNow(settings), thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(state);
        }
    }

    private ManagerState applyNow(ManagerSettings settings) {
        if (settings.equals(applied) && !(state instanceof Failed)) {
            return state;
        }
        stop();
        applied = settings;
        return become(settings.on() ? start(settings) : new Off());
    }

    private ManagerState start(ManagerSettings settings) {
        try {
            Optional<String> token = Optional.empty();
            if (settings.tokenFile().isPresent()) {
                token = Optional.of(read(settings.tokenFile().get()));
            }
            InetAddress address = InetAddress.getByName(settings.host());
            if (token.isEmpty() && !address.isLoopbackAddress()) {
                return failed("failed.open", settings.host());
            }
            NettyServerBuilder builder =
                    NettyServerBuilder.forAddress(new InetSocketAddress(address, settings.port()))
                            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                            // what a method begins goes on elsewhere
                            .directExecutor()
                            .addService(ManagerMethods.of(new ManagerApi(channels)));
            token.map(expected -> new BearerCheck(expected, refused)).ifPresent(builder::intercept);
            Server started = builder.build().start();
            server = Optional.of(started);
            return new Serving(
                    new InetSocketAddress(address, started.getPort()), token.isPresent());
        } catch (TokenException e) {
            return failed("failed.token", e.getMessage());
        } catch (IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return failed(
                    "failed.start",
                    settings.host(),
                    Integer.toString(settings.port()),
                    String.valueOf(cause.getMessage()));
        }
    }

    private static Failed failed(String key, Object... values) {
        return new Failed(TEXTS.get(key, values));
    }

    private static String read(Path file) throws TokenException {
        try {
            if (Files.size(file) > MAX_TOKEN_BYTES) {
                throw new TokenException(TEXTS.get("token.large", file.toString()));
            }
            String token = Files.readString(file, UTF_8).strip();
            if (token.isEmpty()) {
                throw new TokenException(TEXTS.get("token.empty", file.toString()));
            }
            return token;
        } catch (IOException e) {
            throw new TokenException(
                    TEXTS.get("token.unreadable", file.toString(), e.getClass().getSimpleName()));
        }
    }

    private static final class TokenException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String words;

        TokenException(String words) {
            super(words);
            this.words = words;
        }

        @Override
        public String getMessage() {
            return words;
        }
    }

    private void stop() {
        server.ifPresent(
                running -> {
                    running.shutdownNow();
                    try {
                        if (!running.awaitTermination(
                                TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                            log.warn("the channel manager did not end within {}", TIME_TO_END);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server = Optional.empty();
    }

    private ManagerState become(ManagerState next) {
        state = next;
        switch (next) {
            case Off _ -> log.info("the channel manager is off");
            case Serving(InetSocketAddress address, boolean authenticated) ->
                    log.atInfo()
                            .addKeyValue("address", address)
                            .addKeyValue("authenticated", authenticated)
                            .log("the channel manager is served");
            case Failed(String why) -> log.warn("{}", why);
        }
        for (Consumer<ManagerState> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                log.error("a listener failed on {}", next, e);
            }
        }
        return next;
    }

    /// Stops serving. May be called twice.
    @Override
    public void close() {
        apply(ManagerSettings.OFF).join();
        thread.shutdown();
    }
}
