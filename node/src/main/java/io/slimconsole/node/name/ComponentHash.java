package io.slimconsole.node.name;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.openhft.hashing.LongHashFunction;

import java.util.Arrays;

/// The hash of one component of a name: XXH64 with seed 0 over the UTF-8 bytes and one byte 0xFF.
///
/// @see "data-plane.md 2.1"
final class ComponentHash {
    private static final LongHashFunction XXH64 = LongHashFunction.xx();

    private ComponentHash() {}

    static long of(String component) {
        byte[] text = component.getBytes(UTF_8);
        byte[] ended = Arrays.copyOf(text, text.length + 1);
        ended[text.length] = (byte) 0xFF;
        return XXH64.hashBytes(ended);
    }
}
