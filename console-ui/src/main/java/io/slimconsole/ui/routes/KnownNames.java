package io.slimconsole.ui.routes;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.NaturalOrder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names in a route table, for completing what is typed and for offering the nearest ones. Immutable.
final class KnownNames {
    static final KnownNames NONE = new KnownNames(-1, List.of());

    private final long version;
    private final List<Service> services;

    /// @param instances all full names under the prefix, in order
    private record Service(String prefix, Name name, List<String> instances) {}

    private record Near(String prefix, int distance) {}

    private KnownNames(long version, List<Service> services) {
        this.version = version;
        this.services = services;
    }

    /// The names of a table; these, if they are the same still.
    KnownNames of(RouteTableSnapshot table) {
        if (table.version() == version) {
            return this;
        }
        Map<String, Service> byPrefix = new HashMap<>();
        for (RouteSnapshot route : table.routes()) {
            if (route.name().isPresent()) {
                Name name = route.name().get();
                Service service =
                        byPrefix.computeIfAbsent(
                                name.prefix(), p -> new Service(p, name, new ArrayList<>()));
                if (!name.id().isNull()) {
                    service.instances.add(name.toString());
                }
            }
        }
        Map<String, Service> sorted = new TreeMap<>(NaturalOrder.INSTANCE);
        sorted.putAll(byPrefix);
        return new KnownNames(table.version(), List.copyOf(sorted.values()));
    }

    /// Names that begin as typed, services before their instances.
    List<String> completions(String typed, int most) {
        String text = typed.strip();
        List<String> found = new ArrayList<>();
        boolean instances = text.chars().filter(c -> c == '/').count() >= 3;
        var pattern = NamePattern.of(text);
        for (Service service : services) {
            if (found.size() >= most) {
                break;
            }
            Name name = service.name;
            if (instances) {
                for (String full : service.instances) {
                    if (found.size() < most
                            && full.regionMatches(true, 0, text, 0, text.length())) {
                        found.add(full);
                    }
                }
            } else if (pattern.matches(name.organization(), name.namespace(), name.service())
                    && !service.prefix.equals(text)) {
                found.add(service.prefix);
            } else if (service.prefix.equals(text)) {
                service.instances.stream().limit((long) most - found.size()).forEach(found::add);
            }
        }
        return found;
    }

    /// The services that look most like `name`, the best first; none that has nothing in common with it.
    List<String> nearest(Name name, int most) {
        List<Near> near = new ArrayList<>();
        for (Service service : services) {
            int distance =
                    distance(service.name.organization(), name.organization())
                            + distance(service.name.namespace(), name.namespace())
                            + distance(service.name.service(), name.service());
            if (distance <= (name.prefix().length() - 2) / 2) {
                near.add(new Near(service.prefix, distance));
            }
        }
        near.sort(
                (a, b) ->
                        a.distance != b.distance
                                ? Integer.compare(a.distance, b.distance)
                                : NaturalOrder.INSTANCE.compare(a.prefix, b.prefix));
        return near.stream().limit(most).map(Near::prefix).toList();
    }

    /// How many letters have to be added, removed or changed.
    private static int distance(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
