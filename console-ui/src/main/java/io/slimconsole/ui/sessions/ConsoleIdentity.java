package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;

/// Who the console is to applications.
///
/// @param service its name, without instance
/// @param secret that the applications have as well; at least 32 bytes of UTF-8
public record ConsoleIdentity(Name service, String secret) {
    /// What it is called unless the operator says otherwise.
    public static final Name DEFAULT_SERVICE = Name.parse("slim-console/default/console");

    @Override
    public String toString() {
        return "ConsoleIdentity(%s)".formatted(service);
    }
}
