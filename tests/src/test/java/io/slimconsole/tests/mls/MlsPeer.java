package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.tests.peer.PeerProcess;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The process of another implementation, with all its clients. See `members.mjs` for what can be asked.
final class MlsPeer implements AutoCloseable {
    private final Implementation implementation;
    private final PeerProcess process;

    MlsPeer(Implementation implementation, Path home) {
        this.implementation = implementation;
        String name = implementation.name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.process = new PeerProcess(name, home, name + ".mjs");
    }

    Implementation implementation() {
        return implementation;
    }

    Client client(CipherSuite suite, String name) {
        return new PeerClient(this, suite.id(), name);
    }

    JsonNode ask(String command, Map<String, ?> parameters) {
        return process.ask(command, parameters);
    }

    void forget() {
        ask("forget", Map.of());
    }

    static String text(Opaque bytes) {
        return Base64.getEncoder().encodeToString(bytes.bytes());
    }

    static Optional<Opaque> bytes(JsonNode answer, String name) {
        return answer.has(name) ? Optional.of(bytes(answer.path(name))) : Optional.empty();
    }

    static Opaque bytes(JsonNode text) {
        return Opaque.of(Base64.getDecoder().decode(text.asString()));
    }

    String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
