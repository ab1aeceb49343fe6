package io.slimconsole.ui.settings;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.Finding.Level;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// What is wrong with a draft, and the settings that it stands for if nothing is. Pure.
final class DraftCheck {
    private static final int MAX_TEXT = 255;
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
    private static final Pattern IPV4_SHAPE = Pattern.compile("[0-9.]+");
    private static final Pattern IPV6_SHAPE = Pattern.compile("[0-9a-fA-F:.]+(%[\\w.-]+)?");
    private static final Pattern HOST_NAME =
            Pattern.compile(
                    "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*\\.?");

    /// @param findings by field; each field has a list, mostly empty
    /// @param config present if there is no error, and the files were looked at where there are any
    record Result(Map<SettingField, List<Finding>> findings, Optional<NodeConfig> config) {
        /// Fields with an error, in the order of the page.
        List<SettingField> errors() {
            return EnumSet.allOf(SettingField.class).stream()
                    .filter(field -> of(field).stream().anyMatch(f -> f.level() == Level.ERROR))
                    .toList();
        }

        List<Finding> of(SettingField field) {
            return findings.getOrDefault(field, List.of());
        }
    }

    private final Texts texts = Texts.of(DraftCheck.class);

    private final Draft draft;
    private final Map<SettingField, List<Finding>> findings = new EnumMap<>(SettingField.class);

    private DraftCheck(Draft draft) {
        this.draft = draft;
    }

    /// @param report on the files; one on other files is as good as none
    static Result check(Draft draft, Optional<TlsReport> report) {
        var check = new DraftCheck(draft);
        check.host();
        OptionalLong port = check.port();
        check.nodeId();
        check.length(SettingField.DOMAIN);
        if (!draft.flag(SettingField.HEADER_MAC)) {
            check.say(SettingField.HEADER_MAC, Level.WARNING, "header-mac.off");
        }
        boolean filesKnown = check.files(report);
        Optional<NodeLimits> limits = check.limits();
        boolean good =
                check.findings.values().stream()
                        .flatMap(List::stream)
                        .noneMatch(f -> f.level() == Level.ERROR);
        Optional<NodeConfig> config =
                good && filesKnown && limits.isPresent() && port.isPresent()
                        ? Optional.of(check.config((int) port.getAsLong(), limits.get()))
                        : Optional.empty();
        return new Result(check.findings, config);
    }

    /// Whether only this machine can reach what listens there.
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || (host.startsWith("127.") && IPV4_SHAPE.matcher(host).matches());
    }

    private NodeConfig config(int port, NodeLimits limits) {
        return new NodeConfig(
                draft.text(SettingField.NODE_ID),
                draft.text(SettingField.HOST),
                port,
                draft.tlsPaths()
                        .map(
                                p ->
                                        new TlsConfig(
                                                Path.of(p.certificate()),
                                                Path.of(p.privateKey()),
                                                Optional.of(p.clientCa())
                                                        .filter(ca -> !ca.isEmpty())
                                                        .map(Path::of))),
                draft.text(SettingField.DOMAIN),
                draft.flag(SettingField.HEADER_MAC),
                limits);
    }

    private void host() {
        String host = draft.text(SettingField.HOST);
        if (host.isEmpty()) {
            say(SettingField.HOST, Level.ERROR, "host.empty");
        } else if (host.startsWith("[")) {
            say(SettingField.HOST, Level.ERROR, "host.brackets");
        } else if (host.contains("/")) {
            say(SettingField.HOST, Level.ERROR, "host.url");
        } else if (host.indexOf(':') > 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            say(SettingField.HOST, Level.ERROR, "host.port");
        } else if (!isAddress(host)) {
            say(SettingField.HOST, Level.ERROR, "host.wrong");
        } else if (!draft.flag(SettingField.TLS)) {
            if (EVERYWHERE.contains(host)) {
                say(SettingField.HOST, Level.WARNING, "host.everywhere");
            } else if (!isLoopback(host)) {
                say(SettingField.HOST, Level.WARNING, "host.network");
            }
        }
    }

    private static boolean isAddress(String host) {
        if (host.contains(":")) {
            return IPV6_SHAPE.matcher(host).matches() && isIpv6(host);
        }
        if (IPV4_SHAPE.matcher(host).matches()) {
            String[] parts = host.split("\\.", -1);
            return parts.length == 4 && List.of(parts).stream().allMatch(DraftCheck::isByte);
        }
        return host.length() <= MAX_TEXT && HOST_NAME.matcher(host).matches();
    }

    private static boolean isByte(String text) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= 255;
    }

    /// Eight groups, or fewer around one `::`; the last two may be written as IPv4.
    private static boolean isIpv6(String text) {
        String host = text.replaceFirst("%.*", "");
        int dots = host.lastIndexOf(':') + 1;
        String tail = host.substring(dots);
        if (tail.contains(".")) {
            return isAddress(tail) && isIpv6(host.substring(0, dots) + "0:0");
        }
        int gap = host.indexOf("::");
        if (gap >= 0 && host.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        List<String> groups = new ArrayList<>();
        for (String half : gap < 0 ? new String[] {host} : host.split("::", -1)) {
            if (!half.isEmpty()) {
                groups.addAll(List.of(half.split(":", -1)));
            }
        }
        return groups.stream().allMatch(g -> g.matches("[0-9a-fA-F]{1,4}"))
                && (gap < 0 ? groups.size() == 8 : groups.size() < 8);
    }

    private OptionalLong port() {
        OptionalLong port = Quantities.count(draft.text(SettingField.PORT));
        if (port.isEmpty() || port.getAsLong() > 65_535) {
            say(SettingField.PORT, Level.ERROR, "port.wrong");
            return OptionalLong.empty();
        }
        if (port.getAsLong() == 0) {
            say(SettingField.PORT, Level.INFO, "port.any");
        } else if (port.getAsLong() < 1024) {
            say(SettingField.PORT, Level.WARNING, "port.low");
        }
        return port;
    }

    private void nodeId() {
        if (draft.text(SettingField.NODE_ID).isEmpty()) {
            say(SettingField.NODE_ID, Level.ERROR, "node-id.empty");
        } else {
            length(SettingField.NODE_ID);
        }
    }

    private void length(SettingField field) {
        int length = draft.text(field).length();
        if (length > MAX_TEXT) {
            say(field, Level.ERROR, "text.long", length, MAX_TEXT);
        } else if (draft.text(field).chars().anyMatch(Character::isISOControl)) {
            say(field, Level.ERROR, "text.control");
        }
    }

    /// @return false while the report on the files is still to come
    private boolean files(Optional<TlsReport> report) {
        Optional<TlsPaths> paths = draft.tlsPaths();
        if (paths.isEmpty()) {
            return true;
        }
        Optional<TlsReport> fresh = report.filter(r -> r.paths().equals(paths.get()));
        fresh.ifPresent(r -> r.findings().forEach((f, list) -> of(f).addAll(list)));
        return fresh.isPresent();
    }

    private Optional<NodeLimits> limits() {
        OptionalLong connections = count(SettingField.CONNECTIONS, 1_000_000);
        OptionalLong each = count(SettingField.SUBSCRIPTIONS_PER_CONNECTION, 10_000_000);
        OptionalLong all = count(SettingField.SUBSCRIPTIONS, 100_000_000);
        OptionalLong message = size(SettingField.MESSAGE_SIZE, 1024, NodeLimits.MAX_MESSAGE_BYTES);
        OptionalLong queue = size(SettingField.QUEUE_SIZE, 1024, 1024 * 1024 * 1024);
        OptionalLong negotiation = time(SettingField.NEGOTIATION_TIME, 60_000);
        OptionalLong slow = time(SettingField.SLOW_RECEIVER, 600_000);
        if (message.isPresent() && queue.isPresent() && queue.getAsLong() < message.getAsLong()) {
            say(
                    SettingField.QUEUE_SIZE,
                    Level.ERROR,
                    "queue.small",
                    Quantities.bytesText(message.getAsLong()));
            return Optional.empty();
        }
        if (each.isPresent() && all.isPresent() && each.getAsLong() > all.getAsLong()) {
            say(
                    SettingField.SUBSCRIPTIONS_PER_CONNECTION,
                    Level.WARNING,
                    "subscriptions.unreached");
        }
        if (List.of(connections, each, all, message, queue, negotiation, slow).stream()
                .anyMatch(OptionalLong::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                new NodeLimits(
                        (int) connections.getAsLong(),
                        (int) each.getAsLong(),
                        (int) all.getAsLong(),
                        (int) message.getAsLong(),
                        Duration.ofMillis(negotiation.getAsLong()),
                        (int) queue.getAsLong(),
                        Duration.ofMillis(slow.getAsLong())));
    }

    private OptionalLong count(SettingField field, long most) {
        return within(
                field,
                Quantities.count(draft.text(field)),
                1,
                most,
                "count.wrong",
                Quantities.countText(most));
    }

    private OptionalLong size(SettingField field, long least, long most) {
        return within(
                field,
                Quantities.bytes(draft.text(field)),
                least,
                most,
                "size.wrong",
                Quantities.bytesText(least),
                Quantities.bytesText(most));
    }

    private OptionalLong time(SettingField field, long most) {
        return within(
                field,
                Quantities.millis(draft.text(field)),
                100,
                most,
                "time.wrong",
                Quantities.millisText(100),
                Quantities.millisText(most));
    }

    private OptionalLong within(
            SettingField field,
            OptionalLong value,
            long least,
            long most,
            String key,
            Object... arguments) {
        if (value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most) {
            return value;
        }
        say(field, Level.ERROR, key, arguments);
        return OptionalLong.empty();
    }

    private void say(SettingField field, Level level, String key, Object... arguments) {
        of(field).add(new Finding(level, texts.get("check." + key, arguments)));
    }

    private List<Finding> of(SettingField field) {
        return findings.computeIfAbsent(field, _ -> new ArrayList<>());
    }
}
