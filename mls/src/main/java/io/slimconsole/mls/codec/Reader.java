package io.slimconsole.mls.codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads structures in the presentation language.
///
/// A length is believed only as far as there are bytes, so that no input makes it take more memory than the input has.
///
/// @see "RFC 9420 §2.1"
public final class Reader {
    private static final int MASK = 0x3f;

    private final byte[] bytes;
    private final int end;
    private int at;

    public Reader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Reader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Reads one structure.
    @FunctionalInterface
    public interface Structure<T> {
        T read(Reader in) throws DecodeException;
    }

    /// Reads a structure that must be all there is.
    public static <T> T decode(byte[] bytes, Structure<T> structure) throws DecodeException {
        var in = new Reader(bytes);
        T result = structure.read(in);
        in.expectEnd();
        return result;
    }

    public int remaining() {
        return end - at;
    }

    public int uint8() throws DecodeException {
        require(1);
        return bytes[at++] & 0xff;
    }

    public int uint16() throws DecodeException {
        return uint8() << 8 | uint8();
    }

    /// As an unsigned number.
    public long uint32() throws DecodeException {
        return (long) uint16() << 16 | uint16();
    }

    /// A leaf index or a generation. From 2^31 on it is negative: nobody has one of those, but it is well-formed.
    public int index() throws DecodeException {
        return (int) uint32();
    }

    public long uint64() throws DecodeException {
        return uint32() << 32 | uint32();
    }

    public byte[] raw(int count) throws DecodeException {
        require(count);
        byte[] result = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return result;
    }

    public byte[] opaque() throws DecodeException {
        return raw(length());
    }

    public <T> List<T> vector(Structure<T> element) throws DecodeException {
        int length = length();
        require(length);
        var in = new Reader(bytes, at, at + length);
        at += length;
        var result = new ArrayList<T>();
        while (in.at < in.end) {
            int before = in.at;
            result.add(element.read(in));
            if (in.at == before) {
                throw new IllegalStateException("an element of no bytes");
            }
        }
        return List.copyOf(result);
    }

    /// The bytes from here on that `structure` covers, as they are.
    public <T> Slice<T> sliced(Structure<T> structure) throws DecodeException {
        int start = at;
        T value = structure.read(this);
        return new Slice<>(value, Arrays.copyOfRange(bytes, start, at));
    }

    /// A structure and the bytes it was read from.
    @SuppressWarnings("ArrayRecordComponent") // a value on its way from one line to the next
    public record Slice<T>(T value, byte[] bytes) {}

    public <T> @Nullable T optional(Structure<T> structure) throws DecodeException {
        int flag = uint8();
        if (flag > 1) {
            throw new DecodeException("an option that is neither 0 nor 1: " + flag);
        }
        return flag == 0 ? null : structure.read(this);
    }

    /// Everything that is left must be zero.
    ///
    /// @see "RFC 9420 §6.3.1, the padding of a PrivateMessageContent"
    public void zerosToEnd() throws DecodeException {
        int all = 0;
        while (at < end) {
            all |= bytes[at++];
        }
        if (all != 0) {
            throw new DecodeException("padding that is not zero");
        }
    }

    public void expectEnd() throws DecodeException {
        if (at != end) {
            throw new DecodeException("%,d bytes too many".formatted(end - at));
        }
    }

    private int length() throws DecodeException {
        int first = uint8();
        return switch (first >>> 6) {
            case 0 -> first;
            case 1 -> shortest((first & MASK) << 8 | uint8(), 1 << 6);
            case 2 -> shortest((first & MASK) << 24 | uint8() << 16 | uint16(), 1 << 14);
            default -> throw new DecodeException("a length that begins with the bits 11");
        };
    }

    private static int shortest(int length, int least) throws DecodeException {
        if (length < least) {
            throw new DecodeException("a length in more bytes than it takes");
        }
        return length;
    }

    private void require(int count) throws DecodeException {
        if (count > end - at) {
            throw new DecodeException(
                    "%,d bytes missing of %,d".formatted(count - (end - at), count));
        }
    }
}
