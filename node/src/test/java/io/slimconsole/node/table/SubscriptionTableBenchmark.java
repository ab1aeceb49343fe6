package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Matching and changing a table of one to a million names, spread over prefixes or all under one.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx3g"})
public class SubscriptionTableBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final int CONNECTIONS = 1_000;
    private static final int ASKED = 4_096;

    private record Target(ConnectionId id, ConnectionType type, boolean reachable)
            implements RouteTarget {}

    /// Where the names are.
    public enum Layout {
        SPREAD,
        ONE_PREFIX
    }

    @Param({"1", "1000", "100000", "1000000"})
    public int names;

    @Param({"SPREAD", "ONE_PREFIX"})
    public Layout layout;

    private final Match<Target> match = new Match<>();
    private final Target sender = target(0);
    private final Target[] targets = new Target[CONNECTIONS];
    private final EncodedName[] asked = new EncodedName[ASKED];
    private SubscriptionTable<Target> table;
    private int next;

    @Setup(Level.Trial)
    public void setUp() {
        var limits =
                new NodeLimits(
                        10_000,
                        10_000_000,
                        100_000_000,
                        1024,
                        Duration.ofSeconds(5),
                        1024 * 1024,
                        Duration.ofSeconds(5));
        table = new SubscriptionTable<>(limits);
        for (int i = 0; i < CONNECTIONS; i++) {
            targets[i] = target(i + 1L);
        }
        for (int i = 0; i < names; i++) {
            table.subscribe(targets[i % CONNECTIONS], i + 1L, name(i), Optional.empty(), NOW);
        }
        var random = new Random(1);
        for (int i = 0; i < ASKED; i++) {
            asked[i] = name(random.nextInt(names));
        }
    }

    private static Target target(long id) {
        return new Target(new ConnectionId(id), ConnectionType.EDGE, true);
    }

    private EncodedName name(int i) {
        return switch (layout) {
            case SPREAD -> Name.of("org", "ns", "app-" + i).withId(new NameId(0, i)).encoded();
            case ONE_PREFIX -> Name.of("org", "ns", "app").withId(new NameId(0, i)).encoded();
        };
    }

    @Benchmark
    public Object matchOneInstance() {
        return match(nextName(), Delivery.ONE);
    }

    @Benchmark
    public Object matchAnyInstance() {
        var name = nextName();
        table.match(
                name.component0(),
                name.component1(),
                name.component2(),
                -1,
                -1,
                Delivery.ONE,
                sender,
                match);
        return match.target(0);
    }

    @Benchmark
    public Object matchAndCount() {
        var target = match(nextName(), Delivery.ONE);
        match.count(100, 1_795_000_000_000L);
        return target;
    }

    @Benchmark
    public Object subscribeAndUnsubscribe() {
        var name = nextName().withId(new NameId(7, 7));
        table.subscribe(targets[0], 5_000_000_000L, name, Optional.empty(), NOW);
        return table.unsubscribe(targets[0], 5_000_000_000L, name);
    }

    private Object match(EncodedName name, Delivery delivery) {
        table.match(
                name.component0(),
                name.component1(),
                name.component2(),
                name.id().high(),
                name.id().low(),
                delivery,
                sender,
                match);
        return match.target(0);
    }

    private EncodedName nextName() {
        next = (next + 1) % ASKED;
        return asked[next];
    }
}
