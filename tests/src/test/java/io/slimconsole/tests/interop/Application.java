package io.slimconsole.tests.interop;

import io.slimconsole.tests.kit.Await;
import io.slimconsole.tests.peer.PeerException;
import io.slimconsole.tests.peer.PeerProcess;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An application of upstream's SDK, in a process of its own.
///
/// Every call waits for the SDK's answer, with a deadline, and throws [PeerException] where it answers with an error.
final class Application implements AutoCloseable {
    private static final int TLS_ATTEMPTS = 2;
    private static final String RECONNECTED = "connection re-established successfully";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final PeerProcess process;

    /// @param process runs `app.mjs`, or anything else that takes its commands; ends with this application
    Application(String name, PeerProcess process) {
        this.name = name;
        this.process = process;
    }

    /// `organization/namespace/service`, as it subscribes.
    String name() {
        return name;
    }

    /// Creates the application inside its process.
    ///
    /// @return its full name, with the id that its identity gives it
    String start(String secret) {
        return process.ask("start", Map.of("name", name, "secret", secret)).path("name").asString();
    }

    /// Creates the application with an identity that tokens prove.
    ///
    /// @return its full name
    String start(TokenSetup setup) {
        return process.ask("startWithJwt", Map.of("name", name, "jwt", setup.json()))
                .path("name")
                .asString();
    }

    /// Creates the application with a token in a file.
    ///
    /// @param setup of whom it believes; how it would sign is not used
    /// @return its full name
    String start(Path token, TokenSetup setup) {
        return process.ask(
                        "startWithToken",
                        Map.of("name", name, "file", token.toString(), "jwt", setup.json()))
                .path("name")
                .asString();
    }

    void connect(String url) {
        process.ask("connect", Map.of("endpoint", url));
    }

    /// Connects with TLS, trusting this authority alone; gives up where the node shows a certificate of another.
    void connect(String url, Path authority) {
        process.ask(
                "connect",
                Map.of("endpoint", url, "ca", authority.toString(), "attempts", TLS_ATTEMPTS));
    }

    /// Takes the connection that its process was configured with.
    void attach(String url) {
        process.ask("attach", Map.of("endpoint", url));
    }

    void disconnect() {
        process.ask("disconnect", Map.of());
    }

    void subscribe(String what) {
        process.ask("subscribe", Map.of("name", what));
    }

    /// Takes back its own name.
    void unsubscribe() {
        process.ask("unsubscribe", Map.of());
    }

    /// Lets it know that a name lies behind its connection.
    void route(String what) {
        process.ask("route", Map.of("name", what));
    }

    /// Opens a point-to-point session with any instance of `peer`.
    Session open(String peer, SessionKind kind) {
        return open(peer, kind, false);
    }

    /// Opens a group session; this application is its moderator.
    Session openGroup(String channel, SessionKind kind) {
        return open(channel, kind, true);
    }

    /// The next session that somebody opens with this application.
    CompletableFuture<Session> accept() {
        return process.send("accept", Map.of("timeoutMs", PATIENCE.toMillis()))
                .thenApply(answer -> new Session(answer.path("session").asInt()));
    }

    /// Waits for what [#accept] promised.
    Session await(CompletableFuture<Session> accepted) {
        return process.get("accept", accepted);
    }

    /// Waits until the SDK has connected anew by itself. What is sent before is lost without an error: the node inside
    /// the SDK knows no way for it.
    void awaitReconnected() {
        Await.until(name + " has connected anew", () -> log().contains(RECONNECTED));
    }

    /// What its SDK logged so far.
    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private Session open(String peer, SessionKind kind, boolean group) {
        var parameters = new HashMap<String, Object>();
        parameters.put("peer", peer);
        parameters.put("group", group);
        parameters.put("mls", kind.mls());
        if (kind.retries() > 0) {
            parameters.put("maxRetries", kind.retries());
            parameters.put("intervalMs", kind.interval().toMillis());
        }
        return new Session(process.ask("open", parameters).path("session").asInt());
    }

    /// One session, as one of its members sees it.
    final class Session {
        private final int handle;

        private Session(int handle) {
            this.handle = handle;
        }

        void invite(String member) {
            process.ask("invite", Map.of("session", handle, "name", member));
        }

        void remove(String member) {
            process.ask("remove", Map.of("session", handle, "name", member));
        }

        /// Ends a session that it moderates, or leaves one that somebody else does.
        void close() {
            process.ask("close", Map.of("session", handle));
        }

        /// Goes offline in a group, until it rejoins.
        void pause() {
            process.ask("pause", Map.of("session", handle));
        }

        void rejoin() {
            process.ask("rejoin", Map.of("session", handle));
        }

        /// The members' names without ids, sorted.
        List<String> participants() {
            return process.ask("participants", Map.of("session", handle))
                    .path("names")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
        }

        void publish(String text) {
            process.ask("publish", Map.of("session", handle, "text", text));
        }

        /// Publishes `size` bytes.
        ///
        /// @return what the others should receive
        Payload publish(int size) {
            return Payload.of(process.ask("publish", Map.of("session", handle, "size", size)));
        }

        /// The next message, in full.
        Received receive() {
            return Received.of(receive(PATIENCE));
        }

        /// The next message; empty if none comes in time, or none can come any more.
        Optional<Received> receiveWithin(Duration patience) {
            try {
                return Optional.of(Received.of(receive(patience)));
            } catch (PeerException nothing) {
                return Optional.empty();
            }
        }

        private JsonNode receive(Duration patience) {
            return process.ask(
                    "receive", Map.of("session", handle, "timeoutMs", patience.toMillis()));
        }
    }

    /// What a session promises.
    ///
    /// Where upstream moderates without MLS, an answer that comes twice can end its session, and an invitation that is
    /// repeated can reach two instances. So what is repeated has to be lost, and not only late.
    ///
    /// @param retries how often an unanswered message is repeated; 0 makes it unreliable
    /// @param interval how long an answer may take before
    record SessionKind(boolean mls, int retries, Duration interval) {
        private static final int RETRIES = 20;
        private static final Duration INTERVAL = Duration.ofSeconds(2);

        static final SessionKind MLS = new SessionKind(true, RETRIES, INTERVAL);
        static final SessionKind PLAIN = new SessionKind(false, RETRIES, INTERVAL);
        static final SessionKind UNRELIABLE = new SessionKind(false, 0, INTERVAL);
        static final SessionKind MLS_UNRELIABLE = new SessionKind(true, 0, INTERVAL);

        /// For whom nobody answers.
        static final SessionKind IMPATIENT = new SessionKind(true, 2, Duration.ofMillis(500));

        @Override
        public String toString() {
            return (mls ? "MLS" : "plain") + (retries > 0 ? ", reliable" : ", unreliable");
        }
    }

    /// The content of a message, by size and SHA-256.
    record Payload(int size, String sha256) {
        private static Payload of(JsonNode answer) {
            return new Payload(answer.path("size").asInt(), answer.path("sha256").asString());
        }
    }

    /// @param text empty for what is too long to show
    record Received(String from, Payload payload, String text) {
        private static Received of(JsonNode answer) {
            return new Received(
                    answer.path("from").asString(),
                    Payload.of(answer),
                    answer.path("text").asString(""));
        }
    }
}
