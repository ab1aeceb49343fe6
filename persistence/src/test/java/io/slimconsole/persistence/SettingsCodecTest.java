package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SettingsCodecTest {
    private static final ConsoleSettings DEFAULTS = ConsoleSettings.defaults();
    private static final ConsoleSettings CHANGED = SettingsStoreContract.ALL_CHANGED;

    @Test
    void eachSettingIsReadBack() {
        var other = CHANGED.withNode(CHANGED.node().withLimits(NodeLimits.DEFAULTS));

        assertThat(SettingsCodec.decode(rows(CHANGED), DEFAULTS))
                .isEqualTo(new SettingsCodec.Decoded(CHANGED, List.of()));
        assertThat(SettingsCodec.decode(rows(DEFAULTS), other))
                .isEqualTo(new SettingsCodec.Decoded(DEFAULTS, List.of()));
    }

    @Test
    void settingsThatAnOlderConsoleDidNotKnowHaveTheirDefaults() {
        assertThat(SettingsCodec.decode(List.of(), DEFAULTS))
                .isEqualTo(new SettingsCodec.Decoded(DEFAULTS, List.of()));
    }

    @ParameterizedTest(name = "{0} = \"{1}\"")
    @CsvSource({
        "node.id, '', it is empty",
        "node.host, ' ', it is empty",
        "node.port, 65536, 'the port must be from 0 to 65535, not 65536'",
        "node.port, '', it is not a whole number",
        "node.require-header-mac, yes, it is neither true nor false",
        "node.limit.connections, 0, 'connections must be from 1 to 1000000, not 0'",
        "node.limit.subscriptions, 99999999999, it is not a whole number",
        "node.limit.queue-bytes, 1024, 'queue size in bytes must be from 2048 to 1073741824, not"
                + " 1024'",
        "manager.on, maybe, it is neither true nor false",
        "manager.host, '', it is empty",
        "manager.port, -1, 'the port must be from 0 to 65535, not -1'",
        "audit.messages, some, 'it is none of all, control, sampled:n and off'",
        "audit.messages, sampled:1, 'one in 1 is no sample; take 2 or more, or record all'",
        "audit.activity, NOISE, No enum constant"
                + " io.slimconsole.persistence.audit.ActivityKind.Group.NOISE",
        "audit.keep-messages.seconds, 60, 'entries are kept for an hour at least, not PT1M'",
        "audit.keep-activity.bytes, 1, 'a trail needs 16 MiB of disk at least, not 1 bytes'",
        "ui.theme, light, No enum constant io.slimconsole.persistence.Theme.light",
        "ui.font-percent, 79, 'the font size must be from 80 to 200 percent, not 79'",
    })
    void oneValueOutOfPlaceCostsThatSettingOnly(String name, String text, String why) {
        var decoded = SettingsCodec.decode(with(rows(CHANGED), name, text), DEFAULTS);

        String used = SettingsCodec.encode(DEFAULTS).get(name);
        var expected = SettingsCodec.encode(CHANGED);
        expected.put(name, used);
        assertThat(SettingsCodec.encode(decoded.settings())).isEqualTo(expected);
        assertThat(decoded.notes())
                .containsExactly(new Note.UnreadableSetting(name, text, used, why));
    }

    @Test
    void aChangedByteIsNoticedEvenWhereTheTextStillMakesSense() {
        List<StoredSetting> rows = new ArrayList<>(rows(CHANGED));
        rows.replaceAll(
                row ->
                        row.name().equals("node.port")
                                ? new StoredSetting(row.name(), "46401", row.checksum())
                                : row);

        assertThat(SettingsCodec.decode(rows, DEFAULTS).notes())
                .containsExactly(
                        new Note.UnreadableSetting(
                                "node.port", "46401", "46357", "its checksum does not fit"));
    }

    @Test
    void anUnknownNameIsReported() {
        List<StoredSetting> rows = new ArrayList<>(rows(CHANGED));
        rows.add(StoredSetting.of("node.pxrt", "1"));

        assertThat(SettingsCodec.decode(rows, DEFAULTS))
                .isEqualTo(
                        new SettingsCodec.Decoded(
                                CHANGED,
                                List.of(
                                        new Note.UnreadableSetting(
                                                "node.pxrt",
                                                "1",
                                                "",
                                                "no setting has this name"))));
    }

    /// Otherwise a damaged row would open a port in cleartext that its operator believes to be encrypted.
    @Test
    void tlsThatCantBeReadIsStillTls() {
        List<StoredSetting> rows = new ArrayList<>(rows(CHANGED));
        rows.replaceAll(
                row ->
                        row.name().startsWith("node.tls.certificate")
                                ? new StoredSetting(row.name(), "", row.checksum())
                                : row);

        var decoded = SettingsCodec.decode(rows, DEFAULTS);

        TlsConfig stored = CHANGED.node().tls().orElseThrow();
        assertThat(decoded.settings().node().tls())
                .contains(new TlsConfig(Path.of(""), stored.privateKey(), stored.clientCa()));
        assertThat(decoded.notes()).hasSize(1);
    }

    @Test
    void aClientCaThatCantBeReadStillKeepsClientsOut() {
        List<StoredSetting> rows =
                with(
                        rows(
                                CHANGED.withNode(
                                        CHANGED.node()
                                                .withTls(
                                                        new TlsConfig(
                                                                Path.of("c"),
                                                                Path.of("k"),
                                                                Optional.of(Path.of("ca")))))),
                        "node.tls.client-ca",
                        "\0");

        assertThat(
                        SettingsCodec.decode(rows, DEFAULTS)
                                .settings()
                                .node()
                                .tls()
                                .orElseThrow()
                                .clientCa())
                .isPresent();
    }

    /// Otherwise a damaged row would let everybody in whom the operator wants to show a token.
    @Test
    void aTokenFileThatCantBeReadIsStillOne() {
        var decoded =
                SettingsCodec.decode(with(rows(CHANGED), "manager.token-file", "\0"), DEFAULTS);

        assertThat(decoded.settings().manager())
                .isEqualTo(
                        new ManagerSettings(
                                true,
                                "10.0.0.1",
                                10_400,
                                Optional.of(Path.of("unreadable-token-file"))));
        assertThat(decoded.notes()).hasSize(1);
    }

    private static List<StoredSetting> rows(ConsoleSettings settings) {
        return SettingsCodec.encode(settings).entrySet().stream()
                .map((Map.Entry<String, String> e) -> StoredSetting.of(e.getKey(), e.getValue()))
                .toList();
    }

    private static List<StoredSetting> with(List<StoredSetting> rows, String name, String text) {
        return rows.stream()
                .map(row -> row.name().equals(name) ? StoredSetting.of(name, text) : row)
                .toList();
    }
}
