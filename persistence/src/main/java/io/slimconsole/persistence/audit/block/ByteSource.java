package io.slimconsole.persistence.audit.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads what a [ByteSink] wrote. What is cut off or makes no sense throws [DamagedBlockException].
public final class ByteSource {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int at;
    private final int end;

    public ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    private void require(long more) {
        if (more < 0 || more > end - at) {
            throw new DamagedBlockException(
                    "%d bytes are missing after %d".formatted(more - (end - at), at));
        }
    }

    public int getByte() {
        require(1);
        return bytes[at++] & 0xFF;
    }

    int getShort() {
        require(Short.BYTES);
        int value = (short) SHORT.get(bytes, at) & 0xFFFF;
        at += Short.BYTES;
        return value;
    }

    int getInt() {
        require(Integer.BYTES);
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    public long getLong() {
        require(Long.BYTES);
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    public long getNumber() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++]; // most are small
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = getByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new DamagedBlockException("the number before %d does not end".formatted(at));
    }

    public long getSigned() {
        long value = getNumber();
        return (value >>> 1) ^ -(value & 1);
    }

    /// A count or an index.
    ///
    /// @param below what it must stay below
    public int getIndex(int below) {
        long value = getNumber();
        if (value < 0 || value >= below) {
            throw new DamagedBlockException("%d is not below %d".formatted(value, below));
        }
        return (int) value;
    }

    public byte[] getBytes() {
        long length = getNumber();
        require(length);
        byte[] value = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return value;
    }

    public String getText() {
        long length = getNumber();
        require(length);
        var value = new String(bytes, at, (int) length, UTF_8);
        at += (int) length;
        return value;
    }

    /// What [ByteSink#putSink] put.
    ByteSource getSource() {
        long length = getNumber();
        require(length);
        var source = new ByteSource(bytes, at, at + (int) length);
        at += (int) length;
        return source;
    }

    public boolean isAtEnd() {
        return at == end;
    }
}
