package io.slimconsole.ui.routes;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.ui.fx.Formats;

/// A route's name as the screen shows it: texts where they are known, else the hashes that the wire carried.
///
/// @param known whether the texts are the subscriber's own
record RouteName(
        EncodedName encoded, String organization, String namespace, String service, boolean known) {
    /// How many components a name has, the instance included.
    static final int LEVELS = 4;

    /// The level of a complete name.
    static final int INSTANCE = 3;

    static RouteName of(RouteSnapshot route) {
        EncodedName encoded = route.encoded();
        if (route.name().isPresent()) {
            Name name = route.name().get();
            return new RouteName(
                    encoded, name.organization(), name.namespace(), name.service(), true);
        }
        return new RouteName(
                encoded,
                Long.toUnsignedString(encoded.component0()),
                Long.toUnsignedString(encoded.component1()),
                Long.toUnsignedString(encoded.component2()),
                false);
    }

    NameId id() {
        return encoded.id();
    }

    /// One component as the table shows it: the instance short.
    String component(int level) {
        return switch (level) {
            case 0 -> organization;
            case 1 -> namespace;
            case 2 -> service;
            default -> Formats.shortId(id());
        };
    }

    /// The instance as people type it into a filter: `any`, or its UUID.
    String instance() {
        return id().isNull() ? "any" : id().toString();
    }

    /// The first components, as a path: `org`, `org/ns`, `org/ns/svc`, or the whole name.
    String path(int level) {
        return switch (level) {
            case 0 -> organization;
            case 1 -> organization + "/" + namespace;
            case 2 -> organization + "/" + namespace + "/" + service;
            default -> organization + "/" + namespace + "/" + service + "/" + id();
        };
    }
}
