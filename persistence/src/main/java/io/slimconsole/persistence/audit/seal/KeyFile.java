package io.slimconsole.persistence.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.disk.AesGcmCipher;
import io.slimconsole.persistence.disk.PrivateFiles;

import org.bouncycastle.crypto.generators.SCrypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import javax.crypto.spec.SecretKeySpec;

/// `audit.keys`: the keys of the log in a file of their own, private to the account; under a passphrase if the operator wants one.
///
/// Lines of text: what it is, with a version; for each generation one, or those sealed with what scrypt makes of the passphrase; their CRC-32.
public record KeyFile(Path path) {
    private static final String NAME = "audit.keys";
    private static final String OPEN = "SLIM Console audit keys 1";
    private static final String LOCKED = "SLIM Console audit keys 1, under a passphrase";
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final long MOST_BYTES = 1_000_000;

    /// Takes 64 MiB and a few tenths of a second.
    private static final int SCRYPT_COST = 1 << 16;

    private static final int SCRYPT_BLOCKS = 8;

    /// What is there.
    public sealed interface Found {
        record Keys(AuditKeys keys) implements Found {}

        record Missing() implements Found {}

        /// They are under a passphrase: none was given, or another one.
        record Locked() implements Found {}

        /// @param why in words for the operator
        record Unusable(String why) implements Found {}
    }

    public static KeyFile in(Path folder) {
        return new KeyFile(folder.resolve(NAME));
    }

    public Found read(Optional<char[]> passphrase) {
        try {
            if (PrivateFiles.isOpenToOthers(path)) {
                return new Found.Unusable(
                        "other accounts may read the key file %s; take that permission away (chmod 600) if you are sure that nobody has copied it"
                                .formatted(path));
            }
            if (Files.size(path) > MOST_BYTES) {
                return damaged();
            }
            return decode(Files.readString(path, UTF_8).lines().toList(), passphrase);
        } catch (NoSuchFileException e) {
            return new Found.Missing();
        } catch (IOException e) {
            return new Found.Unusable(
                    "the key file %s can't be read (%s)".formatted(path, e.getMessage()));
        }
    }

    private Found decode(List<String> lines, Optional<char[]> passphrase) {
        if (lines.size() < 3
                || !checksum(lines.subList(0, lines.size() - 1)).equals(lines.getLast())) {
            return damaged();
        }
        try {
            List<String> content = lines.subList(1, lines.size() - 1);
            return switch (lines.getFirst()) {
                case OPEN -> keys(content);
                case LOCKED -> unlock(content.getFirst(), passphrase);
                default -> damaged();
            };
        } catch (IllegalArgumentException _) {
            return damaged();
        }
    }

    private static Found keys(List<String> lines) {
        return new Found.Keys(new AuditKeys(lines.stream().map(Generation::parse).toList()));
    }

    private static Found unlock(String line, Optional<char[]> passphrase) {
        if (passphrase.isEmpty()) {
            return new Found.Locked();
        }
        byte[] all = HexFormat.of().parseHex(line);
        byte[] salt = Arrays.copyOf(all, SALT_BYTES);
        try {
            byte[] plain =
                    cipher(passphrase.get(), salt)
                            .open(Arrays.copyOfRange(all, SALT_BYTES, all.length), salt);
            return keys(new String(plain, UTF_8).lines().toList());
        } catch (GeneralSecurityException _) {
            return new Found.Locked();
        }
    }

    private Found damaged() {
        return new Found.Unusable(
                "the key file %s is damaged; put it back from a copy".formatted(path));
    }

    /// They are on the disk as a whole, or not at all.
    ///
    /// @throws IOException if it can't be written
    public void write(AuditKeys keys, Optional<char[]> passphrase) throws IOException {
        List<String> plain = keys.generations().stream().map(Generation::line).toList();
        List<String> lines =
                passphrase.isEmpty()
                        ? concat(OPEN, plain)
                        : List.of(LOCKED, lock(String.join("\n", plain), passphrase.get()));
        PrivateFiles.put(
                path,
                (String.join("\n", lines) + "\n" + checksum(lines) + "\n").getBytes(UTF_8),
                true);
    }

    private static List<String> concat(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static String lock(String plain, char[] passphrase) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] sealed = cipher(passphrase, salt).seal(plain.getBytes(UTF_8), salt);
        return HexFormat.of().formatHex(salt) + HexFormat.of().formatHex(sealed);
    }

    private static AesGcmCipher cipher(char[] passphrase, byte[] salt) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(passphrase));
        var text = new byte[encoded.remaining()];
        encoded.get(text);
        byte[] key = SCrypt.generate(text, salt, SCRYPT_COST, SCRYPT_BLOCKS, 1, KEY_BYTES);
        Arrays.fill(text, (byte) 0);
        return new AesGcmCipher(new SecretKeySpec(key, "AES"), "audit keys");
    }

    private static String checksum(List<String> lines) {
        var crc = new CRC32();
        crc.update(String.join("\n", lines).getBytes(UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
