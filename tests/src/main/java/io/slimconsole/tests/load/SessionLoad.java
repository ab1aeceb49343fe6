package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.session.network.GrpcNetwork;
import io.slimconsole.session.network.LinkListener;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.network.NodeAddress;
import io.slimconsole.tests.peer.PeerInstallation;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// The command line of what is measured of the session layer.
@Command(
        name = "session-load",
        mixinStandardHelpOptions = true,
        description =
                "Measures the session layer: messages of a group beside upstream's, invitations,"
                        + " memory.",
        sortOptions = false)
final class SessionLoad implements Callable<Integer> {
    private static final int MEMBERS = 8;
    private static final int SIZE = 1024;
    private static final String IN_PROCESS = "ours, in one process";

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only what this is found in: messages, invitations, memory.")
    private Pattern only = Pattern.compile("");

    @Option(
            names = "--groups",
            paramLabel = "REGEX",
            description = "Only the groups whose title this is found in.")
    private Pattern groups = Pattern.compile("");

    @Option(names = "--messages", description = "In one measurement; ${DEFAULT-VALUE} unless told.")
    private int messages = 1_000;

    @Option(
            names = "--warm-up",
            description = "Messages before the first measurement; ${DEFAULT-VALUE} unless told.")
    private int warmUp = 2_000;

    @Option(
            names = "--rounds",
            description = "Measurements of each group; ${DEFAULT-VALUE} unless told.")
    private int rounds = 5;

    @Option(
            names = "--window",
            description = "Unacknowledged at a time; ${DEFAULT-VALUE} unless told.")
    private int window = 32;

    @Option(
            names = "--size",
            description =
                    "Members of the largest group that is invited; ${DEFAULT-VALUE} unless told.")
    private int largest = 200;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "For the nodes' logs; ${DEFAULT-VALUE} unless told.")
    private Path out = Path.of("target", "session-load");

    private final PrintWriter console;

    private SessionLoad(PrintWriter console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        var console = new PrintWriter(System.out, true, UTF_8);
        System.exit(new CommandLine(new SessionLoad(console)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        if (only.matcher("messages").find()) {
            messages();
        }
        if (only.matcher("invitations").find()) {
            invitations();
        }
        if (only.matcher("memory").find()) {
            memory();
        }
        return 0;
    }

    // ---- messages

    /// A group that takes its turns, and the node between its applications.
    private record Contestant(String title, GroupUnderLoad group, Optional<RunningNode> node) {}

    /// @param rate messages per second
    /// @param applications CPU, in microseconds per message
    /// @param node the same of the node
    private record Figure(double rate, double applications, double node) {}

    /// All groups stand from the beginning and take turns, so that whatever else goes on meets all of them.
    private void messages() {
        Path peer = PeerInstallation.upstream().home();
        Contender ourNode = Contender.ours(LoadProgram.productFlags());
        Contender upstreamsNode = Contender.upstream(peer);
        var closing = new ArrayDeque<Runnable>();
        try {
            var contestants = new ArrayList<Contestant>();
            if (isWanted(IN_PROCESS)) {
                contestants.add(inProcess(closing));
            }
            elsewhere("ours, our node", ourNode, SessionLoad::ours, closing)
                    .ifPresent(contestants::add);
            elsewhere("ours, upstream's node", upstreamsNode, SessionLoad::ours, closing)
                    .ifPresent(contestants::add);
            Function<String, GroupUnderLoad> upstreams =
                    url -> new UpstreamGroup(peer, url, MEMBERS);
            elsewhere("upstream's, our node", ourNode, upstreams, closing)
                    .ifPresent(contestants::add);
            elsewhere("upstream's, upstream's node", upstreamsNode, upstreams, closing)
                    .ifPresent(contestants::add);
            compete(contestants);
        } finally {
            closing.forEach(Runnable::run);
        }
    }

    private boolean isWanted(String title) {
        return groups.matcher(title).find();
    }

    private static GroupUnderLoad ours(String url) {
        return new OurGroup(new GrpcNetwork(NodeAddress.parse(url), LinkListener.NONE), MEMBERS);
    }

    private Contestant inProcess(Deque<Runnable> closing) {
        var node = SlimNode.create(NodeConfig.loopback(0));
        closing.push(node::close);
        node.start();
        var group = new OurGroup(new LocalNetwork(node, "load"), MEMBERS);
        closing.push(group::close);
        return new Contestant(IN_PROCESS, group, Optional.empty());
    }

    private Optional<Contestant> elsewhere(
            String title,
            Contender node,
            Function<String, GroupUnderLoad> gathering,
            Deque<Runnable> closing) {
        if (!isWanted(title)) {
            return Optional.empty();
        }
        RunningNode running = node.start(out.resolve(title.replaceAll("\\W+", "-") + ".log"));
        closing.push(running::close);
        GroupUnderLoad group = gathering.apply("http://127.0.0.1:" + running.address().getPort());
        closing.push(group::close);
        return Optional.of(new Contestant(title, group, Optional.of(running)));
    }

    private void compete(List<Contestant> contestants) {
        for (Contestant each : contestants) {
            // cold code with a full window would be slower than its timers
            each.group.send(warmUp / 4, SIZE, 2);
            each.group.send(warmUp, SIZE, window);
        }
        var figures = new LinkedHashMap<Contestant, List<Figure>>();
        for (int i = 0; i < rounds; i++) {
            for (Contestant each : contestants) {
                figures.computeIfAbsent(each, _ -> new ArrayList<>()).add(measure(each));
            }
        }
        console.printf(
                "%n1 sender to %d members, MLS, reliable, %,d B, %d unacknowledged at a time;"
                        + " median of %d times %,d messages%n%n",
                MEMBERS, SIZE, window, rounds, messages);
        console.println("| | messages/s | CPU, µs per message: applications | node |");
        console.println("| --- | ---: | ---: | ---: |");
        figures.forEach(
                (each, all) ->
                        console.printf(
                                "| %s | %,.0f | %,.0f | %s |%n",
                                each.title,
                                median(all, Figure::rate),
                                median(all, Figure::applications),
                                each.node.isPresent()
                                        ? "%,.0f".formatted(median(all, Figure::node))
                                        : "(with them)"));
    }

    private Figure measure(Contestant contestant) {
        Duration before = contestant.group.cpu();
        Duration nodeBefore = cpu(contestant.node);
        long begin = System.nanoTime();
        contestant.group.send(messages, SIZE, window);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Figure(
                messages / seconds,
                micros(contestant.group.cpu().minus(before)),
                micros(cpu(contestant.node).minus(nodeBefore)));
    }

    private static Duration cpu(Optional<RunningNode> node) {
        return node.flatMap(RunningNode::cpu).orElse(Duration.ZERO);
    }

    private double micros(Duration cpu) {
        return cpu.toNanos() / 1e3 / messages;
    }

    private static double median(List<Figure> figures, ToDoubleFunction<Figure> which) {
        return median(figures.stream().mapToDouble(which).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    // ---- invitations

    private void invitations() {
        var times = new ArrayList<List<Duration>>();
        for (int i = 0; i < 3; i++) {
            times.add(gather());
        }
        console.printf("%nInvitations in one process, MLS; median of three groups%n%n");
        console.println("| the group then has | ms |");
        console.println("| ---: | ---: |");
        for (int size : new int[] {2, 20, largest}) {
            double[] each =
                    times.stream().mapToDouble(all -> all.get(size - 2).toNanos() / 1e6).toArray();
            console.printf("| %d | %.1f |%n", size, median(each));
        }
    }

    /// Up to the largest size, one after the other.
    private List<Duration> gather() {
        var times = new ArrayList<Duration>();
        try (var node = SlimNode.create(NodeConfig.loopback(0))) {
            node.start();
            try (var group = new OurGroup(new LocalNetwork(node, "load"))) {
                for (int i = 1; i < largest; i++) {
                    times.add(group.invite());
                }
            }
        }
        return times;
    }

    // ---- memory

    private void memory() {
        int sessions = 1_000;
        try (var node = SlimNode.create(NodeConfig.loopback(0))) {
            node.start();
            try (var group = new OurGroup(new LocalNetwork(node, "load"))) {
                long alone = used();
                group.createMore(sessions);
                long withSessions = used();
                for (int i = 1; i < largest; i++) {
                    group.invite();
                }
                long withMembers = used();
                group.dropMembers();
                long moderatorAlone = used();
                console.printf("%nMemory on the heap, after a collection%n%n");
                console.println("| | KiB |");
                console.println("| --- | ---: |");
                console.printf(
                        "| a session that nobody is in | %.1f |%n",
                        kib(withSessions - alone) / sessions);
                console.printf(
                        "| a member of a group of %d, at its moderator | %.1f |%n",
                        largest, kib(moderatorAlone - withSessions) / largest);
                console.printf(
                        "| a member of a group of %d, all of its application: its session, its tree"
                                + " of all of them | %,.0f |%n",
                        largest, kib(withMembers - moderatorAlone) / (largest - 1));
            }
        }
    }

    private static double kib(long bytes) {
        return bytes / 1024.0;
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Pause.millis(100);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
