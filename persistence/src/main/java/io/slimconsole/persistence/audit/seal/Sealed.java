package io.slimconsole.persistence.audit.seal;

import java.security.MessageDigest;
import java.util.HexFormat;

/// Up to where a trail was sealed.
///
/// @param sequence of its newest entry; zero if it has none
/// @param mac of the block that ended with it
@SuppressWarnings("ArrayRecordComponent") // compared with [#fits] only, in constant time
public record Sealed(long sequence, byte[] mac) {
    public static Sealed nothing() {
        return new Sealed(0, Chain.beginning());
    }

    public boolean fits(long last, byte[] other) {
        return sequence == last && MessageDigest.isEqual(mac, other);
    }

    @Override
    public String toString() {
        return sequence + " " + HexFormat.of().formatHex(mac);
    }

    static Sealed parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a seal has a sequence and a MAC");
        }
        return new Sealed(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
    }
}
