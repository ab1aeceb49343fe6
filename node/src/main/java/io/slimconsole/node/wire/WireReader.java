package io.slimconsole.node.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Reads protobuf primitives of one message at positions that count from its first byte.
///
/// The first [#WINDOW] bytes are copied into an array once, since the JIT reads an array several times faster than a
/// direct buffer, and nearly all that is ever looked at lies there; what is behind is read from the buffer. A read that
/// fails leaves [#position] negative and returns zero; nothing throws, nothing reads at or behind the given limit.
///
/// As strict as upstream's decoder (prost), since what we pass on it has to accept: a varint is at most ten bytes and
/// 64 bits, a key at most 32 bits, field numbers start at 1, groups do not nest too deep.
///
/// Not thread-safe.
class WireReader {
    static final int WINDOW = 2048;

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    private static final int GROUP_START = 3;
    private static final int GROUP_END = 4;
    private static final int FIXED32 = 5;

    private static final int FAILED = -1;

    /// Upstream allows a hundred levels, of messages and groups together; our messages have fewer than ten.
    private static final int GROUP_DEPTH = 90;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private final byte[] window = new byte[WINDOW];
    private int windowEnd;
    private ByteBuf source = Unpooled.EMPTY_BUFFER;
    private int base;
    private int length;

    /// The next byte to read, or negative after a read that failed.
    int position;

    final void open(ByteBuf message) {
        source = message;
        base = message.readerIndex();
        length = message.readableBytes();
        windowEnd = Math.min(length, WINDOW);
        message.getBytes(base, window, 0, windowEnd);
        position = 0;
    }

    /// Forgets the buffer, so that nothing keeps it alive.
    final void release() {
        source = Unpooled.EMPTY_BUFFER;
        base = 0;
        length = 0;
        windowEnd = 0;
    }

    final int length() {
        return length;
    }

    final ByteBuf source() {
        return source;
    }

    /// Where position `at` is in [#source].
    final int sourceIndex(int at) {
        return base + at;
    }

    final byte byteAt(int at) {
        return at < windowEnd ? window[at] : source.getByte(base + at);
    }

    final void copy(int from, int count, byte[] target, int targetAt) {
        if (from + count <= windowEnd) {
            System.arraycopy(window, from, target, targetAt, count);
        } else {
            source.getBytes(base + from, target, targetAt, count);
        }
    }

    final boolean failed() {
        return position < 0;
    }

    final void fail() {
        position = FAILED;
    }

    final long varint(int limit) {
        int at = position;
        if (at < 0) {
            return 0;
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= limit) {
                break;
            }
            byte next = byteAt(at++);
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                position = at;
                return value | (long) next << shift;
            }
            value |= (next & 0x7FL) << shift;
        }
        position = FAILED;
        return 0;
    }

    /// A field's number and wire type, as one number: `number << 3 | type`.
    final int key(int limit) {
        long key = varint(limit);
        if (key >>> 3 == 0 || key >>> 32 != 0) {
            position = FAILED;
            return 0;
        }
        return (int) key;
    }

    /// Reads the length in front of a string, bytes or message, and leaves [#position] at its first byte.
    ///
    /// @return where it ends; never behind `limit`
    final int end(int limit) {
        long count = varint(limit);
        if (position < 0 || count < 0 || count > limit - position) {
            position = FAILED;
            return 0;
        }
        return position + (int) count;
    }

    /// Passes over the value of a field that the schema does not know.
    final void skip(int key, int limit) {
        skip(key, limit, 0);
    }

    private void skip(int key, int limit, int depth) {
        switch (key & 7) {
            case VARINT -> varint(limit);
            case FIXED64 -> advance(8, limit);
            case FIXED32 -> advance(4, limit);
            case BYTES -> {
                int end = end(limit);
                if (position >= 0) {
                    position = end;
                }
            }
            case GROUP_START -> skipGroup(key >>> 3, limit, depth + 1);
            default -> position = FAILED;
        }
    }

    private void skipGroup(int number, int limit, int depth) {
        if (depth > GROUP_DEPTH) {
            position = FAILED;
        }
        while (position >= 0) {
            int key = key(limit);
            if (position >= 0 && (key & 7) == GROUP_END) {
                if (key >>> 3 != number) {
                    position = FAILED;
                }
                return;
            }
            if (position >= 0) {
                skip(key, limit, depth);
            }
        }
    }

    private void advance(int count, int limit) {
        position = limit - position >= count ? position + count : FAILED;
    }

    /// Passes over text, which has to be well-formed UTF-8.
    final void text(int end) {
        int at = position;
        while (at < end) {
            if (end - at >= 8 && (longAt(at) & HIGH_BITS) == 0) {
                at += 8;
                continue;
            }
            byte first = byteAt(at++);
            if (first >= 0) {
                continue;
            }
            at = afterSequence(first, at, end);
            if (at < 0) {
                break;
            }
        }
        position = at;
    }

    private long longAt(int at) {
        return at + 8 <= windowEnd ? (long) LONGS.get(window, at) : source.getLong(base + at);
    }

    /// @param first a byte with its high bit set
    /// @param at the position behind it
    /// @return the position behind the whole character, or negative (Unicode 16, table 3-7)
    private int afterSequence(byte first, int at, int end) {
        int lead = first & 0xFF;
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4 || end - at < more) {
            return FAILED;
        }
        int second = byteAt(at) & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return FAILED;
        }
        for (int i = 1; i < more; i++) {
            if ((byteAt(at + i) & 0xC0) != 0x80) {
                return FAILED;
            }
        }
        return at + more;
    }
}
