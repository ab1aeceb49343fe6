package io.slimconsole.node.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What the schema says of one message type, in the form that a quick structural check needs.
///
/// A node looks at few fields, but passes on all of them, and a receiver that can't decode a message loses its whole
/// connection. So all fields are checked: those known have the wire type of the schema, text is UTF-8, and nested
/// messages are whole.
final class Shape {
    private enum Kind {
        VARINT,
        BYTES,
        TEXT,
        MESSAGE
    }

    private final Kind[] kinds;
    private final @Nullable Shape[] nested;

    private Shape(int fields) {
        kinds = new Kind[fields];
        nested = new Shape[fields];
    }

    static Shape of(Descriptor type) {
        return of(type, new HashMap<>());
    }

    private static Shape of(Descriptor type, Map<Descriptor, Shape> known) {
        var existing = known.get(type);
        if (existing != null) {
            return existing;
        }
        int highest =
                type.getFields().stream().mapToInt(FieldDescriptor::getNumber).max().orElse(0);
        var shape = new Shape(highest + 1);
        known.put(type, shape);
        for (var field : type.getFields()) {
            int number = field.getNumber();
            shape.kinds[number] =
                    switch (field.getJavaType()) {
                        case INT, LONG, BOOLEAN, ENUM -> Kind.VARINT;
                        case BYTE_STRING -> Kind.BYTES;
                        case STRING -> Kind.TEXT;
                        case MESSAGE -> {
                            shape.nested[number] = of(field.getMessageType(), known);
                            yield Kind.MESSAGE;
                        }
                        case FLOAT, DOUBLE ->
                                throw new IllegalStateException(
                                        "no rule for " + field.getFullName());
                    };
        }
        return shape;
    }

    /// Passes over the fields from `reader.position` to `end`, or fails the reader.
    void check(WireReader reader, int end) {
        while (reader.position >= 0 && reader.position < end) {
            int key = reader.key(end);
            if (reader.failed()) {
                return;
            }
            checkField(reader, key, end);
        }
    }

    private void checkField(WireReader reader, int key, int limit) {
        int number = key >>> 3;
        Kind kind = number < kinds.length ? kinds[number] : null;
        if (kind == null) {
            reader.skip(key, limit);
            return;
        }
        if ((key & 7) != (kind == Kind.VARINT ? WireReader.VARINT : WireReader.BYTES)) {
            reader.fail();
            return;
        }
        if (kind == Kind.VARINT) {
            reader.varint(limit);
            return;
        }
        int end = reader.end(limit);
        if (reader.failed()) {
            return;
        }
        switch (kind) {
            case TEXT -> reader.text(end);
            case MESSAGE -> {
                var shape = nested[number];
                if (shape != null) {
                    shape.check(reader, end);
                }
            }
            case BYTES, VARINT -> reader.position = end;
        }
    }
}
