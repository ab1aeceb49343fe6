package io.slimconsole.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The key that secrets are sealed with, in a file of its own: who has the database alone has no secret.
///
/// Three lines of text: what it is, with a version; 32 bytes in hexadecimal; their CRC-32.
record KeyFile(Path path) {
    private static final String NAME = "console.key";
    private static final String FIRST_LINE = "SLIM Console key 1";
    private static final int KEY_BYTES = 32;
    private static final int MOST_BYTES = 1_000;

    /// What is there.
    sealed interface Found {
        record Key(SecretKey key) implements Found {}

        record Missing() implements Found {}

        /// @param why in words for the operator
        record Unusable(String why) implements Found {}
    }

    static KeyFile in(Path folder) {
        return new KeyFile(folder.resolve(NAME));
    }

    Found read() {
        try {
            if (PrivateFiles.isOpenToOthers(path)) {
                return new Found.Unusable(
                        "other accounts may read the key file %s; take that permission away (chmod 600) if you are sure that nobody has copied it"
                                .formatted(path));
            }
            if (Files.size(path) > MOST_BYTES) {
                return damaged();
            }
            return decode(Files.readString(path, US_ASCII));
        } catch (NoSuchFileException e) {
            return new Found.Missing();
        } catch (IOException e) {
            return new Found.Unusable(
                    "the key file %s can't be read (%s)".formatted(path, H2.messages(e)));
        }
    }

    private Found decode(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 3 || !lines.getFirst().equals(FIRST_LINE)) {
            return damaged();
        }
        try {
            byte[] key = HexFormat.of().parseHex(lines.get(1));
            return key.length == KEY_BYTES && lines.get(2).equals(checksum(key))
                    ? new Found.Key(new SecretKeySpec(key, "AES"))
                    : damaged();
        } catch (IllegalArgumentException _) {
            return damaged();
        }
    }

    private Found damaged() {
        return new Found.Unusable(
                "the key file %s is damaged; put it back from a copy".formatted(path));
    }

    private static String checksum(byte[] key) {
        var crc = new CRC32();
        crc.update(key);
        return "%08x".formatted(crc.getValue());
    }

    /// Makes a key. It is on the disk under its name as a whole, or not at all.
    ///
    /// @throws IOException if it can't be written
    SecretKey create() throws IOException {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text =
                String.join("\n", FIRST_LINE, HexFormat.of().formatHex(key), checksum(key), "");
        PrivateFiles.put(path, text.getBytes(US_ASCII), true);
        return new SecretKeySpec(key, "AES");
    }
}
