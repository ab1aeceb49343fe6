package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Walks over the fields of one protobuf message.
///
/// After [#next] said yes, [#field] and either [#number] or [#bytes] tell what is there.
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final byte[] message;
    private int position;
    private int field;
    private int wireType;
    private long number;
    private int from;

    ProtoReader(byte[] message) {
        this.message = message;
    }

    boolean next() {
        if (position == message.length) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        switch (wireType) {
            case VARINT -> number = varint();
            case LENGTH_DELIMITED -> {
                int length = (int) varint();
                from = position;
                position += length;
                if (length < 0 || position > message.length) {
                    throw new IllegalArgumentException(
                            "field %d claims %d bytes of a message of %d"
                                    .formatted(field, length, message.length));
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "field %d has wire type %d, which SLIM does not use"
                                    .formatted(field, wireType));
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        require(VARINT);
        return number;
    }

    byte[] bytes() {
        require(LENGTH_DELIMITED);
        return Arrays.copyOfRange(message, from, position);
    }

    String text() {
        return new String(bytes(), UTF_8);
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw new IllegalArgumentException(
                    "field %d has wire type %d, not %d".formatted(field, wireType, expected));
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = message[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
