package io.slimconsole.node.wire;

/// Where the SLIM header and its fields stand in the message that a [MessageCursor] has read.
///
/// Part of its cursor: valid until that reads the next message, and on its thread.
///
/// @see "data-plane.md 1.3"
public final class HeaderCursor {
    /// The fields that a forwarding node replaces or removes, each with the range that it takes up, key included.
    static final int CUT_FIELDS = 4;

    static final int TTL = 6;
    static final int RECV_FROM = 7;
    static final int FORWARD_TO = 8;
    static final int HEADER_MAC = 11;

    private static final int VARINT_FIELDS =
            1 << 4 | 1 << TTL | 1 << RECV_FROM | 1 << FORWARD_TO | 1 << 9 | 1 << 10;
    private static final int LAST_FIELD = 12;

    private final WireReader reader;
    private final NameCursor source;
    private final NameCursor destination;
    private final int[] cutField = new int[CUT_FIELDS];
    private final int[] cutStart = new int[CUT_FIELDS];
    private final int[] cutEnd = new int[CUT_FIELDS];
    private int cuts;
    private int cutSeen;
    private boolean present;
    private int lengthAt;
    private int start;
    private int end;
    private int identityStart;
    private int identityLength;
    private int fanout;
    private int ttl;
    private boolean withError;
    private boolean error;
    private long recvFrom;
    private long forwardTo;
    private int macStart;
    private int macLength;

    HeaderCursor(WireReader reader) {
        this.reader = reader;
        source = new NameCursor(reader);
        destination = new NameCursor(reader);
    }

    void clear() {
        source.clear();
        destination.clear();
        cuts = 0;
        cutSeen = 0;
        present = false;
        identityStart = 0;
        identityLength = 0;
        fanout = 0;
        ttl = 0;
        withError = false;
        error = false;
        recvFrom = 0;
        forwardTo = 0;
        macStart = 0;
        macLength = 0;
    }

    /// @return false if it came in more pieces than can be dealt with in place
    boolean read(int headerLengthAt, int headerEnd) {
        boolean whole = !present;
        present = true;
        lengthAt = headerLengthAt;
        start = reader.position;
        end = headerEnd;
        while (reader.position >= 0 && reader.position < end) {
            int keyAt = reader.position;
            int key = reader.key(end);
            int number = key >>> 3;
            if (number < 1 || number > LAST_FIELD) {
                reader.skip(key, end);
                continue;
            }
            boolean varint = (VARINT_FIELDS & 1 << number) != 0;
            if ((key & 7) != (varint ? WireReader.VARINT : WireReader.BYTES)) {
                reader.fail();
            } else if (varint) {
                whole &= readNumber(number, keyAt);
            } else {
                whole &= readBytes(number, keyAt);
            }
        }
        return whole;
    }

    private boolean readNumber(int number, int keyAt) {
        long value = reader.varint(end);
        switch (number) {
            case 4 -> fanout = (int) value;
            case TTL -> ttl = (int) value;
            case RECV_FROM -> recvFrom = value;
            case FORWARD_TO -> forwardTo = value;
            case 10 -> {
                withError = true;
                error = value != 0;
            }
            default -> {
                return true;
            }
        }
        return number == 4 || number == 10 || cut(number, keyAt);
    }

    private boolean readBytes(int number, int keyAt) {
        int valueEnd = reader.end(end);
        if (reader.failed()) {
            return true;
        }
        int valueStart = reader.position;
        switch (number) {
            case 1 -> {
                return source.read(valueEnd);
            }
            case 2 -> {
                return destination.read(valueEnd);
            }
            case 3 -> {
                identityStart = valueStart;
                identityLength = valueEnd - valueStart;
                reader.text(valueEnd);
            }
            case 5 -> reader.text(valueEnd);
            case HEADER_MAC -> {
                macStart = valueStart;
                macLength = valueEnd - valueStart;
                reader.position = valueEnd;
                return cut(number, keyAt);
            }
            default -> reader.position = valueEnd;
        }
        return true;
    }

    private boolean cut(int number, int keyAt) {
        if ((cutSeen & 1 << number) != 0) {
            return false;
        }
        cutSeen |= 1 << number;
        cutField[cuts] = number;
        cutStart[cuts] = keyAt;
        cutEnd[cuts] = reader.position;
        cuts++;
        return true;
    }

    WireFault fault() {
        if (!present) {
            return WireFault.NO_HEADER;
        }
        if (!source.present()) {
            return WireFault.NO_SOURCE;
        }
        if (!source.hasEncoded()) {
            return WireFault.NO_SOURCE_NAME;
        }
        if (!destination.present()) {
            return WireFault.NO_DESTINATION;
        }
        return destination.hasEncoded() ? WireFault.NONE : WireFault.NO_DESTINATION_NAME;
    }

    public boolean present() {
        return present;
    }

    public NameCursor source() {
        return source;
    }

    public NameCursor destination() {
        return destination;
    }

    public int identityStart() {
        return identityStart;
    }

    /// In bytes; zero where there is none.
    public int identityLength() {
        return identityLength;
    }

    /// 1 means one receiver, anything else all of them; unsigned.
    public int fanout() {
        return fanout;
    }

    /// Hops left, unsigned; zero where there is none.
    public int ttl() {
        return ttl;
    }

    public boolean hasRecvFrom() {
        return seen(RECV_FROM);
    }

    public long recvFrom() {
        return recvFrom;
    }

    public boolean hasForwardTo() {
        return seen(FORWARD_TO);
    }

    public long forwardTo() {
        return forwardTo;
    }

    public boolean hasError() {
        return withError;
    }

    public boolean error() {
        return error;
    }

    public boolean hasMac() {
        return seen(HEADER_MAC);
    }

    public int macStart() {
        return macStart;
    }

    public int macLength() {
        return macLength;
    }

    private boolean seen(int number) {
        return (cutSeen & 1 << number) != 0;
    }

    int lengthAt() {
        return lengthAt;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int cuts() {
        return cuts;
    }

    int cutField(int index) {
        return cutField[index];
    }

    int cutStart(int index) {
        return cutStart[index];
    }

    int cutEnd(int index) {
        return cutEnd[index];
    }
}
