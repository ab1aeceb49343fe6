package io.slimconsole.tests.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// A process that runs one of the scripts in `src/test/peer` or `src/test/mls-peers`, driven by JSON lines.
///
/// Its output is read by a thread of its own; any thread may send commands. When our side of its stdin goes away, for
/// whatever reason, it ends by itself.
public final class PeerProcess implements AutoCloseable {
    /// For one answer; generous, since it also has to hold on a machine that is busy with other things.
    public static final Duration DEADLINE = Duration.ofSeconds(90);

    /// As its lines are written.
    public static final JsonMapper JSON = new JsonMapper();

    private static final char ANSWER = '@';
    private static final Pattern COLOR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final int LOG_LINES = 400;

    private final String label;
    private final Process process;
    private final Writer commands;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Deque<String> log = new ArrayDeque<>();
    private final Thread reader;

    /// @param label names it in failures and logs
    public PeerProcess(String label, Path home, String script, String... arguments) {
        this.label = label;
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("RUST_BACKTRACE", "0");
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + command, e);
        }
        this.commands = process.outputWriter(UTF_8);
        this.reader = Thread.ofVirtual().name(label).start(this::read);
    }

    /// Sends a command; the answer comes when the library is done with it.
    public CompletableFuture<JsonNode> send(String command, Map<String, ?> parameters) {
        var line = new HashMap<String, Object>(parameters);
        long id = ids.incrementAndGet();
        line.put("id", id);
        line.put("do", command);
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        try {
            synchronized (commands) {
                commands.write(JSON.writeValueAsString(line));
                commands.write('\n');
                commands.flush();
            }
        } catch (IOException e) {
            waiting.remove(id);
            answer.completeExceptionally(gone());
        }
        return answer.thenApply(reply -> result(command, reply));
    }

    /// Sends a command and waits for its answer.
    ///
    /// @throws PeerException if the library answers with an error
    /// @throws AssertionError if it doesn't answer in time
    public JsonNode ask(String command, Map<String, ?> parameters) {
        return get(command, send(command, parameters));
    }

    /// Waits for an answer to [#send].
    public <T> T get(String command, CompletableFuture<T> answer) {
        try {
            return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "%s: no answer to %s within %s".formatted(label, command, DEADLINE), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PeerException refused) {
                throw refused;
            }
            throw new AssertionError("%s: %s went wrong".formatted(label, command), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(
                    "%s: interrupted while waiting for %s".formatted(label, command), e);
        }
    }

    /// The last lines it printed, those of its library included.
    public String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    public String label() {
        return label;
    }

    /// For its CPU time and memory.
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// Kills it. A test that wants an orderly end asks for it with a command.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            reader.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (!line.isEmpty() && line.charAt(0) == ANSWER) {
                    answer(JSON.readTree(line.substring(1)));
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep("(its output broke off: " + e.getMessage() + ")");
        } finally {
            waiting.values().forEach(answer -> answer.completeExceptionally(gone()));
        }
    }

    private void answer(JsonNode reply) {
        var answer = waiting.remove(reply.path("id").asLong());
        if (answer != null) {
            answer.complete(reply);
        }
    }

    private JsonNode result(String command, JsonNode reply) {
        JsonNode error = reply.path("error");
        if (error.isObject()) {
            throw new PeerException(
                    label,
                    command,
                    error.path("kind").asString(),
                    error.path("message").asString());
        }
        return reply.path("ok");
    }

    private void keep(String line) {
        synchronized (log) {
            log.add(COLOR.matcher(line).replaceAll(""));
            if (log.size() > LOG_LINES) {
                log.removeFirst();
            }
        }
    }

    private IllegalStateException gone() {
        return new IllegalStateException("the process of " + label + " has ended");
    }
}
