package io.slimconsole.mls.codec;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;

/// Writes structures in the presentation language.
///
/// @see "RFC 9420 §2.1"
public final class Writer {
    private static final int ONE_BYTE = 1 << 6;
    private static final int TWO_BYTES = 1 << 14;
    private static final int FOUR_BYTES = 1 << 30;
    private static final int LONGEST_PREFIX = 4;
    private static final int FIRST_BYTES = 256;

    private byte[] bytes;
    private int size;

    public Writer() {
        this(FIRST_BYTES);
    }

    /// @param room for so many bytes, before it has to move to a larger place
    public Writer(int room) {
        bytes = new byte[room];
    }

    public Writer uint8(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Writer uint16(int value) {
        return uint8(value >>> 8).uint8(value);
    }

    public Writer uint32(long value) {
        return uint16((int) (value >>> 16)).uint16((int) value);
    }

    public Writer uint64(long value) {
        return uint32(value >>> 32).uint32(value);
    }

    /// Bytes without a length: `opaque x[n]`.
    public Writer raw(byte... value) {
        makeRoom(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /// The same.
    public Writer raw(Opaque value) {
        value.writeRawTo(this);
        return this;
    }

    /// Bytes with a length: `opaque x<V>`.
    public Writer opaque(byte... value) {
        return length(value.length).raw(value);
    }

    /// What stands before so many bytes of a vector, which are then put somewhere else.
    public Writer lengthOf(int bytes) {
        return length(bytes);
    }

    public Writer struct(Encodable value) {
        value.writeTo(this);
        return this;
    }

    /// `T x<V>`: the length in bytes, then each element.
    public Writer vector(Collection<? extends Encodable> elements) {
        return vector(out -> elements.forEach(element -> element.writeTo(out)));
    }

    /// `uint16 x<V>`.
    public Writer uint16s(Collection<Integer> elements) {
        return vector(out -> elements.forEach(out::uint16));
    }

    /// `uint32 x<V>`.
    public Writer uint32s(Collection<Integer> elements) {
        return vector(
                out -> elements.forEach(element -> out.uint32(Integer.toUnsignedLong(element))));
    }

    /// A vector whose content is written by `content`.
    public Writer vector(Encodable content) {
        int start = size;
        makeRoom(LONGEST_PREFIX);
        size += LONGEST_PREFIX;
        content.writeTo(this);
        int length = size - start - LONGEST_PREFIX;
        size = start;
        length(length);
        System.arraycopy(bytes, start + LONGEST_PREFIX, bytes, size, length);
        size += length;
        return this;
    }

    /// `optional<T>`.
    public Writer optional(@Nullable Encodable value) {
        return value == null ? uint8(0) : uint8(1).struct(value);
    }

    /// The length of a vector, in as few bytes as it takes.
    private Writer length(int length) {
        if (length < ONE_BYTE) {
            return uint8(length);
        }
        if (length < TWO_BYTES) {
            return uint16(length | 1 << 14);
        }
        if (length < FOUR_BYTES) {
            return uint32(length | 2L << 30);
        }
        throw new IllegalArgumentException(
                "a vector of %,d bytes; it may have 2^30".formatted(length));
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
