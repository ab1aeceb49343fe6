package io.slimconsole.node.name;

/// A SLIM name: three routable components and the instance behind them.
///
/// With [NameId#NULL_COMPONENT] it names the service; with any other id, one instance of it.
///
/// @see "data-plane.md 2"
public record Name(String organization, String namespace, String service, NameId id) {
    public Name {
        requireComponent("organization", organization);
        requireComponent("namespace", namespace);
        requireComponent("service", service);
    }

    /// The name of a service: no specific instance.
    public static Name of(String organization, String namespace, String service) {
        return new Name(organization, namespace, service, NameId.NULL_COMPONENT);
    }

    /// Parses `organization/namespace/service`, or the same with `/instance` behind it.
    ///
    /// @throws NameFormatException if there are not three or four non-empty components, or the fourth is no
    ///     instance id
    public static Name parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length < 3 || parts.length > 4) {
            throw new NameFormatException(
                    "\"%s\" has %d %s; write organization/namespace/service, or the same with /instance behind it"
                            .formatted(text, parts.length, parts.length == 1 ? "part" : "parts"));
        }
        return new Name(
                parts[0].strip(),
                parts[1].strip(),
                parts[2].strip(),
                parts.length == 4 ? NameId.parse(parts[3]) : NameId.NULL_COMPONENT);
    }

    public Name withId(NameId other) {
        return new Name(organization, namespace, service, other);
    }

    /// What routing compares: each string hashed by itself, the id as it is.
    public EncodedName encoded() {
        return new EncodedName(
                ComponentHash.of(organization),
                ComponentHash.of(namespace),
                ComponentHash.of(service),
                id);
    }

    /// `organization/namespace/service`, without the instance.
    public String prefix() {
        return organization + "/" + namespace + "/" + service;
    }

    @Override
    public String toString() {
        return prefix() + "/" + id;
    }

    private static void requireComponent(String what, String value) {
        if (value.isBlank()) {
            throw new NameFormatException(
                    "the %s is empty; write organization/namespace/service".formatted(what));
        }
        if (value.indexOf('/') >= 0) {
            throw new NameFormatException(
                    "the %s \"%s\" contains a slash, which separates the parts of a name"
                            .formatted(what, value));
        }
    }
}
