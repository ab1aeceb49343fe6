package io.slimconsole.persistence.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.persistence.audit.seal.Signatures;

import java.security.MessageDigest;
import java.util.HexFormat;

/// SHA-256 over the one before and a line, from line to line. Each line ends with the first eight bytes of its own, so that the first that doesn't fit
/// can be named.
final class LineChain {
    static final String MARK = ",\"chain\":\"";
    private static final String END = "\"}";
    private static final int SHOWN_BYTES = 8;

    private final MessageDigest digest = Signatures.sha256();
    private byte[] value = new byte[32];

    /// @param open a JSON object without its closing brace
    /// @return the line
    String add(String open) {
        digest.update(value);
        value = digest.digest(open.getBytes(UTF_8));
        return open + MARK + shown() + END;
    }

    /// @return whether the line is the one that was written
    boolean check(String line) {
        int mark = line.lastIndexOf(MARK);
        return mark >= 0 && add(line.substring(0, mark)).equals(line);
    }

    private String shown() {
        return HexFormat.of().formatHex(value, 0, SHOWN_BYTES);
    }

    String value() {
        return HexFormat.of().formatHex(value);
    }
}
