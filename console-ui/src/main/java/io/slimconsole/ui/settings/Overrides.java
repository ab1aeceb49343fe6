package io.slimconsole.ui.settings;

import io.slimconsole.node.NodeConfig;

import java.util.Map;
import java.util.function.UnaryOperator;

/// Options of the command line that count in this run instead of what is stored.
///
/// @param options by field, the option as it was given: `--port 50000`
/// @param effect turns stored node settings into those of this run; doing it twice changes nothing more
public record Overrides(Map<SettingField, String> options, UnaryOperator<NodeConfig> effect) {
    /// The command line set nothing.
    public static final Overrides NONE = new Overrides(Map.of(), UnaryOperator.identity());

    public Overrides {
        options = Map.copyOf(options);
    }
}
