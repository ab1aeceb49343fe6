package io.slimconsole.persistence;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A row of the table `setting`.
///
/// @param checksum over name and text; guards against a changed byte in the file, not against a person
record StoredSetting(String name, String text, long checksum) {
    static StoredSetting of(String name, String text) {
        return new StoredSetting(name, text, checksumOf(name, text));
    }

    boolean intact() {
        return checksum == checksumOf(name, text);
    }

    private static long checksumOf(String name, String text) {
        var crc = new CRC32();
        crc.update((name + "\n" + text).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
