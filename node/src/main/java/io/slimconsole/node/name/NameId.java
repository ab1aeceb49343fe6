package io.slimconsole.node.name;

import java.util.UUID;

/// The instance behind a name: a 128-bit number, printed as a UUID.
///
/// [#NULL_COMPONENT] stands for "any instance". Ids order as unsigned 128-bit numbers.
///
/// @param high the upper 64 bits, `id_0` on the wire
/// @param low the lower 64 bits, `id_1` on the wire
/// @see "data-plane.md 2.2"
public record NameId(long high, long low) implements Comparable<NameId> {
    /// All bits set: no specific instance.
    public static final NameId NULL_COMPONENT = new NameId(-1, -1);

    private static final String NULL_TEXT = "NULL_COMPONENT";

    /// Parses what [#toString] prints.
    ///
    /// @throws NameFormatException if `text` is neither a hyphenated UUID nor `NULL_COMPONENT`
    public static NameId parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals(NULL_TEXT)) {
            return NULL_COMPONENT;
        }
        try {
            var uuid = UUID.fromString(trimmed);
            if (uuid.toString().equalsIgnoreCase(trimmed)) {
                return new NameId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
            }
        } catch (IllegalArgumentException notAUuid) {
            // answered below, with the text that was given
        }
        throw new NameFormatException(
                "\"%s\" is no instance id; write a UUID such as 00000000-0000-0000-0000-00000000002a, or %s"
                        .formatted(text, NULL_TEXT));
    }

    public boolean isNull() {
        return high == -1 && low == -1;
    }

    @Override
    public int compareTo(NameId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return isNull() ? NULL_TEXT : new UUID(high, low).toString();
    }
}
