package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.Explanation.Candidate;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.NameId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Says for one destination what [Match] would do, and why.
final class Explainer<C extends RouteTarget> {
    private final KeyHash hash;
    private final EncodedName destination;
    private final Delivery delivery;
    private final @Nullable C from;
    private final List<Candidate> candidates = new ArrayList<>();

    /// Whether a more preferred type has taken the message.
    private boolean taken;

    Explainer(KeyHash hash, EncodedName destination, Delivery delivery, @Nullable C from) {
        this.hash = hash;
        this.destination = destination;
        this.delivery = delivery;
        this.from = from;
    }

    Explanation explain(@Nullable Prefix<C> prefix) {
        if (prefix != null) {
            var instances = instances(prefix);
            for (var type : ConnectionType.values()) {
                considerType(prefix, type, instances);
            }
        }
        return new Explanation(
                destination,
                delivery,
                Optional.ofNullable(from).map(RouteTarget::id),
                prefix != null,
                List.copyOf(candidates));
    }

    /// The ids that each connection subscribed under the prefix.
    private Map<ConnectionId, List<NameId>> instances(Prefix<C> prefix) {
        var result = new TreeMap<ConnectionId, List<NameId>>();
        Trie.forEach(
                prefix.routes,
                route -> {
                    for (var type : ConnectionType.values()) {
                        Trie.forEach(
                                route.subscribers.of(type),
                                subscriber ->
                                        result.computeIfAbsent(
                                                        subscriber.target.id(),
                                                        _ -> new ArrayList<>())
                                                .add(route.name.id()));
                    }
                });
        result.values().forEach(ids -> ids.sort(null));
        return result;
    }

    private void considerType(
            Prefix<C> prefix, ConnectionType type, Map<ConnectionId, List<NameId>> instances) {
        var members = prefix.members.of(type);
        var eligible = new HashSet<ConnectionId>();
        if (destination.id().isNull()) {
            considerEligible(members, prefix.turn, instances, eligible);
        } else {
            var route = prefix.route(hash, destination.id().high(), destination.id().low());
            if (route != null) {
                considerEligible(
                        route.subscribers.of(type), route.counters.turn, instances, eligible);
            }
        }
        Trie.forEach(
                members,
                member -> {
                    var id = member.target.id();
                    if (member.is(from)) {
                        add(member.target, instances, Verdict.IS_SENDER);
                    } else if (member.target.reachable() && !eligible.contains(id)) {
                        add(member.target, instances, Verdict.OTHER_INSTANCE);
                    }
                });
    }

    /// Adds those who may get the message, in the order of their turns.
    private <E extends io.slimconsole.node.table.Candidate<C, E>> void considerEligible(
            @Nullable Slot<E> slot,
            Turn turn,
            Map<ConnectionId, List<NameId>> instances,
            Set<ConnectionId> eligible) {
        if (slot == null) {
            return;
        }
        int count = slot.size() - (Match.contains(slot, from) ? 1 : 0);
        int start = count == 0 ? 0 : turn.peek(count);
        boolean takenBefore = taken;
        for (int i = 0; i < count; i++) {
            C target = Match.inTurn(slot, (start + i) % count, from).target;
            if (!target.reachable()) {
                continue;
            }
            Verdict verdict = Verdict.CHOSEN;
            if (delivery == Delivery.ONE && taken) {
                verdict = takenBefore ? Verdict.LESS_PREFERRED : Verdict.NEXT_IN_TURN;
            }
            taken = true;
            eligible.add(target.id());
            add(target, instances, verdict);
        }
    }

    private void add(C target, Map<ConnectionId, List<NameId>> instances, Verdict verdict) {
        candidates.add(
                new Candidate(
                        target.id(),
                        target.type(),
                        List.copyOf(instances.getOrDefault(target.id(), List.of())),
                        verdict));
    }
}
