package io.slimconsole.persistence.audit.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that grow: numbers in as few bytes as they need (seven bits each, lowest first), texts with their length.
public final class ByteSink {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_OF_A_NUMBER = 10;

    private byte[] bytes;
    private int size;

    public ByteSink(int expected) {
        this.bytes = new byte[Math.max(16, expected)];
    }

    public int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    public ByteSink putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteSink putShort(int value) {
        reserve(Short.BYTES);
        SHORT.set(bytes, size, (short) value);
        size += Short.BYTES;
        return this;
    }

    ByteSink putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    public ByteSink putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /// Unsigned.
    public ByteSink putNumber(long value) {
        reserve(MOST_OF_A_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /// Small in either direction.
    public ByteSink putSigned(long value) {
        return putNumber((value << 1) ^ (value >> 63));
    }

    public ByteSink putBytes(byte[] value) {
        putNumber(value.length);
        return putRaw(value, 0, value.length);
    }

    public ByteSink putText(String value) {
        return putBytes(value.getBytes(UTF_8));
    }

    ByteSink putSink(ByteSink other) {
        putNumber(other.size);
        return putRaw(other.bytes, 0, other.size);
    }

    private ByteSink putRaw(byte[] value, int from, int length) {
        reserve(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    long hash(SipHash by) {
        return by.of(bytes, size);
    }
}
