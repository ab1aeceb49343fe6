package io.slimconsole.node.name;

/// A name as the wire carries it and as routing compares it: three hashes and the instance id.
///
/// @param component0 XXH64 of the organization, see [Name#encoded]
/// @param component1 XXH64 of the namespace
/// @param component2 XXH64 of the service
/// @see "data-plane.md 2.1"
public record EncodedName(long component0, long component1, long component2, NameId id) {
    /// The same prefix with another instance id.
    public EncodedName withId(NameId other) {
        return new EncodedName(component0, component1, component2, other);
    }

    /// The components in unsigned decimal, as upstream prints a name that came without its strings.
    @Override
    public String toString() {
        return Long.toUnsignedString(component0)
                + "/"
                + Long.toUnsignedString(component1)
                + "/"
                + Long.toUnsignedString(component2)
                + "/"
                + id;
    }
}
