package io.slimconsole.persistence.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.audit.seal.Signatures;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.SequencedMap;

/// Tells whether an export is as it was written, with nothing but the file.
public final class ExportCheck {
    private ExportCheck() {}

    /// What was found.
    public sealed interface Result {
        /// It is as the holder of the key wrote it.
        ///
        /// @param fingerprint of the key: whose it is, only a comparison tells
        record Sound(Manifest manifest, String fingerprint) implements Result {}

        /// It is not as it was written.
        ///
        /// @param line the first that is not, from 1
        record Changed(long line, String what) implements Result {}

        /// It is no export with a proof.
        record NoExport(String why) implements Result {}
    }

    /// @throws IOException if the file can't be read
    public static Result check(Path file) throws IOException {
        var chain = new LineChain();
        long number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (Manifest.is(line)) {
                    return in.readLine() == null
                            ? check(line, number, chain)
                            : new Result.Changed(
                                    number + 1, "lines were added behind the manifest");
                }
                if (!chain.check(line)) {
                    return number == 1 && !line.contains(LineChain.MARK)
                            ? new Result.NoExport("it does not begin like an export in JSON Lines")
                            : new Result.Changed(
                                    number,
                                    "line %d, or what came before it, was changed"
                                            .formatted(number));
                }
            }
        } catch (CharacterCodingException _) {
            return number == 0
                    ? new Result.NoExport("it is no text in UTF-8")
                    : new Result.Changed(number + 1, "there are bytes that were not written");
        }
        return number == 0
                ? new Result.NoExport("the file is empty")
                : new Result.Changed(number + 1, "the end is missing, with the manifest");
    }

    private static Result check(String line, long number, LineChain chain) {
        try {
            SequencedMap<String, String> values = JsonLine.parse(line);
            String signature = values.remove(ProvenLines.SIGNATURE);
            Manifest manifest = Manifest.of(values);
            byte[] key = Base64.getDecoder().decode(Manifest.value(values, ProvenLines.KEY));
            PublicKey by = Signatures.publicKey(key);
            JsonLine rebuilt =
                    manifest.line().put(ProvenLines.KEY, Base64.getEncoder().encodeToString(key));
            byte[] signed = rebuilt.toString().getBytes(UTF_8);
            if (signature == null
                    || !rebuilt.put(ProvenLines.SIGNATURE, signature).toString().equals(line)
                    || !Signatures.verify(by, signed, Base64.getDecoder().decode(signature))) {
                return new Result.Changed(number, "the manifest was changed");
            }
            if (manifest.entries() != number - 1 || !manifest.chain().equals(chain.value())) {
                return new Result.Changed(
                        number, "the manifest is of %d other lines".formatted(manifest.entries()));
            }
            return new Result.Sound(manifest, Signatures.fingerprint(by));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return new Result.Changed(
                    number, "the manifest can't be read (%s)".formatted(e.getMessage()));
        }
    }
}
