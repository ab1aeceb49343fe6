package io.slimconsole.ui.settings;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.TlsConfig;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The node's settings as they are typed, right or wrong.
///
/// @param texts one per field; flags are `true` or `false`
record Draft(Map<SettingField, String> texts) {
    /// What the defaults would look like; the node id is empty, as each node has its own.
    static final Draft DEFAULTS =
            of(NodeConfig.loopback(NodeConfig.DEFAULT_PORT)).with(SettingField.NODE_ID, "");

    Draft {
        texts = Map.copyOf(texts);
        for (SettingField field : SettingField.values()) {
            if (!texts.containsKey(field)) {
                throw new IllegalArgumentException("no text for " + field);
            }
        }
    }

    static Draft of(NodeConfig config) {
        NodeLimits limits = config.limits();
        var texts = new EnumMap<SettingField, String>(SettingField.class);
        for (SettingField field : SettingField.values()) {
            texts.put(
                    field,
                    switch (field) {
                        case HOST -> config.host();
                        case PORT -> Integer.toString(config.port());
                        case NODE_ID -> config.nodeId();
                        case DOMAIN -> config.domainName();
                        case HEADER_MAC -> Boolean.toString(config.requireHeaderMac());
                        case TLS -> Boolean.toString(config.tls().isPresent());
                        case CERTIFICATE -> text(config.tls().map(TlsConfig::certificateChain));
                        case PRIVATE_KEY -> text(config.tls().map(TlsConfig::privateKey));
                        case CLIENT_CA -> text(config.tls().flatMap(TlsConfig::clientCa));
                        case CONNECTIONS -> Quantities.countText(limits.connections());
                        case SUBSCRIPTIONS_PER_CONNECTION ->
                                Quantities.countText(limits.subscriptionsPerConnection());
                        case SUBSCRIPTIONS -> Quantities.countText(limits.subscriptions());
                        case MESSAGE_SIZE -> Quantities.bytesText(limits.messageBytes());
                        case QUEUE_SIZE -> Quantities.bytesText(limits.queueBytes());
                        case NEGOTIATION_TIME ->
                                Quantities.millisText(limits.negotiationTimeout().toMillis());
                        case SLOW_RECEIVER ->
                                Quantities.millisText(limits.slowReceiver().toMillis());
                    });
        }
        return new Draft(texts);
    }

    /// Without the blanks around it.
    String text(SettingField field) {
        return raw(field).strip();
    }

    boolean flag(SettingField field) {
        return Boolean.parseBoolean(raw(field));
    }

    Draft with(SettingField field, String text) {
        var changed = new EnumMap<>(texts);
        changed.put(field, text);
        return new Draft(changed);
    }

    /// The files to look at; nothing while TLS is off.
    Optional<TlsPaths> tlsPaths() {
        return flag(SettingField.TLS)
                ? Optional.of(
                        new TlsPaths(
                                text(SettingField.CERTIFICATE),
                                text(SettingField.PRIVATE_KEY),
                                text(SettingField.CLIENT_CA)))
                : Optional.empty();
    }

    String raw(SettingField field) {
        return texts.getOrDefault(field, "");
    }

    private static String text(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }
}
