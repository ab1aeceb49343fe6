package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

import java.util.Arrays;

/// What `EncryptWithLabel` makes: an encapsulated key and what is encrypted under it.
///
/// @see "RFC 9420 §7.6"
public final class HpkeCiphertext implements Encodable {
    private final byte[] kemOutput;
    private final byte[] ciphertext;

    /// @param kemOutput copied
    /// @param ciphertext copied
    public HpkeCiphertext(byte[] kemOutput, byte[] ciphertext) {
        this.kemOutput = kemOutput.clone();
        this.ciphertext = ciphertext.clone();
    }

    public static HpkeCiphertext read(Reader in) throws DecodeException {
        return new HpkeCiphertext(in.opaque(), in.opaque());
    }

    @Override
    public void writeTo(Writer out) {
        out.opaque(kemOutput).opaque(ciphertext);
    }

    public byte[] kemOutput() {
        return kemOutput.clone();
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HpkeCiphertext that
                && Arrays.equals(kemOutput, that.kemOutput)
                && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(kemOutput) + Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "HpkeCiphertext(%d + %d bytes)".formatted(kemOutput.length, ciphertext.length);
    }
}
