package io.slimconsole.session.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An issuer's web server on loopback. Answers from now on as it was told last.
final class KeyServer implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int FOUND = 302;

    @FunctionalInterface
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    KeyServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        try (exchange) {
            answers.getOrDefault(path, each -> each.sendResponseHeaders(NOT_FOUND, -1))
                    .give(exchange);
        }
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    void answer(String path, int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        answers.put(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
    }

    void redirect(String path, String to) {
        answers.put(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", to);
                    exchange.sendResponseHeaders(FOUND, -1);
                });
    }

    /// Begins its answer, and says no more.
    void neverFinish(String path) {
        answers.put(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
