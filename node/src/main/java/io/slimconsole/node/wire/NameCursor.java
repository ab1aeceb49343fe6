package io.slimconsole.node.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.util.Optional;

/// Where one name stands in the message that a [MessageCursor] has read, and the numbers of its encoded part.
///
/// Part of its cursor: valid until that reads the next message, and on its thread.
public final class NameCursor {
    /// Longer strings are routed like all others, but not kept for display.
    static final int DISPLAYED_BYTES = 256;

    private static final int STRINGS = 3;

    private final WireReader reader;
    private final int[] textStart = new int[STRINGS];
    private final int[] textLength = new int[STRINGS];
    private boolean present;
    private boolean encoded;
    private boolean withId;
    private boolean withText;
    private long component0;
    private long component1;
    private long component2;
    private long idHigh;
    private long idLow;

    NameCursor(WireReader reader) {
        this.reader = reader;
    }

    void clear() {
        present = false;
        encoded = false;
        withId = false;
        withText = false;
        component0 = 0;
        component1 = 0;
        component2 = 0;
        idHigh = 0;
        idLow = 0;
        for (int i = 0; i < STRINGS; i++) {
            textStart[i] = 0;
            textLength[i] = 0;
        }
    }

    /// @return false if a sub-message came in more than one piece, which only the slow way can put together
    boolean read(int end) {
        boolean whole = !present;
        present = true;
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            int number = key >>> 3;
            if (number != 1 && number != 2) {
                reader.skip(key, end);
                continue;
            }
            int partEnd = enter(key, end);
            if (reader.failed()) {
                return whole;
            }
            if (number == 1) {
                whole &= !encoded;
                whole &= readEncoded(partEnd);
            } else {
                whole &= !withText;
                readText(partEnd);
            }
        }
        return whole;
    }

    private int enter(int key, int limit) {
        if ((key & 7) != WireReader.BYTES) {
            reader.fail();
            return 0;
        }
        return reader.end(limit);
    }

    private boolean readEncoded(int end) {
        boolean whole = true;
        encoded = true;
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            switch (key) {
                case 1 << 3 -> component0 = reader.varint(end);
                case 2 << 3 -> component1 = reader.varint(end);
                case 3 << 3 -> component2 = reader.varint(end);
                case 4 << 3 | WireReader.BYTES -> {
                    whole &= !withId;
                    int idEnd = reader.end(end);
                    if (!reader.failed()) {
                        readId(idEnd);
                    }
                }
                default -> skipUnknown(key, 4, end);
            }
        }
        return whole;
    }

    private void readId(int end) {
        withId = true;
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            switch (key) {
                case 1 << 3 -> idHigh = reader.varint(end);
                case 2 << 3 -> idLow = reader.varint(end);
                default -> skipUnknown(key, 2, end);
            }
        }
    }

    private void readText(int end) {
        withText = true;
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            int number = key >>> 3;
            if (number < 1 || number > STRINGS) {
                reader.skip(key, end);
                continue;
            }
            int textEnd = enter(key, end);
            if (reader.failed()) {
                return;
            }
            textStart[number - 1] = reader.position;
            textLength[number - 1] = textEnd - reader.position;
            reader.text(textEnd);
        }
    }

    /// A known field that comes here has the wrong wire type.
    private void skipUnknown(int key, int lastKnown, int limit) {
        if (key >>> 3 <= lastKnown) {
            reader.fail();
        } else {
            reader.skip(key, limit);
        }
    }

    public boolean present() {
        return present;
    }

    public boolean hasEncoded() {
        return encoded;
    }

    public long component0() {
        return component0;
    }

    public long component1() {
        return component1;
    }

    public long component2() {
        return component2;
    }

    /// Whether `name_id` is there at all; the header MAC tells this from a NULL id.
    public boolean hasId() {
        return withId;
    }

    /// The upper half of the instance id; that of the NULL id where there is none.
    public long idHigh() {
        return withId ? idHigh : -1;
    }

    /// The lower half of the instance id; that of the NULL id where there is none.
    public long idLow() {
        return withId ? idLow : -1;
    }

    /// Whether `str_name` is there at all.
    public boolean hasText() {
        return withText;
    }

    /// @param index 0 to 2
    public int textStart(int index) {
        return textStart[index];
    }

    /// @param index 0 to 2
    /// @return in bytes
    public int textLength(int index) {
        return textLength[index];
    }

    public EncodedName encoded() {
        return new EncodedName(component0, component1, component2, new NameId(idHigh(), idLow()));
    }

    /// The name as people read it; empty if it came without its strings, or with such as are no name or far too long.
    public Optional<Name> name() {
        if (!withText) {
            return Optional.empty();
        }
        return DisplayName.of(text(0), text(1), text(2), new NameId(idHigh(), idLow()));
    }

    private String text(int index) {
        int count = textLength[index];
        if (count > DISPLAYED_BYTES) {
            return "";
        }
        byte[] bytes = new byte[count];
        reader.copy(textStart[index], count, bytes, 0);
        return new String(bytes, UTF_8);
    }
}
