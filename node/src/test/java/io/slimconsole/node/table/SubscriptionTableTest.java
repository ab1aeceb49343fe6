package io.slimconsole.node.table;

import static io.slimconsole.node.ConnectionType.LOCAL;
import static io.slimconsole.node.ConnectionType.PEER;
import static io.slimconsole.node.ConnectionType.REMOTE;
import static io.slimconsole.node.Delivery.ALL;
import static io.slimconsole.node.Delivery.ONE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.table.TableChange.Accepted;
import io.slimconsole.node.table.TableChange.Refused;
import io.slimconsole.node.table.TableChange.RouteAdded;
import io.slimconsole.node.table.TableChange.RouteRemoved;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SubscriptionTableTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Name AGENT = Name.of("org", "ns", "agent");

    private final SubscriptionTable<FakeTarget> table =
            new SubscriptionTable<>(NodeLimits.DEFAULTS);
    private final FakeTarget a = FakeTarget.edge(1);
    private final FakeTarget b = FakeTarget.edge(2);
    private final FakeTarget c = FakeTarget.edge(3);
    private final FakeTarget sender = FakeTarget.edge(9);

    @Nested
    final class Matching {
        @Test
        void nothingMatchesAnUnknownPrefixOrInstance() {
            subscribe(a, 1, agent(7));

            assertThat(match(agent(8), ONE, sender)).isEmpty();
            assertThat(match(Name.of("org", "ns", "other"), ALL, sender)).isEmpty();
        }

        @Test
        void anInstanceIsReachedByItsIdAndByTheNullId() {
            subscribe(a, 1, agent(7));

            assertThat(match(agent(7), ONE, sender)).containsExactly(a);
            assertThat(match(AGENT, ONE, sender)).containsExactly(a);
            assertThat(match(AGENT, ALL, sender)).containsExactly(a);
        }

        @Test
        void aSubscriptionWithTheNullIdIsNotReachedByASpecificId() {
            subscribe(a, 1, AGENT);

            assertThat(match(agent(7), ALL, sender)).isEmpty();
            assertThat(match(AGENT, ALL, sender)).containsExactly(a);
        }

        @Test
        void anycastTakesTurnsAmongInstances() {
            subscribe(a, 1, agent(1));
            subscribe(b, 1, agent(2));
            subscribe(c, 1, agent(3));

            var round = new ArrayList<FakeTarget>();
            for (int i = 0; i < 6; i++) {
                round.addAll(match(AGENT, ONE, sender));
            }

            assertThat(round).hasSize(6);
            assertThat(round.subList(0, 3)).containsExactlyInAnyOrder(a, b, c);
            assertThat(round.subList(3, 6)).isEqualTo(round.subList(0, 3));
        }

        @Test
        void aConnectionWithManyInstancesHasOneTurn() {
            for (int i = 0; i < 50; i++) {
                subscribe(a, 100 + i, agent(i));
            }
            subscribe(b, 1, agent(99));

            assertThat(List.of(match(AGENT, ONE, sender), match(AGENT, ONE, sender)))
                    .containsExactlyInAnyOrder(List.of(a), List.of(b));
        }

        @Test
        void subscribersOfOneIdTakeTurnsToo() {
            subscribe(a, 1, agent(1));
            subscribe(b, 2, agent(1));

            assertThat(List.of(match(agent(1), ONE, sender), match(agent(1), ONE, sender)))
                    .containsExactlyInAnyOrder(List.of(a), List.of(b));
        }

        @Test
        void neverBackToWhereItCameFromAndTheOthersEvenly() {
            subscribe(a, 1, agent(1));
            assertThat(match(AGENT, ONE, a)).isEmpty();
            assertThat(match(agent(1), ALL, a)).isEmpty();
            subscribe(b, 1, agent(2));
            subscribe(c, 1, agent(3));

            for (var from : List.of(a, b, c)) {
                var others = new ArrayList<>(List.of(a, b, c));
                others.remove(from);
                assertThat(match(AGENT, ALL, from)).containsExactlyInAnyOrderElementsOf(others);
                var two = new ArrayList<>(match(AGENT, ONE, from));
                two.addAll(match(AGENT, ONE, from));
                assertThat(two).containsExactlyInAnyOrderElementsOf(others);
            }
        }

        @Test
        void oneReceiverIsOfTheMostPreferredTypeThatIsNotTheSender() {
            var local = new FakeTarget(10, LOCAL);
            var remote = new FakeTarget(11, REMOTE);
            var peer = new FakeTarget(12, PEER);
            for (var target : List.of(a, peer, remote, local)) {
                subscribe(target, 1, agent(1));
            }

            for (var name : List.of(AGENT, agent(1))) {
                assertThat(match(name, ONE, sender)).containsExactly(local);
                assertThat(match(name, ONE, local)).containsExactly(remote);
                assertThat(match(name, ALL, sender)).containsExactly(local, remote, peer, a);
            }
            drop(local);
            drop(remote);
            assertThat(match(AGENT, ONE, sender)).containsExactly(peer);
            assertThat(match(AGENT, ONE, peer)).containsExactly(a);
        }

        @Test
        void whoIsGoneGetsNothingEvenBeforeItsRoutesAreGone() {
            subscribe(a, 1, agent(1));
            subscribe(b, 1, agent(2));

            a.goAway();

            assertThat(match(AGENT, ONE, sender)).containsExactly(b);
            assertThat(match(AGENT, ONE, sender)).containsExactly(b);
            assertThat(match(AGENT, ALL, sender)).containsExactly(b);
            assertThat(match(agent(1), ALL, sender)).isEmpty();
        }

        @Test
        void aMessageWithoutASenderReachesAll() {
            subscribe(a, 1, agent(1));

            assertThat(match(AGENT, ALL, null)).containsExactly(a);
        }
    }

    @Nested
    final class Subscribing {
        @Test
        void theFirstSubscriberAddsTheRoute() {
            var first = table.subscribe(a, 5, agent(7).encoded(), Optional.of(agent(7)), NOW);
            var second = subscribe(b, 6, agent(7));

            assertThat(first).isEqualTo(new RouteAdded(route(agent(7), a)));
            assertThat(second).isEqualTo(new Accepted());
            assertThat(table.snapshot().routes()).containsExactly(route(agent(7), a, b));
        }

        @Test
        void againUnderTheSameIdChangesNothing() {
            subscribe(a, 5, agent(7));
            long version = table.version();

            assertThat(subscribe(a, 5, agent(7))).isEqualTo(new Accepted());

            assertThat(table.version()).isEqualTo(version);
            assertThat(unsubscribe(a, 5, agent(7))).isInstanceOf(RouteRemoved.class);
        }

        @Test
        void severalIdsOfOneNameAreReferences() {
            subscribe(a, 5, agent(7));
            subscribe(a, 6, agent(7));

            assertThat(unsubscribe(a, 5, agent(7))).isEqualTo(new Accepted());
            assertThat(match(agent(7), ONE, sender)).containsExactly(a);
            assertThat(unsubscribe(a, 6, agent(7))).isEqualTo(new RouteRemoved(route(agent(7), a)));
            assertThat(match(agent(7), ONE, sender)).isEmpty();
            assertThat(table.size()).isZero();
        }

        @Test
        void oneIdMayStandForSeveralNames() {
            subscribe(a, 5, agent(7));
            subscribe(a, 5, agent(8));

            assertThat(unsubscribe(a, 5, agent(7))).isInstanceOf(RouteRemoved.class);
            assertThat(match(agent(8), ONE, sender)).containsExactly(a);
        }

        @Test
        void connectionsWithTheSameIdsDoNotDisturbEachOther() {
            subscribe(a, 5, agent(7));
            subscribe(b, 5, agent(7));

            assertThat(unsubscribe(a, 5, agent(7))).isEqualTo(new Accepted());

            assertThat(match(agent(7), ALL, sender)).containsExactly(b);
        }

        @Test
        void withoutStringsTheNameIsShownAsNumbers() {
            table.subscribe(a, 5, agent(7).encoded(), Optional.empty(), NOW);

            var route = table.snapshot().routes().getFirst();
            assertThat(route.name()).isEmpty();
            assertThat(route.displayName()).isEqualTo(agent(7).encoded().toString());
        }

        @Test
        void theFirstStringsOfAPrefixAreKept() {
            table.subscribe(a, 5, agent(7).encoded(), Optional.empty(), NOW);
            table.subscribe(a, 6, agent(8).encoded(), Optional.of(agent(8)), NOW);
            var liar = Name.of("some", "thing", "else").withId(new NameId(0, 9));
            table.subscribe(a, 7, agent(9).encoded(), Optional.of(liar), NOW);

            assertThat(table.snapshot().routes())
                    .extracting(RouteSnapshot::name)
                    .containsExactlyInAnyOrder(
                            Optional.empty(), Optional.of(agent(8)), Optional.of(agent(9)));
        }

        @Test
        void whoIsGoneCanNotSubscribe() {
            a.goAway();

            assertThat(subscribe(a, 5, agent(7))).isEqualTo(new Refused("connection not found: 1"));
            assertThat(table.held(a.id())).isEqualTo(Held.NOTHING);
        }

        @Test
        void aConnectionEndsAtItsLimit() {
            var small = new SubscriptionTable<FakeTarget>(limits(2, 100));
            small.subscribe(a, 1, agent(1).encoded(), Optional.empty(), NOW);
            small.subscribe(a, 2, agent(1).encoded(), Optional.empty(), NOW);

            assertThat(small.subscribe(a, 3, agent(2).encoded(), Optional.empty(), NOW))
                    .isEqualTo(
                            new Refused(
                                    "too many subscriptions on this connection, the limit is 2"));
            assertThat(small.subscribe(a, 2, agent(1).encoded(), Optional.empty(), NOW))
                    .isEqualTo(new Accepted());
            assertThat(small.subscribe(b, 3, agent(2).encoded(), Optional.empty(), NOW))
                    .isInstanceOf(RouteAdded.class);
            small.unsubscribe(a, 1, agent(1).encoded());
            assertThat(small.subscribe(a, 3, agent(2).encoded(), Optional.empty(), NOW))
                    .isEqualTo(new Accepted());
        }

        @Test
        void theNodeEndsAtItsLimit() {
            var small = new SubscriptionTable<FakeTarget>(limits(100, 2));
            small.subscribe(a, 1, agent(1).encoded(), Optional.empty(), NOW);
            small.subscribe(b, 1, agent(1).encoded(), Optional.empty(), NOW);

            assertThat(small.subscribe(c, 1, agent(1).encoded(), Optional.empty(), NOW))
                    .isEqualTo(new Refused("too many subscriptions on this node, the limit is 2"));
            b.goAway();
            small.drop(b, 10, _ -> {});
            assertThat(small.subscribe(c, 1, agent(1).encoded(), Optional.empty(), NOW))
                    .isEqualTo(new Accepted());
        }
    }

    @Nested
    final class Unsubscribing {
        @Test
        void theFirstThingThatIsMissingIsNamed() {
            assertThat(unsubscribe(a, 5, agent(7)))
                    .isEqualTo(new Refused("subscription not found"));
            subscribe(b, 6, agent(8));
            assertThat(unsubscribe(a, 5, agent(7)))
                    .isEqualTo(new Refused("id not found: 00000000-0000-0000-0000-000000000007"));
            assertThat(unsubscribe(a, 5, AGENT))
                    .isEqualTo(new Refused("id not found: NULL_COMPONENT"));
            assertThat(unsubscribe(a, -5, agent(8)))
                    .isEqualTo(new Refused("subscription id not found: 18446744073709551611"));
            assertThat(unsubscribe(a, 6, agent(8)))
                    .isEqualTo(new Refused("connection id not found: 1"));
            subscribe(a, 5, agent(7));
            assertThat(unsubscribe(a, 5, agent(8)))
                    .isEqualTo(new Refused("subscription id not found: 5"));
            assertThat(match(agent(8), ONE, sender)).containsExactly(b);
        }

        /// The client missed our acknowledgement.
        @Test
        void repeatedIsAcceptedAgain() {
            subscribe(a, 5, agent(7));
            subscribe(b, 6, agent(7));
            unsubscribe(a, 5, agent(7));

            assertThat(unsubscribe(a, 5, agent(7))).isEqualTo(new Accepted());
            unsubscribe(b, 6, agent(7));
            assertThat(unsubscribe(a, 5, agent(7))).isEqualTo(new Accepted());
            assertThat(unsubscribe(a, 4, agent(7)))
                    .isEqualTo(new Refused("subscription not found"));
        }

        /// After a reconnect an SDK subscribes everything again without ids, and unsubscribes with those it had.
        @Test
        void anUnknownIdTakesBackWhatCameWithoutOneAfterAReconnect() {
            subscribe(a, 0, agent(7));

            assertThat(unsubscribe(a, 77, agent(7))).isInstanceOf(RouteRemoved.class);
            assertThat(unsubscribe(a, 77, agent(7))).isEqualTo(new Accepted());
        }

        @Test
        void eachSubscriptionThatCameWithoutIdCounts() {
            subscribe(a, 0, agent(7));
            subscribe(a, 0, agent(7));

            assertThat(unsubscribe(a, 77, agent(7))).isEqualTo(new Accepted());
            assertThat(unsubscribe(a, 77, agent(7))).isEqualTo(new Accepted());
            assertThat(match(agent(7), ONE, sender)).containsExactly(a);
            assertThat(unsubscribe(a, 78, agent(7))).isInstanceOf(RouteRemoved.class);
        }

        @Test
        void withoutIdTakesBackAllThatCameWithoutId() {
            subscribe(a, 0, agent(7));
            subscribe(a, 0, agent(7));
            subscribe(a, 5, agent(7));

            assertThat(unsubscribe(a, 0, agent(7))).isEqualTo(new Accepted());
            assertThat(unsubscribe(a, 5, agent(7))).isInstanceOf(RouteRemoved.class);
        }
    }

    @Nested
    final class Dropping {
        @Test
        void takesAllRoutesOfTheConnectionAndNoOthers() {
            subscribe(a, 0, agent(1));
            subscribe(a, 0, agent(2));
            subscribe(a, 3, Name.of("org", "ns", "other"));
            subscribe(b, 3, agent(2));

            var removed = drop(a);

            assertThat(removed)
                    .extracting(RouteSnapshot::encoded)
                    .containsExactly(agent(1).encoded(), Name.of("org", "ns", "other").encoded());
            assertThat(table.snapshot().routes())
                    .extracting(RouteSnapshot::encoded)
                    .containsExactly(agent(2).encoded());
            assertThat(match(AGENT, ALL, sender)).containsExactly(b);
            assertThat(table.held(a.id())).isEqualTo(Held.NOTHING);
        }

        @Test
        void goesInSteps() {
            for (int i = 0; i < 10; i++) {
                subscribe(a, i, agent(i));
            }
            a.goAway();

            assertThat(table.drop(a, 4, _ -> {})).isFalse();
            assertThat(table.size()).isEqualTo(6);
            assertThat(table.drop(a, 4, _ -> {})).isFalse();
            assertThat(table.drop(a, 4, _ -> {})).isTrue();
            assertThat(table.size()).isZero();
            assertThat(table.drop(a, 4, _ -> {})).isTrue();
        }

        @Test
        void isRefusedWhileTheConnectionLives() {
            assertThatThrownBy(() -> table.drop(a, 1, _ -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    final class Counting {
        @Test
        void anAnycastCountsForTheInstanceThatWasChosen() {
            subscribe(a, 1, agent(1));
            subscribe(b, 1, agent(2));
            var match = new Match<FakeTarget>();
            var expected = new ArrayList<EncodedName>();

            for (int i = 0; i < 3; i++) {
                match(AGENT, ONE, sender, match);
                expected.add(agent(match.target(0) == a ? 1 : 2).encoded());
                match.count(100, NOW.toEpochMilli() + i);
            }

            for (var route : table.snapshot().routes()) {
                long count = expected.stream().filter(route.encoded()::equals).count();
                assertThat(route.messages()).isEqualTo(count);
                assertThat(route.bytes()).isEqualTo(100 * count);
            }
        }

        @Test
        void aFanOutOfOneNameIsOneMessage() {
            subscribe(a, 1, agent(1));
            subscribe(b, 1, agent(1));
            var match = new Match<FakeTarget>();

            match(agent(1), ALL, sender, match);
            match.count(100, NOW.toEpochMilli());

            assertThat(match.size()).isEqualTo(2);
            var route = table.snapshot().routes().getFirst();
            assertThat(route.messages()).isEqualTo(1);
            assertThat(route.bytes()).isEqualTo(100);
            assertThat(route.lastMatched()).contains(NOW);
        }

        @Test
        void countersStayWhenSubscribersChange() {
            subscribe(a, 1, agent(1));
            var match = new Match<FakeTarget>();
            match(agent(1), ONE, sender, match);
            match.count(100, NOW.toEpochMilli());

            subscribe(b, 1, agent(1));
            drop(a);

            assertThat(table.snapshot().routes().getFirst().messages()).isEqualTo(1);
        }

        @Test
        void anInstanceThatIsGoneIsNotCountedForAnyMore() {
            subscribe(a, 1, agent(1));
            subscribe(a, 2, agent(2));
            unsubscribe(a, 1, agent(1));
            var match = new Match<FakeTarget>();

            match(AGENT, ONE, sender, match);
            match.count(100, NOW.toEpochMilli());

            assertThat(table.snapshot().routes().getFirst().messages()).isEqualTo(1);
        }

        @Test
        void whatGoesNowhereCountsNowhere() {
            subscribe(a, 1, agent(1));
            var match = new Match<FakeTarget>();

            match(agent(1), ALL, a, match);
            match.count(100, NOW.toEpochMilli());

            assertThat(table.snapshot().routes().getFirst().messages()).isZero();
        }
    }

    @Nested
    final class Looking {
        @Test
        void theOldestNameThatAConnectionStillHolds() {
            subscribe(a, 1, agent(1));
            subscribe(a, 2, agent(2));
            assertThat(table.held(a.id())).isEqualTo(new Held(Optional.of(agent(1)), 2));

            unsubscribe(a, 1, agent(1));

            assertThat(table.held(a.id())).isEqualTo(new Held(Optional.of(agent(2)), 1));
            assertThat(table.held(new ConnectionId(77))).isEqualTo(Held.NOTHING);
        }

        @Test
        void theRoutesOfAConnectionOldestFirst() {
            subscribe(a, 1, agent(2));
            subscribe(a, 2, agent(1));
            subscribe(b, 3, agent(3));

            assertThat(table.routesOf(a.id()))
                    .containsExactly(route(agent(2), a), route(agent(1), a));
            assertThat(table.routesOf(new ConnectionId(77))).isEmpty();
        }

        @Test
        void theVersionChangesWithNamesAndSubscribersOnly() {
            long empty = table.version();
            subscribe(a, 1, agent(1));
            long one = table.version();
            subscribe(b, 1, agent(1));
            long two = table.version();
            match(AGENT, ONE, sender);
            unsubscribe(c, 1, agent(1));

            assertThat(one).isGreaterThan(empty);
            assertThat(two).isGreaterThan(one);
            assertThat(table.version()).isEqualTo(two);
        }
    }

    private TableChange subscribe(FakeTarget target, long subscriptionId, Name name) {
        return table.subscribe(target, subscriptionId, name.encoded(), Optional.of(name), NOW);
    }

    private TableChange unsubscribe(FakeTarget target, long subscriptionId, Name name) {
        return table.unsubscribe(target, subscriptionId, name.encoded());
    }

    private List<RouteSnapshot> drop(FakeTarget target) {
        var removed = new ArrayList<RouteSnapshot>();
        target.goAway();
        assertThat(table.drop(target, 1000, removed::add)).isTrue();
        return removed;
    }

    private List<FakeTarget> match(Name name, Delivery delivery, @Nullable FakeTarget from) {
        var match = new Match<FakeTarget>();
        match(name, delivery, from, match);
        var result = new ArrayList<FakeTarget>();
        for (int i = 0; i < match.size(); i++) {
            result.add(match.target(i));
        }
        return result;
    }

    private void match(
            Name name, Delivery delivery, @Nullable FakeTarget from, Match<FakeTarget> match) {
        var encoded = name.encoded();
        table.match(
                encoded.component0(),
                encoded.component1(),
                encoded.component2(),
                encoded.id().high(),
                encoded.id().low(),
                delivery,
                from,
                match);
    }

    private static Name agent(long id) {
        return AGENT.withId(new NameId(0, id));
    }

    private static RouteSnapshot route(Name name, FakeTarget... targets) {
        var subscribers = new ArrayList<RouteSnapshot.Subscriber>();
        for (var target : targets) {
            subscribers.add(new RouteSnapshot.Subscriber(target.id(), target.type(), NOW));
        }
        return new RouteSnapshot(
                name.encoded(), Optional.of(name), subscribers, NOW, 0, 0, Optional.empty());
    }

    private static NodeLimits limits(int perConnection, int inAll) {
        return new NodeLimits(
                10,
                perConnection,
                inAll,
                1024,
                Duration.ofSeconds(5),
                1024 * 1024,
                Duration.ofSeconds(5));
    }
}
