package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.Retention;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every [SettingsStore] does.
abstract class SettingsStoreContract {
    static final ConsoleSettings ALL_CHANGED =
            new ConsoleSettings(
                    new NodeConfig(
                            "node-of-the-test",
                            "::1",
                            46_400,
                            Optional.of(
                                    new TlsConfig(
                                            Path.of("/etc/slim/chain.pem"),
                                            Path.of("/etc/slim/key with ; and ü.pem"),
                                            Optional.of(Path.of("/etc/slim/ca.pem")))),
                            "example.org",
                            false,
                            new NodeLimits(
                                    11,
                                    12,
                                    13,
                                    2048,
                                    Duration.ofMillis(1500),
                                    4096,
                                    Duration.ofMillis(2500))),
                    new ManagerSettings(
                            true, "10.0.0.1", 10_400, Optional.of(Path.of("/etc/slim/token"))),
                    new AuditRules(
                            new Recording.Sampled(100),
                            List.of("org/*/noise", "a/b/c"),
                            Set.of(ActivityKind.Group.NODE, ActivityKind.Group.OPERATOR),
                            Set.of("org/ns/channel"),
                            new Retention(Duration.ofHours(5), 17L << 20),
                            new Retention(Duration.ofDays(1), 3L << 30)),
                    Theme.DARK,
                    150);

    abstract SettingsStore store();

    @Test
    void beforeTheFirstSaveThereAreDefaultsWithALastingNodeId() {
        SettingsStore store = store();

        ConsoleSettings first = store.load();

        assertThat(first.node())
                .isEqualTo(
                        new NodeConfig(
                                first.node().nodeId(),
                                "127.0.0.1",
                                NodeConfig.DEFAULT_PORT,
                                Optional.empty(),
                                "",
                                true,
                                NodeLimits.DEFAULTS));
        assertThat(store.load()).isEqualTo(first);
    }

    @Test
    void everythingThatWasSavedIsLoadedAgain() {
        SettingsStore store = store();

        store.save(ALL_CHANGED);

        assertThat(store.load()).isEqualTo(ALL_CHANGED);
    }

    @Test
    void theLastSaveCounts() {
        SettingsStore store = store();
        store.save(ALL_CHANGED);
        ConsoleSettings plain = ALL_CHANGED.withNode(NodeConfig.loopback(1)).withTheme(Theme.LIGHT);

        store.save(plain);

        assertThat(store.load()).isEqualTo(plain);
    }
}
