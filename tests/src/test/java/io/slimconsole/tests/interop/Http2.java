package io.slimconsole.tests.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// As much of HTTP/2 (RFC 9113) as a hand-written end of an `OpenChannel` stream needs; it shares no code with our
/// node, and can break the rules.
final class Http2 {
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;

    private static final int GRPC_PREFIX = 5;

    private Http2() {}

    /// What came in; the payload is the receiver's to use.
    static final class Frame {
        private final int type;
        private final int flags;
        private final int stream;
        private final byte[] payload;

        private Frame(int type, int flags, int stream, byte[] payload) {
            this.type = type;
            this.flags = flags;
            this.stream = stream;
            this.payload = payload;
        }

        int type() {
            return type;
        }

        int stream() {
            return stream;
        }

        byte[] payload() {
            return payload;
        }

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /// The next frame; null at the end of the connection.
    static @Nullable Frame read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        int first = in.read();
        if (first < 0) {
            return null;
        }
        try {
            int length = first << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = new byte[length];
            in.readFully(payload);
            return new Frame(type, flags, stream, payload);
        } catch (EOFException cutOff) {
            return null;
        }
    }

    static void write(OutputStream to, int type, int flags, int stream, byte[] payload)
            throws IOException {
        to.write(
                ByteBuffer.allocate(9 + payload.length)
                        .put((byte) (payload.length >>> 16))
                        .putShort((short) payload.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(payload)
                        .array());
        to.flush();
    }

    /// The headers with which an SDK opens its channel; literals, no dynamic table (RFC 7541).
    static byte[] requestHeaders(String authority) {
        var block = new ByteArrayOutputStream();
        block.write(0x83); // :method POST
        block.write(0x86); // :scheme http
        literal(block, 0x04, "/dataplane.proto.v1.DataPlaneService/OpenChannel"); // :path
        literal(block, 0x01, authority); // :authority
        block.write(0x00);
        string(block, "te");
        string(block, "trailers");
        block.write(0x0f); // content-type is entry 31, in two bytes
        literal(block, 0x10, "application/grpc");
        return block.toByteArray();
    }

    /// Status 200 of a gRPC response.
    static byte[] responseHeaders() {
        var block = new ByteArrayOutputStream();
        block.write(0x88); // :status 200
        block.write(0x0f);
        literal(block, 0x10, "application/grpc");
        return block.toByteArray();
    }

    /// One gRPC message, uncompressed.
    static byte[] grpc(byte[] message) {
        return ByteBuffer.allocate(GRPC_PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static void literal(ByteArrayOutputStream block, int index, String value) {
        block.write(index);
        string(block, value);
    }

    private static void string(ByteArrayOutputStream block, String value) {
        byte[] text = value.getBytes(US_ASCII);
        block.write(text.length);
        block.writeBytes(text);
    }
}
