package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.ui.settings.Finding.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class DraftCheckTest {
    private static final NodeConfig CONFIG = NodeConfig.loopback(NodeConfig.DEFAULT_PORT);
    private static final Draft GOOD = Draft.of(CONFIG);

    private static DraftCheck.Result check(SettingField field, String text) {
        return DraftCheck.check(GOOD.with(field, text), Optional.empty());
    }

    private static List<Level> levels(SettingField field, String text) {
        return check(field, text).of(field).stream().map(Finding::level).toList();
    }

    private static void assertRefused(SettingField field, String text) {
        DraftCheck.Result result = check(field, text);
        assertThat(result.errors()).containsExactly(field);
        assertThat(result.config()).isEmpty();
        assertThat(DraftCheck.check(GOOD, Optional.empty()).config()).contains(CONFIG);
    }

    @Test
    void theSettingsComeBackAsTheyWere() {
        var config =
                new NodeConfig(
                        "node-a",
                        "::1",
                        50_000,
                        Optional.empty(),
                        "factory",
                        false,
                        new NodeLimits(
                                7,
                                8,
                                9,
                                1234,
                                Duration.ofMillis(1234),
                                2345,
                                Duration.ofMinutes(2)));

        assertThat(DraftCheck.check(Draft.of(config), Optional.empty()).config()).contains(config);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST", " 127.0.0.1 "})
    void aLoopbackAddressIsFine(String host) {
        assertThat(levels(SettingField.HOST, host)).isEmpty();
        assertThat(check(SettingField.HOST, host).config()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "192.168.1.5",
                "fe80::1%eth0",
                "2001:db8::8:800:200c:417a",
                "1:2:3:4:5:6:7:8",
                "::ffff:10.0.0.1",
                "node.example.org",
                "my-host"
            })
    void anAddressThatOthersReachWithoutTlsIsAWarningAndNoError(String host) {
        assertThat(levels(SettingField.HOST, host)).containsExactly(Level.WARNING);
        assertThat(check(SettingField.HOST, host).config().map(NodeConfig::host)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[::1]",
                "127.0.0.1:46357",
                "localhost:1",
                "http://127.0.0.1",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1..2.3",
                "not a host",
                "-host",
                "host_name",
                "1::2::3",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::1",
                "::1.2.3"
            })
    void whatIsNoAddressIsRefused(String host) {
        assertRefused(SettingField.HOST, host);
    }

    @Test
    void allInterfacesWithoutTlsIsSaidPlainly() {
        assertThat(check(SettingField.HOST, "0.0.0.0").of(SettingField.HOST))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("not encrypted", "TLS");
    }

    @Test
    void allInterfacesWithTlsNeedsNoWarning() {
        Draft draft = GOOD.with(SettingField.HOST, "0.0.0.0").with(SettingField.TLS, "true");

        assertThat(DraftCheck.check(draft, Optional.empty()).of(SettingField.HOST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"46357, ", "1024, ", "65535, ", "1023, WARNING", "1, WARNING", "0, INFO"})
    void aPortFromZeroTo65535IsFine(String port, Level level) {
        assertThat(levels(SettingField.PORT, port))
                .isEqualTo(level == null ? List.of() : List.of(level));
        assertThat(check(SettingField.PORT, port).config().map(NodeConfig::port))
                .contains(Integer.valueOf(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "65536", "-1", "http", "4635.7", "99999999999999999999"})
    void whatIsNoPortIsRefused(String port) {
        assertRefused(SettingField.PORT, port);
    }

    @Test
    void aNodeIdIsNeeded() {
        assertRefused(SettingField.NODE_ID, "  ");
        assertRefused(SettingField.NODE_ID, "x".repeat(256));
        assertRefused(SettingField.NODE_ID, "a\u0007b");
        assertThat(check(SettingField.NODE_ID, " node-b ").config().map(NodeConfig::nodeId))
                .contains("node-b");
    }

    @Test
    void aDomainMayBeEmpty() {
        assertThat(check(SettingField.DOMAIN, "").config().map(NodeConfig::domainName))
                .contains("");
        assertThat(check(SettingField.DOMAIN, "factory 1").config().map(NodeConfig::domainName))
                .contains("factory 1");
        assertRefused(SettingField.DOMAIN, "x".repeat(256));
    }

    @Test
    void leavingOutTheHeaderMacIsAWarning() {
        assertThat(levels(SettingField.HEADER_MAC, "false")).containsExactly(Level.WARNING);
        assertThat(
                        check(SettingField.HEADER_MAC, "false")
                                .config()
                                .map(NodeConfig::requireHeaderMac))
                .contains(false);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTIONS, 1, 1 000 000",
        "SUBSCRIPTIONS_PER_CONNECTION, 1, 10 000 000",
        "SUBSCRIPTIONS, 1, 100 000 000",
        "MESSAGE_SIZE, 1 KiB, 4 MiB",
        "QUEUE_SIZE, 4 MiB, 1 GiB",
        "NEGOTIATION_TIME, 100 ms, 60 s",
        "SLOW_RECEIVER, 0.1 s, 10 min"
    })
    void aLimitIsFineFromItsLeastToItsMost(SettingField field, String least, String most) {
        assertThat(check(field, least).config()).isPresent();
        assertThat(check(field, most).config()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTIONS, 0",
        "CONNECTIONS, 1 000 001",
        "CONNECTIONS, ''",
        "CONNECTIONS, many",
        "SUBSCRIPTIONS_PER_CONNECTION, 0",
        "SUBSCRIPTIONS_PER_CONNECTION, 10 000 001",
        "SUBSCRIPTIONS, 0",
        "SUBSCRIPTIONS, 100 000 001",
        "MESSAGE_SIZE, 1023 B",
        "MESSAGE_SIZE, 4.01 MiB",
        "MESSAGE_SIZE, 4 MB",
        "QUEUE_SIZE, 1023 B",
        "QUEUE_SIZE, 1025 MiB",
        "QUEUE_SIZE, ''",
        "NEGOTIATION_TIME, 99 ms",
        "NEGOTIATION_TIME, 61 s",
        "SLOW_RECEIVER, 0",
        "SLOW_RECEIVER, 11 min"
    })
    void aLimitOutsideIsRefused(SettingField field, String text) {
        assertRefused(field, text);
    }

    @Test
    void theQueueHoldsAtLeastOneMessage() {
        assertRefused(SettingField.QUEUE_SIZE, "3 MiB");
        assertThat(check(SettingField.QUEUE_SIZE, "3 MiB").of(SettingField.QUEUE_SIZE))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("4 MiB");
    }

    @Test
    void aShareAboveTheWholeIsAWarning() {
        assertThat(levels(SettingField.SUBSCRIPTIONS_PER_CONNECTION, "3 000 000"))
                .containsExactly(Level.WARNING);
    }

    @Test
    void severalErrorsComeInTheOrderOfThePage() {
        Draft draft = GOOD.with(SettingField.CONNECTIONS, "x").with(SettingField.PORT, "y");

        assertThat(DraftCheck.check(draft, Optional.empty()).errors())
                .containsExactly(SettingField.PORT, SettingField.CONNECTIONS);
    }

    @Test
    void tlsWaitsForTheReportOnItsFiles() {
        var paths = new TlsPaths("/a.pem", "/b.pem", "");
        Draft draft =
                GOOD.with(SettingField.TLS, "true")
                        .with(SettingField.CERTIFICATE, "/a.pem")
                        .with(SettingField.PRIVATE_KEY, "/b.pem");
        var good = new TlsReport(paths, Map.of(), Optional.empty());
        var other = new TlsReport(new TlsPaths("/x", "/y", ""), Map.of(), Optional.empty());
        var bad =
                new TlsReport(
                        paths,
                        Map.of(SettingField.PRIVATE_KEY, List.of(new Finding(Level.ERROR, "no"))),
                        Optional.empty());

        assertThat(DraftCheck.check(draft, Optional.empty()).config()).isEmpty();
        assertThat(DraftCheck.check(draft, Optional.of(other)).config()).isEmpty();
        assertThat(DraftCheck.check(draft, Optional.of(bad)).errors())
                .containsExactly(SettingField.PRIVATE_KEY);
        assertThat(DraftCheck.check(draft, Optional.of(good)).config())
                .contains(
                        CONFIG.withTls(
                                new TlsConfig(
                                        Path.of("/a.pem"), Path.of("/b.pem"), Optional.empty())));
    }

    @Test
    void filesDoNotMatterWhileTlsIsOff() {
        assertThat(check(SettingField.CERTIFICATE, "nonsense").config()).contains(CONFIG);
    }
}
