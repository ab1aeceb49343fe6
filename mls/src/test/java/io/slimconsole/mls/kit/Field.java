package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.Encodable;
import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A part of an encoded structure, with the parts that it is made of: what [Mutants] changes. It need not make sense.
public sealed interface Field extends Encodable {
    String name();

    /// Bytes without a length: a number, or what stands inside of an opaque.
    record Bytes(String name, Kind kind, Opaque value) implements Field {
        @Override
        public void writeTo(Writer out) {
            out.raw(value.bytes());
        }
    }

    /// What bytes mean.
    enum Kind {
        ANY,
        NUMBER,
        /// A number that says what something is, or what follows.
        CHOICE
    }

    /// What has a length in front.
    ///
    /// @param length the bytes of a wrong one; empty for the right one
    record Vector(String name, List<Field> content, Optional<Opaque> length) implements Field {
        public Vector {
            content = List.copyOf(content);
        }

        Vector with(List<Field> other) {
            return new Vector(name, other, length);
        }

        Vector withLength(byte... wrong) {
            return new Vector(name, content, Optional.of(Opaque.of(wrong)));
        }

        @Override
        public void writeTo(Writer out) {
            if (length.isEmpty()) {
                out.vector(contents -> content.forEach(each -> each.writeTo(contents)));
            } else {
                out.raw(length.get().bytes());
                content.forEach(each -> each.writeTo(out));
            }
        }
    }

    /// One field after the other.
    record Struct(String name, List<Field> fields) implements Field {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public void writeTo(Writer out) {
            fields.forEach(each -> each.writeTo(out));
        }
    }

    /// What may be missing.
    record Option(String name, int flag, Optional<Field> value) implements Field {
        @Override
        public void writeTo(Writer out) {
            out.uint8(flag);
            value.ifPresent(each -> each.writeTo(out));
        }
    }

    /// A copy of `fields` with another one at a place.
    static List<Field> replaced(List<Field> fields, int at, Field by) {
        var result = new ArrayList<>(fields);
        result.set(at, by);
        return result;
    }
}
