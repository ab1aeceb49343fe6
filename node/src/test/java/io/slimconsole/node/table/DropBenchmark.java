package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The end of a connection with ten thousand names, in a table with as many of others; and a picture of fifty thousand.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
@Fork(1)
public class DropBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final int HELD = 10_000;
    private static final int STEP = 256;

    private static final class Target implements RouteTarget {
        private final ConnectionId id;
        private boolean reachable = true;

        Target(long id) {
            this.id = new ConnectionId(id);
        }

        @Override
        public ConnectionId id() {
            return id;
        }

        @Override
        public ConnectionType type() {
            return ConnectionType.EDGE;
        }

        @Override
        public boolean reachable() {
            return reachable;
        }
    }

    @Param({"false", "true"})
    public boolean onePrefix;

    private final SubscriptionTable<Target> table = new SubscriptionTable<>(NodeLimits.DEFAULTS);
    private final Target other = new Target(1);
    private Target leaving = other;
    private long lastId = 1;

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < 5 * HELD; i++) {
            table.subscribe(other, i + 1L, name(i), Optional.empty(), NOW);
        }
    }

    @Setup(Level.Invocation)
    public void connect() {
        leaving = new Target(++lastId);
        for (int i = 0; i < HELD; i++) {
            table.subscribe(leaving, i + 1L, name(5 * HELD + i), Optional.empty(), NOW);
        }
        leaving.reachable = false;
    }

    @TearDown(Level.Invocation)
    public void finish() {
        drop();
    }

    @Benchmark
    public void drop() {
        boolean gone = false;
        while (!gone) {
            gone = table.drop(leaving, STEP, _ -> {});
        }
    }

    @Benchmark
    public boolean oneStepOfADrop() {
        return table.drop(leaving, STEP, _ -> {});
    }

    @Benchmark
    public Object snapshotOfSixtyThousand() {
        return table.snapshot();
    }

    private EncodedName name(int i) {
        var service = onePrefix ? "app" : "app-" + i;
        return Name.of("org", "ns", service).withId(new NameId(0, i)).encoded();
    }
}
