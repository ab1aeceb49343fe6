package io.slimconsole.ui.recording;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The values of a record, and of the records in it, as texts under their paths such as `node.port`: so that a setting
/// that is added later is recorded without anyone thinking of it.
final class FieldTexts {
    private static final String OUR_PACKAGES = "io.slimconsole.";
    private static final String NONE = "none";

    private FieldTexts() {}

    /// @param before `none` where there was nothing
    /// @param after `none` where there is nothing
    record Change(String before, String after) {}

    /// What is different, in the order of the fields.
    static Map<String, Change> changes(Record before, Record after) {
        Map<String, String> old = of(before);
        Map<String, String> now = of(after);
        var paths = new LinkedHashMap<>(old);
        paths.putAll(now);
        var changes = new LinkedHashMap<String, Change>();
        for (String path : paths.keySet()) {
            var change = new Change(old.getOrDefault(path, NONE), now.getOrDefault(path, NONE));
            if (!change.before().equals(change.after())) {
                changes.put(path, change);
            }
        }
        return changes;
    }

    private static Map<String, String> of(Record value) {
        var texts = new LinkedHashMap<String, String>();
        put("", value, texts);
        return texts;
    }

    private static void put(String path, Object value, Map<String, String> texts) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(there -> put(path, there, texts));
            case Collection<?> all ->
                    texts.put(
                            path,
                            all.stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
            case Record structure when isOurs(structure) -> putAll(path, structure, texts);
            default -> texts.put(path, value.toString());
        }
    }

    /// One without fields says what it is by its type.
    private static boolean isOurs(Record structure) {
        return structure.getClass().getPackageName().startsWith(OUR_PACKAGES)
                && structure.getClass().getRecordComponents().length > 0;
    }

    private static void putAll(String path, Record structure, Map<String, String> texts) {
        for (RecordComponent component : structure.getClass().getRecordComponents()) {
            try {
                put(
                        path.isEmpty() ? component.getName() : path + "." + component.getName(),
                        component.getAccessor().invoke(structure),
                        texts);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("can't read " + component, e);
            }
        }
    }
}
