package io.slimconsole.node.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Encodes a message as nobody would and everybody has to accept: fields in any order, some twice, sub-messages in
/// pieces, fields that the schema does not know, and varints with more bytes than they need.
final class OddEncoding {
    private final Random random;
    private final int odds;

    /// @param odds one in so many chances to be odd is taken
    OddEncoding(Random random, int odds) {
        this.random = random;
        this.odds = odds;
    }

    byte[] of(byte[] canonical, Descriptor type) throws IOException {
        var fields = new ArrayList<byte[]>();
        var in = CodedInputStream.newInstance(canonical);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var field = type.findFieldByNumber(tag >>> 3);
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                var out = new ByteArrayOutputStream();
                varint(out, tag);
                varint(out, in.readRawVarint64());
                add(fields, out.toByteArray());
            } else {
                addBytes(fields, tag, in.readBytes(), field);
            }
        }
        if (odd()) {
            add(fields, unknown());
        }
        if (odd()) {
            Collections.shuffle(fields, random);
        }
        var out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.write(field);
        }
        return out.toByteArray();
    }

    private void addBytes(
            List<byte[]> fields, int tag, ByteString value, @Nullable FieldDescriptor field)
            throws IOException {
        if (field == null || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            add(fields, lengthDelimited(tag, value.toByteArray()));
            return;
        }
        var type = field.getMessageType();
        if (!field.isRepeated() && odd()) {
            // what belongs together comes in two pieces; a parser has to merge them
            var first = new ByteArrayOutputStream();
            var second = new ByteArrayOutputStream();
            var in = value.newCodedInput();
            for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
                var target = random.nextBoolean() ? first : second;
                if (WireFormat.getTagWireType(inner) == WireFormat.WIRETYPE_VARINT) {
                    varint(target, inner);
                    varint(target, in.readRawVarint64());
                } else {
                    target.write(lengthDelimited(inner, in.readBytes().toByteArray()));
                }
            }
            fields.add(lengthDelimited(tag, of(first.toByteArray(), type)));
            fields.add(lengthDelimited(tag, of(second.toByteArray(), type)));
        } else {
            add(fields, lengthDelimited(tag, of(value.toByteArray(), type)));
        }
    }

    private void add(List<byte[]> fields, byte[] field) {
        fields.add(field);
        if (odd()) {
            fields.add(field);
        }
    }

    private byte[] unknown() throws IOException {
        var out = new ByteArrayOutputStream();
        int number = 20 + random.nextInt(1 << random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0 -> {
                varint(out, (long) number << 3);
                varint(out, random.nextLong());
            }
            case 1 -> {
                varint(out, (long) number << 3 | WireFormat.WIRETYPE_FIXED64);
                out.write(new byte[8]);
            }
            case 2 -> {
                varint(out, (long) number << 3 | WireFormat.WIRETYPE_FIXED32);
                out.write(new byte[4]);
            }
            case 3 -> {
                varint(out, (long) number << 3 | WireFormat.WIRETYPE_START_GROUP);
                out.write(random.nextBoolean() ? unknown() : new byte[0]);
                varint(out, (long) number << 3 | WireFormat.WIRETYPE_END_GROUP);
            }
            default ->
                    out.write(
                            lengthDelimited(
                                    number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED,
                                    new byte[random.nextInt(300)]));
        }
        return out.toByteArray();
    }

    private byte[] lengthDelimited(int tag, byte[] value) throws IOException {
        var out = new ByteArrayOutputStream();
        varint(out, tag);
        varint(out, value.length);
        out.write(value);
        return out.toByteArray();
    }

    private void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        int written = 1;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
            written++;
        }
        int padding = written < 10 && odd() ? random.nextInt(10 - written) : 0;
        if (padding == 0) {
            out.write((int) left);
            return;
        }
        out.write((int) (left | 0x80));
        for (int i = 1; i < padding; i++) {
            out.write(0x80);
        }
        out.write(0);
    }

    private boolean odd() {
        return random.nextInt(odds) == 0;
    }
}
