package io.slimconsole.mls.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// HKDF as HPKE uses it: every input carries the version, what it is for, and a label.
///
/// @see "RFC 9180 §4"
final class LabeledKdf {
    private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);
    private static final Secret NO_SALT = Secret.zeros(0);

    private final Kdf kdf;
    private final byte[] suiteId;

    /// @param purpose `KEM` or `HPKE`
    /// @param ids two bytes each
    LabeledKdf(Kdf kdf, String purpose, int... ids) {
        this.kdf = kdf;
        byte[][] parts = new byte[ids.length + 1][];
        parts[0] = purpose.getBytes(US_ASCII);
        for (int i = 0; i < ids.length; i++) {
            parts[i + 1] = uint16(ids[i]);
        }
        this.suiteId = Bytes.concat(parts);
    }

    Secret extract(String label, Secret ikm) {
        return extract(NO_SALT, label, ikm.bytes());
    }

    /// @param ikm in parts, one after the other
    Secret extract(Secret salt, String label, byte[]... ikm) {
        byte[][] labelled = {VERSION, suiteId, label.getBytes(US_ASCII)};
        return kdf.extract(salt, Bytes.append(labelled, ikm));
    }

    Secret expand(Secret prk, String label, byte[] info, int length) {
        return kdf.expand(
                prk,
                Bytes.concat(uint16(length), VERSION, suiteId, label.getBytes(US_ASCII), info),
                length);
    }

    int length() {
        return kdf.length();
    }

    private static byte[] uint16(int value) {
        return new byte[] {(byte) (value >>> 8), (byte) value};
    }
}
