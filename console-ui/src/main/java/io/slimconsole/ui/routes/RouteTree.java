package io.slimconsole.ui.routes;

import io.slimconsole.ui.routes.RouteLine.Subscribers;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Groups routes by organization, namespace and service, and lays the tree out as rows.
///
/// Belongs to the sampler's thread, apart from [#expand] and its like. Group rows keep their identity as long as the
/// group has a route, shown or not.
final class RouteTree {
    /// Up to here everything is in sight at first.
    private static final int FEW = 200;

    /// Up to here organizations and namespaces are open at first.
    private static final int SOME = 2_000;

    private final Group root = new Group(-1, "");

    /// What the operator chose, by path; where nothing was chosen, the group's own default.
    private final Map<String, Boolean> chosen = new ConcurrentHashMap<>();

    /// The same while a filter is set: then every group is open until closed.
    private final Map<String, Boolean> chosenFiltered = new ConcurrentHashMap<>();

    private long sequence;
    private volatile boolean filtered;

    /// Opens or closes a group; any thread.
    void expand(String path, boolean open) {
        (filtered ? chosenFiltered : chosen).put(path, open);
    }

    /// Opens or closes all groups; any thread.
    ///
    /// @param paths of all groups
    void expandAll(Collection<String> paths, boolean open) {
        Map<String, Boolean> here = filtered ? chosenFiltered : chosen;
        paths.forEach(path -> here.put(path, open));
    }

    /// The paths of all groups.
    List<String> paths() {
        List<String> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    /// Opens all groups above a route, so that it comes into sight; any thread.
    void reveal(RouteName name) {
        for (int level = 0; level < RouteName.INSTANCE; level++) {
            expand(name.path(level), true);
        }
    }

    /// What was chosen while the last filter was set goes with it; any thread.
    void setFiltered(boolean now) {
        chosenFiltered.clear();
        filtered = now;
    }

    /// Lays out the rows.
    ///
    /// @param routes those to show, in their order
    /// @param all how many there are, shown or not
    /// @param resort whether groups may change places
    List<LiveRow<RouteLine>> layOut(
            List<LiveRow<RouteLine>> routes, int all, RowOrder<RouteLine> order, boolean resort) {
        root.empty();
        for (LiveRow<RouteLine> row : routes) {
            Group service = serviceOf(row, all);
            service.leaves.add(row);
        }
        root.sumUp(this, order, order.comparator(), resort);
        List<LiveRow<RouteLine>> rows = new ArrayList<>(routes.size());
        for (Group organization : root.sorted) {
            organization.layOut(rows);
        }
        return rows;
    }

    void clear() {
        root.children.clear();
    }

    private Group serviceOf(LiveRow<RouteLine> row, int all) {
        if (row.place() instanceof Group place && place.alive) {
            return place;
        }
        RouteName name = row.value().name();
        Group group = root;
        for (int level = 0; level < RouteName.INSTANCE; level++) {
            Group parent = group;
            int at = level;
            group =
                    parent.children.computeIfAbsent(
                            name.component(level),
                            _ -> {
                                var made = new Group(at, name.path(at));
                                made.openFirst =
                                        all <= FEW || (all <= SOME && at < RouteName.INSTANCE - 1);
                                return made;
                            });
        }
        row.setPlace(group);
        return group;
    }

    private static void collect(Group group, List<String> paths) {
        for (Group child : group.children.values()) {
            paths.add(child.path);
            collect(child, paths);
        }
    }

    private boolean isOpen(Group group) {
        return filtered
                ? chosenFiltered.getOrDefault(group.path, true)
                : chosen.getOrDefault(group.path, group.openFirst);
    }

    /// All routes that begin alike.
    private static final class Group {
        private final int level;
        private final String path;
        private final Map<String, Group> children = new HashMap<>();
        private final List<LiveRow<RouteLine>> leaves = new ArrayList<>();
        private final List<Group> sorted = new ArrayList<>();
        private @Nullable LiveRow<RouteLine> row;
        private boolean openFirst;
        private boolean alive = true;

        Group(int level, String path) {
            this.level = level;
            this.path = path;
        }

        void empty() {
            leaves.clear();
            sorted.clear();
            children.values().forEach(Group::empty);
        }

        /// Works out the group's own row from what is in it; groups without any are left out.
        ///
        /// @return the row's values; null for an empty group
        @Nullable RouteLine sumUp(
                RouteTree tree,
                RowOrder<RouteLine> order,
                Comparator<LiveRow<RouteLine>> comparator,
                boolean resort) {
            var sum = new Sum();
            for (LiveRow<RouteLine> leaf : leaves) {
                sum.add(leaf.value(), leaf.arrived());
            }
            for (var all = children.values().iterator(); all.hasNext(); ) {
                Group child = all.next();
                RouteLine line = child.sumUp(tree, order, comparator, resort);
                if (line == null) {
                    if (!tree.filtered) {
                        child.alive = false;
                        all.remove();
                    }
                    continue;
                }
                sum.add(line, child.shown().arrived());
                sorted.add(child);
            }
            sorted.sort((a, b) -> comparator.compare(a.shown(), b.shown()));
            if (sum.routes == 0) {
                row = null;
                return null;
            }
            return level < 0 ? sum.line(level, false) : show(tree, sum, order, resort);
        }

        private RouteLine show(RouteTree tree, Sum sum, RowOrder<RouteLine> order, boolean resort) {
            RouteLine line = sum.line(level, tree.isOpen(this));
            LiveRow<RouteLine> mine = row;
            if (mine == null) {
                mine = new LiveRow<>(tree.sequence++, sum.arrived, line);
                row = mine;
                order.readKey(mine);
            } else {
                if (!line.equals(mine.value())) {
                    mine.setValue(line);
                }
                if (resort) {
                    order.readKey(mine);
                }
            }
            return line;
        }

        LiveRow<RouteLine> shown() {
            LiveRow<RouteLine> mine = row;
            if (mine == null) {
                throw new IllegalStateException("the group " + path + " is empty and has no row");
            }
            return mine;
        }

        void layOut(List<LiveRow<RouteLine>> rows) {
            LiveRow<RouteLine> mine = shown();
            rows.add(mine);
            if (mine.value().expanded()) {
                sorted.forEach(child -> child.layOut(rows));
                rows.addAll(leaves);
            }
        }
    }

    private static final class Sum {
        private @Nullable RouteName name;
        private int routes;
        private int local;
        private int remote;
        private int peer;
        private int edge;
        private long messages;
        private double perSecond;
        private long bytes;
        private @Nullable Instant lastMatched;
        private Instant since = Instant.MAX;

        /// A group is as new as the oldest route in it.
        private Instant arrived = Instant.MAX;

        void add(RouteLine line, Instant lineArrived) {
            if (lineArrived.isBefore(arrived)) {
                arrived = lineArrived;
            }
            if (name == null) {
                name = line.name();
            }
            routes += line.routes();
            local += line.subscribers().local();
            remote += line.subscribers().remote();
            peer += line.subscribers().peer();
            edge += line.subscribers().edge();
            messages += line.messages();
            perSecond += Double.isNaN(line.perSecond()) ? 0 : line.perSecond();
            bytes += line.bytes();
            Instant matched = line.lastMatched().orElse(null);
            if (matched != null && (lastMatched == null || matched.isAfter(lastMatched))) {
                lastMatched = matched;
            }
            if (line.since().isBefore(since)) {
                since = line.since();
            }
        }

        RouteLine line(int level, boolean expanded) {
            if (name == null) {
                throw new IllegalStateException("a sum over no route has no line");
            }
            return new RouteLine(
                    name,
                    level,
                    routes,
                    local + remote + peer + edge == 0
                            ? Subscribers.NONE
                            : new Subscribers(local, remote, peer, edge),
                    Optional.empty(),
                    messages,
                    messages,
                    perSecond,
                    bytes,
                    Optional.ofNullable(lastMatched),
                    since,
                    expanded);
        }
    }
}
