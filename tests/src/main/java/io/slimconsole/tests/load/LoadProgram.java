package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.tests.peer.PeerInstallation;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// The command line of the load program.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Measures SLIM nodes side by side, over their own wire.",
        sortOptions = false)
final class LoadProgram implements Callable<Integer> {
    /// Those that the console runs with.
    private static final String PRODUCT_FLAGS =
            "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xms32m"
                    + " -Xmx512m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders";

    @Option(names = "--ours", description = "Measure our node, in a process of its own.")
    private boolean ours;

    @Option(
            names = "--upstream",
            description = "Measure upstream's node, from the npm package that the tests pin.")
    private boolean upstream;

    @Option(
            names = "--audit",
            description =
                    "Measure our node three times, with an audit log that records nothing, control"
                            + " only, and all.")
    private boolean audit;

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT[,PID]",
            description = "Measure a node that runs already; may be given several times.")
    private List<String> running = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only the scenarios whose title this is found in.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--list", description = "Print the titles of the scenarios, and end.")
    private boolean list;

    @Option(
            names = "--rounds",
            description = "Measurements of each node and scenario; ${DEFAULT-VALUE} unless told.")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            description = "Length of a measurement; ${DEFAULT-VALUE} unless told.")
    private int seconds = 2;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description =
                    "CPU time that a node spends before it is measured; ${DEFAULT-VALUE} unless"
                            + " told.")
    private int warmUp = 4;

    @Option(
            names = "--threads",
            description = "Event loops of the driver; ${DEFAULT-VALUE} unless told.")
    private int threads = 1;

    @Option(
            names = "--jvm-flags",
            description = "Flags of our node's JVM; those of the product unless told.")
    private String jvmFlags = PRODUCT_FLAGS;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "For report.md, figures.jsonl and the nodes' logs; ${DEFAULT-VALUE} unless"
                            + " told.")
    private Path out = Path.of("target", "load");

    @Spec private CommandSpec spec = CommandSpec.create();

    private final PrintWriter console;

    static List<String> productFlags() {
        return List.of(PRODUCT_FLAGS.trim().split("\\s+"));
    }

    private LoadProgram(PrintWriter console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        var console = new PrintWriter(System.out, true, UTF_8);
        System.exit(new CommandLine(new LoadProgram(console)).execute(arguments));
    }

    /// @return 0 if all deliveries of all nodes are complete, else 1
    @Override
    public Integer call() throws IOException {
        var chosen =
                Scenarios.all().stream()
                        .filter(scenario -> only.matcher(scenario.title()).find())
                        .toList();
        if (list) {
            chosen.forEach(scenario -> console.println(scenario.title()));
            return 0;
        }
        Files.createDirectories(out);
        var comparison =
                new Comparison(
                        contenders(),
                        rounds,
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(warmUp),
                        threads,
                        out);
        var outcomes = new ArrayList<Comparison.Outcome>();
        try (var figures =
                new PrintWriter(Files.newBufferedWriter(out.resolve("figures.jsonl")), true)) {
            for (Scenario scenario : chosen) {
                outcomes.add(
                        comparison.run(
                                scenario,
                                measurement -> {
                                    String line = Report.json(measurement);
                                    figures.println(line);
                                    console.println(line);
                                }));
            }
        }
        String report = Report.markdown(outcomes);
        Files.writeString(out.resolve("report.md"), report);
        console.println();
        console.print(report);
        console.flush();
        return complete(outcomes) ? 0 : 1;
    }

    private static boolean complete(List<Comparison.Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.measurements().values().stream())
                .flatMap(List::stream)
                .allMatch(figures -> figures.faults().isEmpty());
    }

    private List<Contender> contenders() {
        var contenders = new ArrayList<Contender>();
        if (ours) {
            contenders.add(Contender.ours(List.of(jvmFlags.trim().split("\\s+"))));
        }
        if (upstream) {
            contenders.add(Contender.upstream(peer()));
        }
        if (audit) {
            contenders.addAll(
                    Contender.audited(
                            List.of(jvmFlags.trim().split("\\s+")), out.resolve("audit")));
        }
        for (String address : running) {
            contenders.add(elsewhere(address));
        }
        if (contenders.isEmpty()) {
            throw usage("no node to measure; give --ours, --upstream, --audit or --at HOST:PORT");
        }
        return contenders;
    }

    private Path peer() {
        var installation = PeerInstallation.upstream();
        installation
                .missing()
                .ifPresent(
                        what -> {
                            throw usage(what);
                        });
        return installation.home();
    }

    private Contender elsewhere(String text) {
        String[] parts = text.split(",", 2);
        int colon = parts[0].lastIndexOf(':');
        if (colon < 1) {
            throw usage("\"%s\" is no address; write host:port, or host:port,pid".formatted(text));
        }
        return new Contender.Elsewhere(
                parts[0],
                new InetSocketAddress(
                        parts[0].substring(0, colon),
                        Integer.parseInt(parts[0].substring(colon + 1))),
                parts.length == 2
                        ? OptionalLong.of(Long.parseLong(parts[1]))
                        : OptionalLong.empty());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
