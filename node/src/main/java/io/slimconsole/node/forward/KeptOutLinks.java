package io.slimconsole.node.forward;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The links that the operator does not let in, by link id. May be used on any thread.
public final class KeptOutLinks {
    private final Map<String, KeptOut> byLinkId = new ConcurrentHashMap<>();

    void add(ConnectionSnapshot connection) {
        connection
                .link()
                .ifPresent(
                        facts ->
                                byLinkId.put(
                                        facts.linkId(),
                                        new KeptOut(
                                                facts.linkId(),
                                                connection.remoteAddress(),
                                                connection
                                                        .firstName()
                                                        .map(Name::toString)
                                                        .orElse(""),
                                                Instant.now())));
    }

    boolean contains(String linkId) {
        return byLinkId.containsKey(linkId);
    }

    public List<KeptOut> all() {
        return byLinkId.values().stream().sorted(Comparator.comparing(KeptOut::since)).toList();
    }

    public void letIn(String linkId) {
        byLinkId.remove(linkId);
    }
}
