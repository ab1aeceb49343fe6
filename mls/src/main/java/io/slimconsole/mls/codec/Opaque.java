package io.slimconsole.mls.codec;

import java.util.Arrays;
import java.util.HexFormat;

/// Public bytes as a value: `opaque x<V>`. For secrets there is `Secret`.
public final class Opaque implements Encodable, Comparable<Opaque> {
    public static final Opaque EMPTY = new Opaque(new byte[0]);

    private final byte[] bytes;

    /// 0 until it is asked for.
    private int hash;

    private Opaque(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Opaque of(byte... bytes) {
        return new Opaque(bytes.clone());
    }

    /// Takes an array that nobody else has, or will change: for large ones, and many.
    public static Opaque taking(byte[] bytes) {
        return new Opaque(bytes);
    }

    public static Opaque read(Reader in) throws DecodeException {
        return new Opaque(in.opaque());
    }

    /// The bytes without the length.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public void writeTo(Writer out) {
        out.opaque(bytes);
    }

    void writeRawTo(Writer out) {
        out.raw(bytes);
    }

    /// As unsigned bytes, from the first on.
    @Override
    public int compareTo(Opaque other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opaque opaque
                && hashCode() == opaque.hashCode()
                && Arrays.equals(bytes, opaque.bytes);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(bytes);
            hash = known;
        }
        return known;
    }

    /// In hexadecimal.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
