package io.slimconsole.mls.crypto;

import java.util.Arrays;

/// What arrays of bytes lack.
final class Bytes {
    private Bytes() {}

    /// Of all of them together.
    static int length(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        return length;
    }

    static byte[] concat(byte[]... parts) {
        byte[] result = new byte[length(parts)];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, result, at, part.length);
            at += part.length;
        }
        return result;
    }

    /// These arrays with another list of them behind.
    static byte[][] append(byte[][] first, byte[]... then) {
        byte[][] result = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, result, first.length, then.length);
        return result;
    }
}
