package io.slimconsole.ui.settings;

import java.util.List;

/// What there is to apply.
sealed interface Pending {
    /// What is typed is what is stored.
    record Nothing() implements Pending {}

    /// Something is wrong.
    ///
    /// @param fields those with an error, in the order of the page
    record Errors(List<SettingField> fields) implements Pending {
        public Errors {
            fields = List.copyOf(fields);
        }
    }

    /// The certificate files are being looked at.
    record Reading() implements Pending {}

    /// Can be applied.
    record Ready(Effect effect) implements Pending {}

    /// The node starts with the new settings.
    record Applying() implements Pending {}

    /// What applying does apart from storing.
    enum Effect {
        /// The node that runs is not concerned.
        NONE,
        /// The running node is closed and started again.
        RESTART,
        /// The node failed before and is tried again.
        START,
        /// The node was stopped and stays so.
        LATER
    }
}
