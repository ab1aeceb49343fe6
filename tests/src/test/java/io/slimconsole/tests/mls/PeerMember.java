package io.slimconsole.tests.mls;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.tests.peer.PeerException;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A member by another implementation, in that one's process.
final class PeerMember implements Member {
    /// How JavaScript names mistakes of whoever wrote the program: no refusals.
    private static final Set<String> MISTAKES =
            Set.of("TypeError", "ReferenceError", "SyntaxError", "RangeError");

    private final MlsPeer peer;
    private final PeerClient client;
    private final int handle;

    PeerMember(MlsPeer peer, PeerClient client, int handle) {
        this.peer = peer;
        this.client = client;
        this.handle = handle;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Committed commit(Change change) {
        JsonNode answer =
                ask(
                        "commit",
                        Map.of(
                                "add",
                                change.add().stream()
                                        .map(each -> MlsPeer.text(each.keyPackage()))
                                        .toList(),
                                "remove",
                                change.remove(),
                                "privately",
                                change.privately(),
                                "treeInWelcome",
                                change.treeInWelcome(),
                                "authenticatedData",
                                MlsPeer.text(change.authenticatedData())));
        return new Committed(
                MlsPeer.bytes(answer, "commit").orElseThrow(),
                MlsPeer.bytes(answer, "welcome"),
                change.treeInWelcome() ? Optional.empty() : MlsPeer.bytes(answer, "tree"));
    }

    @Override
    public Opaque propose(Suggestion suggestion, boolean privately) {
        var parameters = new HashMap<String, Object>(Map.of("privately", privately));
        switch (suggestion) {
            case Suggestion.Add(Opaque keyPackage) ->
                    parameters.put("add", MlsPeer.text(keyPackage));
            case Suggestion.Remove(String name) -> parameters.put("remove", name);
            case Suggestion.Update _ -> {}
        }
        return message(ask("propose", parameters));
    }

    @Override
    public Reading read(Opaque message) {
        JsonNode answer;
        try {
            answer = ask("read", Map.of("message", MlsPeer.text(message)));
        } catch (PeerException e) {
            if (MISTAKES.contains(e.kind())) {
                throw e;
            }
            return new Reading.Refused(e.getMessage());
        }
        return switch (answer.path("kind").asString()) {
            case "application" ->
                    new Reading.Said(
                            MlsPeer.bytes(answer, "text").orElseThrow(),
                            MlsPeer.bytes(answer, "authenticatedData"));
            case "proposal" -> new Reading.Proposed();
            case "commit" -> new Reading.Followed(MlsPeer.bytes(answer, "authenticatedData"));
            case "removed" -> new Reading.Removed();
            default -> throw new AssertionError("an unknown answer: " + answer);
        };
    }

    @Override
    public Opaque say(Opaque text, Opaque authenticatedData) {
        return message(
                ask(
                        "say",
                        Map.of(
                                "text",
                                MlsPeer.text(text),
                                "authenticatedData",
                                MlsPeer.text(authenticatedData))));
    }

    @Override
    public Facts facts() {
        JsonNode answer = ask("facts", Map.of());
        return new Facts(
                MlsPeer.bytes(answer, "authenticator"),
                MlsPeer.bytes(answer, "exported").orElseThrow(),
                answer.path("context").valueStream().map(MlsPeer::bytes).toList());
    }

    private static Opaque message(JsonNode answer) {
        return MlsPeer.bytes(answer, "message").orElseThrow();
    }

    private JsonNode ask(String command, Map<String, ?> parameters) {
        var all = new HashMap<String, Object>(parameters);
        all.put("member", handle);
        return peer.ask(command, all);
    }
}
