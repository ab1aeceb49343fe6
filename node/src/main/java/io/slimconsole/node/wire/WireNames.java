package io.slimconsole.node.wire;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.proto.EncodedName;
import io.slimconsole.node.wire.proto.StringName;

import java.util.Optional;

/// Names as messages carry them: hashes for routing beside strings for people.
///
/// @see "data-plane.md 2"
public final class WireNames {
    private WireNames() {}

    public static io.slimconsole.node.wire.proto.Name toWire(Name name) {
        var encoded = name.encoded();
        return io.slimconsole.node.wire.proto.Name.newBuilder()
                .setName(
                        EncodedName.newBuilder()
                                .setComponent0(encoded.component0())
                                .setComponent1(encoded.component1())
                                .setComponent2(encoded.component2())
                                .setNameId(
                                        io.slimconsole.node.wire.proto.NameId.newBuilder()
                                                .setId0(encoded.id().high())
                                                .setId1(encoded.id().low())))
                .setStrName(
                        StringName.newBuilder()
                                .setStrComponent0(name.organization())
                                .setStrComponent1(name.namespace())
                                .setStrComponent2(name.service()))
                .build();
    }

    /// @return empty if it came without strings, or with such as are no name
    public static Optional<Name> fromWire(io.slimconsole.node.wire.proto.Name name) {
        var strings = name.getStrName();
        return DisplayName.of(
                strings.getStrComponent0(),
                strings.getStrComponent1(),
                strings.getStrComponent2(),
                id(name.getName()));
    }

    /// An id that is absent stands for any instance.
    static NameId id(EncodedName encoded) {
        return encoded.hasNameId()
                ? new NameId(encoded.getNameId().getId0(), encoded.getNameId().getId1())
                : NameId.NULL_COMPONENT;
    }
}
