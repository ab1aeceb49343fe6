package io.slimconsole.ui.table;

import java.util.List;
import java.util.Map;

/// Writes what the operator copies as JSON: objects, lists, texts, numbers and truth values, indented by two blanks.
public final class Json {
    private Json() {}

    /// @param value a `Map` with text keys, a `List`, a `Number` or a `Boolean`; anything else is written as its text
    public static String write(Object value) {
        var out = new StringBuilder();
        write(value, "", out);
        return out.toString();
    }

    private static void write(Object value, String indent, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> out.append("{}");
            case Map<?, ?> map -> {
                String inner = indent + "  ";
                String before = "{\n";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(before).append(inner);
                    quote(String.valueOf(entry.getKey()), out);
                    out.append(": ");
                    write(entry.getValue(), inner, out);
                    before = ",\n";
                }
                out.append('\n').append(indent).append('}');
            }
            case List<?> list when list.isEmpty() -> out.append("[]");
            case List<?> list -> {
                String inner = indent + "  ";
                String before = "[\n";
                for (Object element : list) {
                    out.append(before).append(inner);
                    write(element, inner, out);
                    before = ",\n";
                }
                out.append('\n').append(indent).append(']');
            }
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
