package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.ui.settings.Overrides;
import io.slimconsole.ui.settings.SettingField;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Host and port of this run, over those that are stored; the settings keep theirs.
record RunOptions(Optional<String> host, OptionalInt port) {
    static RunOptions of(Options options) {
        return new RunOptions(options.host(), options.port());
    }

    /// What the node of this run gets. Doing it twice changes nothing more.
    NodeConfig over(NodeConfig stored) {
        return new NodeConfig(
                stored.nodeId(),
                host.orElse(stored.host()),
                port.orElse(stored.port()),
                stored.tls(),
                stored.domainName(),
                stored.requireHeaderMac(),
                stored.limits());
    }

    /// The same, as the settings show it.
    Overrides overrides() {
        Map<SettingField, String> given = new EnumMap<>(SettingField.class);
        host.ifPresent(h -> given.put(SettingField.HOST, "--host " + h));
        port.ifPresent(p -> given.put(SettingField.PORT, "--port " + p));
        return new Overrides(given, this::over);
    }
}
