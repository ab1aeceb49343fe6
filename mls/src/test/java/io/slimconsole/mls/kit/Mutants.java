package io.slimconsole.mls.kit;

import io.slimconsole.mls.codec.Opaque;
import io.slimconsole.mls.codec.Writer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// Everything that a structure is turned into to see it refused: each of its fields changed in each way that there is
/// for it, and its bytes flipped, cut off and added to.
public final class Mutants {
    private static final int BOMB = 1 << 14;
    private static final int LARGE_EXTENSION = 1 << 20;
    private static final int NESTING = 1_000;
    private static final int HIGHEST = 0x80;
    private static final int HIGHEST_KNOWN_TYPE = 8;

    private final Opaque original;
    private final BiConsumer<String, byte[]> to;

    private Mutants(byte[] original, BiConsumer<String, byte[]> to) {
        this.original = Opaque.of(original);
        this.to = to;
    }

    /// All mutants of a structure.
    ///
    /// @param to gets what was changed, and the bytes
    public static void ofStructure(Field field, BiConsumer<String, byte[]> to) {
        new Mutants(field.encoded(), to).change(field, field.name(), changed -> changed);
    }

    /// All mutants of bytes whose structure doesn't count: one flipped, the end missing, something behind.
    public static void ofBytes(byte[] bytes, BiConsumer<String, byte[]> to) {
        var mutants = new Mutants(bytes, to);
        mutants.flip(bytes);
        mutants.cut(bytes);
        mutants.extend(bytes);
    }

    private void add(String what, byte[] mutant) {
        if (!Opaque.of(mutant).equals(original)) {
            to.accept(what, mutant);
        }
    }

    // ---- bytes

    private void flip(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            add("byte %d flipped".formatted(i), flipped);
        }
    }

    private void cut(byte[] bytes) {
        for (int length = 0; length < bytes.length; length++) {
            add("cut off at %d".formatted(length), Arrays.copyOf(bytes, length));
        }
    }

    private void extend(byte[] bytes) {
        for (int more : List.of(1, 2, 3, 4, 16, 255, LARGE_EXTENSION)) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
            add("%,d zeros behind".formatted(more), longer);
            byte[] other = longer.clone();
            Arrays.fill(other, bytes.length, other.length, (byte) 0xff);
            add("%,d ones behind".formatted(more), other);
        }
    }

    // ---- fields

    private void change(Field field, String at, UnaryOperator<Field> whole) {
        switch (field) {
            case Field.Bytes bytes -> {
                for (Opaque value : bytes.kind() == Field.Kind.ANY ? any(bytes) : numbers(bytes)) {
                    var changed = new Field.Bytes(bytes.name(), bytes.kind(), value);
                    add("%s is %s".formatted(at, shortened(value)), whole.apply(changed).encoded());
                }
            }
            case Field.Vector vector -> {
                lengths(vector, at, whole);
                contents(vector, at, whole);
                each(vector.content(), at, other -> whole.apply(vector.with(other)));
            }
            case Field.Struct struct -> {
                each(
                        struct.fields(),
                        at,
                        other -> whole.apply(new Field.Struct(struct.name(), other)));
                for (int i = 0; i < struct.fields().size(); i++) {
                    List<Field> fewer = without(struct.fields(), i);
                    add(
                            "%s without its field %d".formatted(at, i),
                            whole.apply(new Field.Struct(struct.name(), fewer)).encoded());
                }
            }
            case Field.Option option -> {
                for (int flag : new int[] {0, 1, 2, 0xff}) {
                    add(
                            "the flag of %s is %d".formatted(at, flag),
                            whole.apply(new Field.Option(option.name(), flag, option.value()))
                                    .encoded());
                }
                add(
                        "no " + at,
                        whole.apply(new Field.Option(option.name(), 0, Optional.empty()))
                                .encoded());
                option.value()
                        .ifPresent(
                                value ->
                                        change(
                                                value,
                                                at,
                                                other ->
                                                        whole.apply(
                                                                new Field.Option(
                                                                        option.name(),
                                                                        1,
                                                                        Optional.of(other)))));
            }
        }
    }

    private interface Rebuild {
        Field with(List<Field> fields);
    }

    private void each(List<Field> fields, String at, Rebuild rebuild) {
        for (int i = 0; i < fields.size(); i++) {
            int place = i;
            change(
                    fields.get(i),
                    "%s.%s".formatted(at, fields.get(i).name()),
                    other -> rebuild.with(Field.replaced(fields, place, other)));
        }
    }

    private static List<Opaque> any(Field.Bytes bytes) {
        byte[] value = bytes.value().bytes();
        var values = new ArrayList<Opaque>();
        values.add(Opaque.EMPTY);
        values.add(Opaque.of(new byte[value.length]));
        values.add(Opaque.of(Arrays.copyOf(value, value.length + 1)));
        if (value.length > 0) {
            values.add(Opaque.of(Arrays.copyOf(value, value.length - 1)));
            for (int place : List.of(0, value.length / 2, value.length - 1)) {
                byte[] flipped = value.clone();
                flipped[place] ^= 1;
                values.add(Opaque.of(flipped));
            }
        }
        return values;
    }

    private static List<Opaque> numbers(Field.Bytes bytes) {
        byte[] value = bytes.value().bytes();
        int last = value.length - 1;
        var values = new ArrayList<Opaque>();
        if (bytes.kind() == Field.Kind.CHOICE) {
            for (int type = 0; type <= HIGHEST_KNOWN_TYPE; type++) {
                byte[] other = new byte[value.length];
                other[last] = (byte) type;
                values.add(Opaque.of(other));
            }
            byte[] grease = new byte[value.length];
            Arrays.fill(grease, (byte) 0x0a);
            values.add(Opaque.of(grease));
        }
        for (int step : List.of(-1, 1)) {
            byte[] beside = value.clone();
            beside[last] += (byte) step;
            values.add(Opaque.of(beside));
        }
        values.add(Opaque.of(new byte[value.length]));
        byte[] highest = new byte[value.length];
        highest[0] = (byte) HIGHEST;
        values.add(Opaque.of(highest));
        byte[] all = new byte[value.length];
        Arrays.fill(all, (byte) 0xff);
        values.add(Opaque.of(all));
        all[0] = 0x7f;
        values.add(Opaque.of(all));
        return values;
    }

    private void lengths(Field.Vector vector, String at, UnaryOperator<Field> whole) {
        int length = content(vector).length;
        var wrong = new ArrayList<byte[]>();
        wrong.add(new byte[] {0});
        if (length > 0) {
            wrong.add(prefix(length - 1));
        }
        wrong.add(prefix(length + 1));
        wrong.add(prefix(length + BOMB));
        wrong.add(new byte[] {0x3f});
        wrong.add(new byte[] {0x7f, -1});
        wrong.add(new byte[] {(byte) 0xbf, -1, -1, -1});
        wrong.add(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        wrong.add(new byte[] {(byte) 0xc0, 0, 0, 0, 0, 0, 0, (byte) length});
        if (length < 1 << 6) {
            wrong.add(new byte[] {0x40, (byte) length});
        }
        if (length < 1 << 14) {
            wrong.add(new byte[] {(byte) 0x80, 0, (byte) (length >> 8), (byte) length});
        }
        for (byte[] each : wrong) {
            add(
                    "the length of %s is %s".formatted(at, Opaque.of(each)),
                    whole.apply(vector.withLength(each)).encoded());
        }
    }

    private static byte[] prefix(int length) {
        byte[] whole = new Writer().opaque(new byte[length]).toByteArray();
        return Arrays.copyOf(whole, whole.length - length);
    }

    private static byte[] content(Field.Vector vector) {
        return new Field.Struct(vector.name(), vector.content()).encoded();
    }

    private void contents(Field.Vector vector, String at, UnaryOperator<Field> whole) {
        List<Field> content = vector.content();
        replace("%s is empty", at, vector, List.of(), whole);
        replace("%s has a byte more", at, vector, with(content, raw(new byte[1])), whole);
        byte[] bytes = content(vector);
        if (bytes.length > 0) {
            int times = Math.max(2, BOMB / bytes.length);
            replace("%s many times", at, vector, repeated(content, times), whole);
        } else {
            replace("%s has many zeros", at, vector, List.of(raw(new byte[BOMB])), whole);
        }
        byte[] nested = bytes;
        for (int depth = 0; depth < NESTING && nested.length < BOMB; depth++) {
            nested = new Writer().opaque(nested).toByteArray();
        }
        replace("%s in itself", at, vector, List.of(raw(nested)), whole);
        if (content.size() > 1) {
            var backwards = new ArrayList<>(content);
            Collections.reverse(backwards);
            replace("%s backwards", at, vector, backwards, whole);
            replace("%s without its first", at, vector, without(content, 0), whole);
        }
        if (!content.isEmpty()) {
            replace("%s with its last twice", at, vector, with(content, content.getLast()), whole);
        }
    }

    private void replace(
            String what,
            String at,
            Field.Vector vector,
            List<Field> content,
            UnaryOperator<Field> whole) {
        add(what.formatted(at), whole.apply(vector.with(content)).encoded());
    }

    private static Field raw(byte[] bytes) {
        return new Field.Bytes("raw", Field.Kind.ANY, Opaque.of(bytes));
    }

    private static List<Field> with(List<Field> fields, Field more) {
        var result = new ArrayList<>(fields);
        result.add(more);
        return result;
    }

    private static List<Field> without(List<Field> fields, int at) {
        var result = new ArrayList<>(fields);
        result.remove(at);
        return result;
    }

    private static List<Field> repeated(List<Field> fields, int times) {
        var result = new ArrayList<Field>();
        for (int i = 0; i < times; i++) {
            result.addAll(fields);
        }
        return result;
    }

    private static String shortened(Opaque value) {
        String hex = value.toString();
        return hex.length() <= 32 ? hex : hex.substring(0, 32) + "…";
    }
}
