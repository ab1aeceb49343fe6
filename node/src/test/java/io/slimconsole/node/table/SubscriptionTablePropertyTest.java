package io.slimconsole.node.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.NameId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Random histories against a model that keeps a plain set and searches it from end to end.
final class SubscriptionTablePropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final int STEPS = 1_500;

    private record Registered(FakeTarget target, long subscriptionId, EncodedName name) {}

    private final SubscriptionTable<FakeTarget> table =
            new SubscriptionTable<>(NodeLimits.DEFAULTS);
    private final Set<Registered> model = new HashSet<>();
    private final List<FakeTarget> targets = new ArrayList<>();
    private final Match<FakeTarget> match = new Match<>();
    private long lastId;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void matchesWhatTheModelMatches(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            targets.add(target(random));
        }
        int prefixes = 1 + random.nextInt(20);
        int instances = 1 + random.nextInt(200);
        for (int step = 0; step < STEPS; step++) {
            var name = name(random, prefixes, instances);
            var target = targets.get(random.nextInt(targets.size()));
            long id = 1L + random.nextInt(3);
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> {
                    table.subscribe(target, id, name, Optional.empty(), NOW);
                    model.add(new Registered(target, id, name));
                }
                case 10, 11, 12 -> unsubscribe(target, id, name);
                case 13 -> unsubscribeSomethingReal(random);
                case 14 -> {
                    if (random.nextInt(40) == 0) {
                        drop(target, random);
                    }
                }
                default -> checkMatches(name, random);
            }
        }
        checkEverything();
        while (!targets.isEmpty()) {
            drop(targets.getFirst(), null);
        }
        assertThat(table.snapshot().routes()).isEmpty();
        assertThat(table.size()).isZero();
    }

    private void unsubscribe(FakeTarget target, long id, EncodedName name) {
        boolean registered = model.remove(new Registered(target, id, name));

        var change = table.unsubscribe(target, id, name);

        if (registered) {
            boolean last = model.stream().noneMatch(r -> r.name.equals(name));
            assertThat(change)
                    .isInstanceOf(
                            last ? TableChange.RouteRemoved.class : TableChange.Accepted.class);
        } else {
            // what was taken back lately may be taken back again
            assertThat(change)
                    .isInstanceOfAny(TableChange.Refused.class, TableChange.Accepted.class);
        }
    }

    private void unsubscribeSomethingReal(Random random) {
        if (!model.isEmpty()) {
            var any = List.copyOf(model).get(random.nextInt(model.size()));
            unsubscribe(any.target, any.subscriptionId, any.name);
        }
    }

    private void drop(FakeTarget target, Random random) {
        var before = names();
        model.removeIf(r -> r.target == target);
        var expected = new HashSet<>(before);
        expected.removeAll(names());
        var removed = new ArrayList<EncodedName>();
        target.goAway();
        while (!table.drop(target, 7, route -> removed.add(route.encoded()))) {
            if (random != null) {
                checkMatches(name(random, 5, 5), random);
            }
        }
        assertThat(removed).containsExactlyInAnyOrderElementsOf(expected);
        targets.remove(target);
        if (random != null) {
            targets.add(target(random));
        }
    }

    private Set<EncodedName> names() {
        var names = new HashSet<EncodedName>();
        model.forEach(r -> names.add(r.name));
        return names;
    }

    private void checkMatches(EncodedName name, Random random) {
        var from = random.nextInt(4) == 0 ? null : targets.get(random.nextInt(targets.size()));
        var destination = random.nextBoolean() ? name : name.withId(NameId.NULL_COMPONENT);
        var eligible = new HashSet<FakeTarget>();
        for (var registered : model) {
            boolean same =
                    destination.id().isNull()
                            ? registered.name.withId(NameId.NULL_COMPONENT).equals(destination)
                            : registered.name.equals(destination);
            if (same && registered.target != from) {
                eligible.add(registered.target);
            }
        }

        assertThat(matched(destination, Delivery.ALL, from))
                .containsExactlyInAnyOrderElementsOf(eligible);

        var explained = table.explain(destination, Delivery.ONE, from);
        var one = matched(destination, Delivery.ONE, from);
        var preferred = eligible.stream().map(FakeTarget::type).min(Comparator.naturalOrder());
        assertThat(one).hasSize(preferred.isPresent() ? 1 : 0);
        preferred.ifPresent(
                type -> {
                    assertThat(one.getFirst().type()).isEqualTo(type);
                    assertThat(eligible).contains(one.getFirst());
                });
        assertThat(explained.chosen())
                .extracting(Explanation.Candidate::connection)
                .containsExactlyElementsOf(one.stream().map(FakeTarget::id).toList());
    }

    private List<FakeTarget> matched(EncodedName name, Delivery delivery, FakeTarget from) {
        table.match(
                name.component0(),
                name.component1(),
                name.component2(),
                name.id().high(),
                name.id().low(),
                delivery,
                from,
                match);
        var result = new ArrayList<FakeTarget>();
        for (int i = 0; i < match.size(); i++) {
            result.add(match.target(i));
        }
        return result;
    }

    private void checkEverything() {
        var routes = table.snapshot().routes();
        assertThat(routes)
                .extracting(RouteSnapshot::encoded)
                .containsExactlyInAnyOrderElementsOf(names());
        assertThat(table.size()).isEqualTo(routes.size());
        for (var route : routes) {
            var subscribers = new TreeSet<Long>();
            model.stream()
                    .filter(r -> r.name.equals(route.encoded()))
                    .forEach(r -> subscribers.add(r.target.id().value()));
            assertThat(route.subscribers())
                    .extracting(s -> s.connection().value())
                    .containsExactlyInAnyOrderElementsOf(subscribers);
        }
        for (var target : targets) {
            var held = new HashSet<EncodedName>();
            model.stream().filter(r -> r.target == target).forEach(r -> held.add(r.name));
            assertThat(table.routesOf(target.id()))
                    .extracting(RouteSnapshot::encoded)
                    .containsExactlyInAnyOrderElementsOf(held);
            assertThat(table.held(target.id()).names()).isEqualTo(held.size());
        }
    }

    private FakeTarget target(Random random) {
        var types = ConnectionType.values();
        return new FakeTarget(++lastId, types[random.nextInt(types.length)]);
    }

    private static EncodedName name(Random random, int prefixes, int instances) {
        int instance = random.nextInt(instances + 1);
        return new EncodedName(
                1,
                2,
                random.nextInt(prefixes),
                instance == instances ? NameId.NULL_COMPONENT : new NameId(0, instance));
    }
}
