package io.slimconsole.node.wire;

/// What the session header says of the message that a [MessageCursor] has read; zero where it says nothing.
///
/// Part of its cursor: valid until that reads the next message, and on its thread.
///
/// @see "data-plane.md 1.3"
public final class SessionCursor {
    private final WireReader reader;
    private int type;
    private int messageType;
    private int sessionId;
    private int messageId;

    SessionCursor(WireReader reader) {
        this.reader = reader;
    }

    void clear() {
        type = 0;
        messageType = 0;
        sessionId = 0;
        messageId = 0;
    }

    /// Reads what was found to be well-formed before: all pieces of it between two positions of the body.
    void read(int from, int bodyEnd) {
        reader.position = from;
        while (reader.position >= 0 && reader.position < bodyEnd) {
            int key = reader.key(bodyEnd);
            if (key == (2 << 3 | WireReader.BYTES)) {
                readPiece(reader.end(bodyEnd));
            } else {
                reader.skip(key, bodyEnd);
            }
        }
    }

    private void readPiece(int end) {
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            switch (key) {
                case 1 << 3 -> type = (int) reader.varint(end);
                case 2 << 3 -> messageType = (int) reader.varint(end);
                case 3 << 3 -> sessionId = (int) reader.varint(end);
                case 4 << 3 -> messageId = (int) reader.varint(end);
                default -> reader.skip(key, end);
            }
        }
    }

    /// 1 for point to point, 2 for multicast.
    public int type() {
        return type;
    }

    /// 1 for an application's message.
    public int messageType() {
        return messageType;
    }

    /// Unsigned.
    public int sessionId() {
        return sessionId;
    }

    /// Unsigned.
    public int messageId() {
        return messageId;
    }
}
