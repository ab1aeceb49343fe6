package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

final class RunOptionsTest {
    private static final NodeConfig STORED = NodeConfig.loopback(46_357);

    @Test
    void withoutOptionsTheSettingsHold() {
        assertThat(of().over(STORED)).isEqualTo(STORED);
    }

    @Test
    void optionsReplaceAddressAndPortAndNothingElse() {
        NodeConfig used = of("--host", "0.0.0.0", "--port", "0").over(STORED);

        assertThat(used)
                .isEqualTo(
                        new NodeConfig(
                                STORED.nodeId(),
                                "0.0.0.0",
                                0,
                                STORED.tls(),
                                STORED.domainName(),
                                STORED.requireHeaderMac(),
                                STORED.limits()));
        assertThat(of("--host", "0.0.0.0", "--port", "0").over(used)).isEqualTo(used);
    }

    private static RunOptions of(String... arguments) {
        var options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return RunOptions.of(options);
    }
}
