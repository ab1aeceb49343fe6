package io.slimconsole.node.wire;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.util.Optional;

/// Makes names for people from strings that a peer sent, which may be anything: routing never looks at them.
final class DisplayName {
    private DisplayName() {}

    /// @return empty if these strings are no name
    static Optional<Name> of(String organization, String namespace, String service, NameId id) {
        return displayable(organization) && displayable(namespace) && displayable(service)
                ? Optional.of(new Name(organization, namespace, service, id))
                : Optional.empty();
    }

    private static boolean displayable(String component) {
        return !component.isBlank() && component.indexOf('/') < 0;
    }
}
