package io.slimconsole.mls.crypto;

import io.slimconsole.mls.codec.DecodeException;
import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Reader;
import io.slimconsole.mls.codec.Writer;

/// What `EncryptWithLabel` makes: an encapsulated key and what is encrypted under it.
///
/// @see "RFC 9420 §7.6"
public final class HpkeCiphertext implements Encodable {
    private final Opaque kemOutput;
    private final Opaque ciphertext;

    HpkeCiphertext(Opaque kemOutput, Opaque ciphertext) {
        this.kemOutput = kemOutput;
        this.ciphertext = ciphertext;
    }

    /// @param kemOutput copied
    /// @param ciphertext copied
    public HpkeCiphertext(byte[] kemOutput, byte[] ciphertext) {
        this(Opaque.of(kemOutput), Opaque.of(ciphertext));
    }

    public static HpkeCiphertext read(Reader in) throws DecodeException {
        return new HpkeCiphertext(Opaque.read(in), Opaque.read(in));
    }

    @Override
    public void writeTo(Writer out) {
        out.struct(kemOutput).struct(ciphertext);
    }

    public byte[] kemOutput() {
        return kemOutput.bytes();
    }

    public byte[] ciphertext() {
        return ciphertext.bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HpkeCiphertext that
                && kemOutput.equals(that.kemOutput)
                && ciphertext.equals(that.ciphertext);
    }

    @Override
    public int hashCode() {
        return 31 * kemOutput.hashCode() + ciphertext.hashCode();
    }

    @Override
    public String toString() {
        return "HpkeCiphertext(%d + %d bytes)".formatted(kemOutput.size(), ciphertext.size());
    }
}
