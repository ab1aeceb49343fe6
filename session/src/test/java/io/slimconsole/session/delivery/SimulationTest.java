package io.slimconsole.session.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Simulation.Item;
import io.slimconsole.session.delivery.Simulation.Member;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;
import io.slimconsole.tests.kit.Seeds;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/// What holds among several members whatever the network does.
final class SimulationTest {
    private static final Duration PUBLISHING = Duration.ofSeconds(10);
    private static final Duration DRAINING = Duration.ofSeconds(30);
    private static final int PUBLICATIONS = 100;

    static LongStream seeds() {
        return Seeds.some();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLossyNetworkLosesNothing(long seed) {
        var random = new Random(seed);
        var simulation = new Simulation(2 + random.nextInt(4), 0, 0.1, random);
        publishAll(simulation, random);
        drainAll(simulation);

        simulation.run();

        assertThat(simulation.lostOnTheWay()).isPositive();
        assertInvariants(simulation);
        for (Member member : simulation.members) {
            assertThat(member.unreachable).isEmpty();
            assertThat(member.heard.values().stream().flatMap(List::stream))
                    .hasSize(
                            simulation.others(member).stream()
                                    .mapToInt(other -> sentTo(member, other))
                                    .sum())
                    .allMatch(Item.Message.class::isInstance);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMemberThatIsCutOffForAWhileHoldsNobodyUp(long seed) {
        var random = new Random(seed);
        var simulation = new Simulation(4, 2, 0.3, random);
        Member last = simulation.members.getLast();
        publishAll(simulation, random);
        simulation.at(simulation.in(Duration.ofSeconds(3)), () -> last.cutOff = true);
        simulation.at(simulation.in(Duration.ofSeconds(7)), () -> last.cutOff = false);
        drainAll(simulation);

        simulation.run();

        assertInvariants(simulation);
        assertThat(simulation.others(last))
                .allSatisfy(each -> assertThat(each.unreachable).contains(last.name));
        assertThat(last.unreachable).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMemberThatIsRemovedIsHeardNoMore(long seed) {
        var random = new Random(seed);
        var simulation = new Simulation(4, 2, 0.3, random);
        Member last = simulation.members.getLast();
        publishAll(simulation, random);
        var until = new ArrayList<List<Item>>();
        simulation.at(
                simulation.in(Duration.ofSeconds(5)),
                () -> {
                    simulation.remove(last);
                    simulation
                            .others(last)
                            .forEach(each -> until.add(List.copyOf(each.heardOf(last.name))));
                });
        drainAll(simulation);

        simulation.run();

        assertInvariants(simulation);
        assertThat(simulation.others(last).stream().map(each -> each.heardOf(last.name)).toList())
                .isEqualTo(until);
    }

    private static void publishAll(Simulation simulation, Random random) {
        for (Member member : simulation.members) {
            List<Member> others = simulation.others(member);
            for (int i = 0; i < PUBLICATIONS; i++) {
                Member other = others.get(random.nextInt(others.size()));
                Runnable publish =
                        random.nextInt(5) == 0 ? () -> member.publishTo(other) : member::publish;
                simulation.at(
                        simulation.in(Duration.ofMillis(random.nextLong(PUBLISHING.toMillis()))),
                        publish);
            }
        }
    }

    private static void drainAll(Simulation simulation) {
        for (Member member : simulation.members) {
            simulation.at(simulation.in(DRAINING), () -> member.on(new DeliveryInput.Drain()));
        }
    }

    private static void assertInvariants(Simulation simulation) {
        for (Member member : simulation.members) {
            assertThat(member.publications).hasSize(PUBLICATIONS);
            member.publications.forEach(each -> assertResolvedInTime(member, each));
            assertThat(member.ended).isTrue();
            Load load = member.delivery.load();
            assertThat(load).isEqualTo(new Load(0, 0, load.repeatable(), 0, 0, 0));
            for (Member other : simulation.others(member)) {
                assertInOrder(member.heardOf(other.name), other);
                assertAcknowledgedIsHeard(other, member);
            }
        }
    }

    private static void assertResolvedInTime(Member member, Simulation.Publication publication) {
        assertThat(member.resolutions.get(publication.ticket())).hasSize(1);
        Duration longest =
                Simulation.RELIABILITY
                        .interval()
                        .multipliedBy(Simulation.RELIABILITY.retries() + 1L)
                        .plus(Simulation.ABSENCE);
        assertThat(member.resolutions.get(publication.ticket()).getFirst().at())
                .isBeforeOrEqualTo(publication.at().plus(longest));
    }

    /// Without a gap that is not told, from the first one on; each with its own content, and those to one only once.
    private static void assertInOrder(List<Item> heard, Member source) {
        var directed = new ArrayList<Integer>();
        Integer next = source.first == 1 ? 1 : null;
        for (Item item : heard) {
            switch (item) {
                case Item.Message(var message) when message.isDirected() ->
                        directed.add(message.id());
                case Item.Message(var message) -> {
                    assertThat(message.id()).isEqualTo(next == null ? message.id() : next);
                    next = MessageIds.after(message.id());
                }
                case Item.Gap(var lost) when lost.reason() == DeliveryOutput.Loss.BEFORE_START -> {}
                case Item.Gap(var lost) -> {
                    assertThat(lost.first()).isEqualTo(next);
                    next = MessageIds.plus(lost.first(), lost.count());
                }
            }
            if (item instanceof Item.Message(var message)) {
                assertThat(content(message)).isEqualTo(source.contents.get(message.id()));
            }
        }
        assertThat(directed).doesNotHaveDuplicates();
    }

    private static void assertAcknowledgedIsHeard(Member sender, Member receiver) {
        List<Item> heard = receiver.heardOf(sender.name);
        for (var resolutions : sender.resolutions.values()) {
            if (resolutions.getFirst().outcome()
                            instanceof PublishOutcome.Answered(int id, Map<Name, Receipt> receipts)
                    && receipts.get(receiver.name) == Receipt.ACKNOWLEDGED) {
                assertThat(heard).anyMatch(item -> isAbout(item, id));
            }
        }
    }

    private static boolean isAbout(Item item, int id) {
        return switch (item) {
            case Item.Message(var message) -> message.id() == id;
            case Item.Gap(var lost) -> MessageIds.distance(lost.first(), id) < lost.count();
        };
    }

    private static int sentTo(Member member, Member sender) {
        return (int)
                sender.resolutions.values().stream()
                        .map(each -> each.getFirst().outcome())
                        .filter(
                                each ->
                                        each instanceof PublishOutcome.Answered answered
                                                && answered.receipts().containsKey(member.name))
                        .count();
    }

    private static String content(SessionMessage message) {
        return message.body() instanceof Body.Data(_, var blob) ? blob.toStringUtf8() : "";
    }
}
