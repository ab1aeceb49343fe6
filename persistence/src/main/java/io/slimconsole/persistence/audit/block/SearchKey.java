package io.slimconsole.persistence.audit.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/// What a block can be skipped by, as one number: see [BlockHeader#mayContain].
public final class SearchKey {
    private SearchKey() {}

    public static long connection(int run, long id) {
        return Bloom.mix(id * 31 + run) ^ 1;
    }

    public static long session(int id) {
        return Bloom.mix(id & 0xFFFF_FFFFL) ^ 2;
    }

    public static long messageType(int type) {
        return Bloom.mix(type) ^ 3;
    }

    public static long kind(String name) {
        var crc = new CRC32C();
        crc.update(name.getBytes(UTF_8));
        return Bloom.mix(crc.getValue()) ^ 4;
    }
}
