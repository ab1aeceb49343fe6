package io.slimconsole.tests.load;

import io.slimconsole.tests.peer.PeerProcess;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Applications of upstream's SDK, each in a process of its own.
final class UpstreamGroup implements GroupUnderLoad {
    private static final String SECRET = "a secret that all of them share: 0123456789";
    private static final int PATIENCE_MILLIS = 30_000;

    /// Each has one session, its first.
    private static final int SESSION = 0;

    private final List<PeerProcess> processes = new ArrayList<>();

    /// @param home where the package is installed
    /// @param url of the node
    UpstreamGroup(Path home, String url, int members) {
        for (int i = 0; i <= members; i++) {
            var process = new PeerProcess(name(i), home, "app.mjs");
            processes.add(process);
            process.ask("start", Map.of("name", name(i), "secret", SECRET));
            process.ask("connect", Map.of("endpoint", url));
            process.ask("subscribe", Map.of("name", name(i)));
        }
        // the timers that ours has
        processes
                .getFirst()
                .ask(
                        "open",
                        Map.of(
                                "peer",
                                "org/ns/channel",
                                "group",
                                true,
                                "mls",
                                true,
                                "maxRetries",
                                10,
                                "intervalMs",
                                1_000));
        for (PeerProcess member : members()) {
            processes.getFirst().ask("route", Map.of("name", member.label()));
            var accepted = member.send("accept", Map.of("timeoutMs", PATIENCE_MILLIS));
            processes.getFirst().ask("invite", Map.of("session", SESSION, "name", member.label()));
            answer(accepted);
        }
    }

    private static String name(int index) {
        return "org/ns/member-" + index;
    }

    private List<PeerProcess> members() {
        return processes.subList(1, processes.size());
    }

    private static JsonNode answer(CompletableFuture<JsonNode> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a member of upstream's failed", e);
        }
    }

    @Override
    public void send(int count, int size, int window) {
        var drained =
                members().stream()
                        .map(
                                member ->
                                        member.send(
                                                "drain",
                                                Map.of(
                                                        "session", SESSION,
                                                        "count", count,
                                                        "timeoutMs", PATIENCE_MILLIS)))
                        .toList();
        var sent =
                processes
                        .getFirst()
                        .send(
                                "flood",
                                Map.of(
                                        "session", SESSION,
                                        "count", count,
                                        "size", size,
                                        "window", window));
        for (CompletableFuture<JsonNode> each : drained) {
            int different = answer(each).path("different").asInt();
            if (different != count) {
                throw new IllegalStateException(
                        "%,d different messages came, %,d were sent".formatted(different, count));
            }
        }
        answer(sent);
    }

    @Override
    public Duration cpu() {
        return processes.stream()
                .map(process -> process.handle().info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        processes.forEach(PeerProcess::close);
    }
}
