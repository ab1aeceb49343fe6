package io.slimconsole.ui.settings;

import io.slimconsole.node.NodeException;

/// The node did not start.
///
/// @param message what was tried and what would help
/// @param field where to mend it
/// @param canGoBack whether settings with which it ran before are known
record Failure(String message, SettingField field, boolean canGoBack) {
    /// The field that most likely needs another value.
    static SettingField fieldOf(NodeException.Reason reason) {
        return switch (reason) {
            case ADDRESS_IN_USE, ADDRESS_FORBIDDEN -> SettingField.PORT;
            case CERTIFICATE_UNREADABLE -> SettingField.CERTIFICATE;
            case PRIVATE_KEY_UNREADABLE, PRIVATE_KEY_MISMATCH -> SettingField.PRIVATE_KEY;
            case CLIENT_CA_UNREADABLE -> SettingField.CLIENT_CA;
            case LIMIT_REACHED -> SettingField.CONNECTIONS;
            case ADDRESS_INVALID, WRONG_STATE, FAILED -> SettingField.HOST;
        };
    }
}
