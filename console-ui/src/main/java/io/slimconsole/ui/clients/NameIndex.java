package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.ui.table.NamePattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All names by the connection that subscribed them, for a filter that looks at more than the first one.
final class NameIndex {
    static final NameIndex EMPTY = new NameIndex(-1, Map.of());

    private final long version;
    private final Map<ConnectionId, List<String[]>> components;

    private NameIndex(long version, Map<ConnectionId, List<String[]>> components) {
        this.version = version;
        this.components = components;
    }

    /// The index of a route table; this one, if the table's names are the same still.
    NameIndex of(RouteTableSnapshot table) {
        if (table.version() == version) {
            return this;
        }
        Map<ConnectionId, List<String[]>> all = new HashMap<>();
        for (RouteSnapshot route : table.routes()) {
            if (route.name().isPresent()) {
                Name name = route.name().get();
                String[] parts = {
                    name.organization(), name.namespace(), name.service(), instanceText(name.id())
                };
                for (RouteSnapshot.Subscriber subscriber : route.subscribers()) {
                    all.computeIfAbsent(subscriber.connection(), _ -> new ArrayList<>()).add(parts);
                }
            }
        }
        return new NameIndex(table.version(), all);
    }

    boolean anyMatches(ConnectionId connection, NamePattern pattern) {
        for (String[] name : components.getOrDefault(connection, List.of())) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }

    /// What people type for an instance: `any`, or its UUID.
    static String instanceText(NameId id) {
        return id.isNull() ? "any" : id.toString();
    }
}
