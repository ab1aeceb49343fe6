package io.slimconsole.persistence;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Retention;
import io.slimconsole.persistence.disk.H2;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Settings as rows of text, and back.
///
/// Each row stands for itself: one that can't be read gives that setting its fallback and a note, the others are not
/// touched by it.
final class SettingsCodec {
    private static final String TLS_CERTIFICATE = "node.tls.certificate";
    private static final String TLS_KEY = "node.tls.key";
    private static final String TLS_CLIENT_CA = "node.tls.client-ca";
    private static final String TOKEN_FILE = "manager.token-file";

    private final Map<String, StoredSetting> rows = new TreeMap<>();
    private final List<Note> notes = new ArrayList<>();

    private SettingsCodec(List<StoredSetting> stored) {
        stored.forEach(row -> rows.put(row.name(), row));
    }

    /// @param notes one per row that could not be read
    record Decoded(ConsoleSettings settings, List<Note> notes) {
        Decoded {
            notes = List.copyOf(notes);
        }
    }

    static SequencedMap<String, String> encode(ConsoleSettings settings) {
        var texts = new LinkedHashMap<String, String>();
        NodeConfig node = settings.node();
        texts.put("node.id", node.nodeId());
        texts.put("node.host", node.host());
        texts.put("node.port", Integer.toString(node.port()));
        texts.put("node.domain", node.domainName());
        texts.put("node.require-header-mac", Boolean.toString(node.requireHeaderMac()));
        texts.put(TLS_CERTIFICATE, text(node.tls().map(TlsConfig::certificateChain)));
        texts.put(TLS_KEY, text(node.tls().map(TlsConfig::privateKey)));
        texts.put(TLS_CLIENT_CA, text(node.tls().flatMap(TlsConfig::clientCa)));
        List<Integer> limits = LimitFields.of(node.limits());
        for (int i = 0; i < limits.size(); i++) {
            texts.put(LimitFields.NAMES.get(i), limits.get(i).toString());
        }
        ManagerSettings manager = settings.manager();
        texts.put("manager.on", Boolean.toString(manager.on()));
        texts.put("manager.host", manager.host());
        texts.put("manager.port", Integer.toString(manager.port()));
        texts.put(TOKEN_FILE, text(manager.tokenFile()));
        AuditFields.put(settings.audit(), texts);
        texts.put("ui.theme", settings.theme().name());
        texts.put("ui.font-percent", Integer.toString(settings.fontPercent()));
        return texts;
    }

    /// @param fallback what a missing or unreadable row stands for
    static Decoded decode(List<StoredSetting> stored, ConsoleSettings fallback) {
        var codec = new SettingsCodec(stored);
        var settings = codec.settings(fallback);
        codec.rows.values().stream()
                .filter(row -> !encode(fallback).containsKey(row.name()))
                .forEach(codec::unknown);
        return new Decoded(settings, codec.notes);
    }

    private ConsoleSettings settings(ConsoleSettings fallback) {
        NodeConfig node = fallback.node();
        var config =
                new NodeConfig(
                        read("node.id", node.nodeId(), SettingsCodec::filled),
                        read("node.host", node.host(), SettingsCodec::filled),
                        read("node.port", node.port(), SettingsCodec::port),
                        tls(),
                        read("node.domain", node.domainName(), Function.identity()),
                        read(
                                "node.require-header-mac",
                                node.requireHeaderMac(),
                                SettingsCodec::bool),
                        limits(node.limits()));
        Theme theme = read("ui.theme", fallback.theme(), text -> Enum.valueOf(Theme.class, text));
        return new ConsoleSettings(
                config,
                manager(fallback.manager()),
                audit(fallback.audit()),
                theme,
                read(
                        "ui.font-percent",
                        fallback.fontPercent(),
                        text -> fallback.withFontPercent(integer(text)).fontPercent()));
    }

    /// Fails closed: a trace of TLS is TLS. With a path that could not be read, the node says which file it lacks; it
    /// does not listen in cleartext instead.
    private Optional<TlsConfig> tls() {
        boolean wanted =
                List.of(TLS_CERTIFICATE, TLS_KEY, TLS_CLIENT_CA).stream()
                        .map(rows::get)
                        .anyMatch(row -> row != null && !(row.intact() && row.text().isEmpty()));
        if (!wanted) {
            return Optional.empty();
        }
        Path none = Path.of("");
        Path clientCa = read(TLS_CLIENT_CA, Path.of("unreadable-client-ca"), Path::of);
        return Optional.of(
                new TlsConfig(
                        read(TLS_CERTIFICATE, none, Path::of),
                        read(TLS_KEY, none, Path::of),
                        rows.containsKey(TLS_CLIENT_CA) && !clientCa.equals(none)
                                ? Optional.of(clientCa)
                                : Optional.empty()));
    }

    /// Fails closed as well: with a token file that could not be read, the channel manager says that it lacks it.
    private ManagerSettings manager(ManagerSettings fallback) {
        Path none = Path.of("");
        Path tokenFile = read(TOKEN_FILE, Path.of("unreadable-token-file"), Path::of);
        return new ManagerSettings(
                read("manager.on", fallback.on(), SettingsCodec::bool),
                read("manager.host", fallback.host(), SettingsCodec::filled),
                read("manager.port", fallback.port(), SettingsCodec::port),
                rows.containsKey(TOKEN_FILE) && !tokenFile.equals(none)
                        ? Optional.of(tokenFile)
                        : Optional.empty());
    }

    private AuditRules audit(AuditRules fallback) {
        Map<String, String> texts = new HashMap<>();
        AuditFields.put(fallback, texts);
        return new AuditRules(
                field(AuditFields.MESSAGES, fallback.messages(), texts, AuditFields::recording),
                field(AuditFields.LEFT_OUT, fallback.leftOut(), texts, AuditFields::lines),
                field(AuditFields.ACTIVITY, fallback.activity(), texts, AuditFields::groups),
                field(
                        AuditFields.CONTENT_OF,
                        fallback.contentOf(),
                        texts,
                        text -> Set.copyOf(AuditFields.lines(text))),
                retention(AuditFields.KEEP_MESSAGES, fallback.keepMessages(), texts),
                retention(AuditFields.KEEP_ACTIVITY, fallback.keepActivity(), texts));
    }

    private Retention retention(String name, Retention fallback, Map<String, String> texts) {
        Duration age =
                field(
                        name + AuditFields.AGE,
                        fallback.age(),
                        texts,
                        text -> fallback.withAge(Duration.ofSeconds(wide(text))).age());
        return field(
                name + AuditFields.BYTES,
                fallback.withAge(age),
                texts,
                text -> new Retention(age, wide(text)));
    }

    private <T> T field(
            String name, T fallback, Map<String, String> texts, Function<String, T> parse) {
        return read(name, fallback, texts.getOrDefault(name, ""), parse);
    }

    private NodeLimits limits(NodeLimits fallback) {
        NodeLimits limits = fallback;
        List<Integer> fallbacks = LimitFields.of(fallback);
        for (int i = 0; i < fallbacks.size(); i++) {
            int index = i;
            NodeLimits soFar = limits;
            int value =
                    read(
                            LimitFields.NAMES.get(i),
                            fallbacks.get(i),
                            text -> {
                                int read = integer(text);
                                LimitFields.with(soFar, index, read);
                                return read;
                            });
            limits = LimitFields.with(soFar, index, value);
        }
        return limits;
    }

    private <T> T read(String name, T fallback, Function<String, T> parse) {
        return read(name, fallback, fallback.toString(), parse);
    }

    /// @param shown the fallback, as the note names it
    private <T> T read(String name, T fallback, String shown, Function<String, T> parse) {
        StoredSetting row = rows.get(name);
        if (row == null) {
            return fallback;
        }
        if (!row.intact()) {
            note(row, shown, "its checksum does not fit");
            return fallback;
        }
        try {
            return parse.apply(row.text());
        } catch (IllegalArgumentException unreadable) {
            note(row, shown, H2.messages(unreadable));
            return fallback;
        }
    }

    private void note(StoredSetting row, String used, String why) {
        notes.add(new Note.UnreadableSetting(row.name(), row.text(), used, why));
    }

    private void unknown(StoredSetting row) {
        notes.add(
                new Note.UnreadableSetting(row.name(), row.text(), "", "no setting has this name"));
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it is neither true nor false");
        };
    }

    private static String filled(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
        return text;
    }

    private static int port(String text) {
        return NodeConfig.loopback(integer(text)).port();
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("it is not a whole number");
        }
    }

    private static long wide(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("it is not a whole number");
        }
    }

    private static String text(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }
}
