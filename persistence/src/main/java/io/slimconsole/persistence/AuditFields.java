package io.slimconsole.persistence;

import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.Retention;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules of the audit log as texts, each stored, read and checked by itself.
final class AuditFields {
    static final String MESSAGES = "audit.messages";
    static final String LEFT_OUT = "audit.left-out";
    static final String ACTIVITY = "audit.activity";
    static final String CONTENT_OF = "audit.content-of";
    static final String KEEP_MESSAGES = "audit.keep-messages";
    static final String KEEP_ACTIVITY = "audit.keep-activity";
    static final String AGE = ".seconds";
    static final String BYTES = ".bytes";

    private static final String SAMPLED = "sampled:";
    private static final String SEPARATOR = "\n";

    private AuditFields() {}

    static void put(AuditRules rules, Map<String, String> texts) {
        texts.put(MESSAGES, text(rules.messages()));
        texts.put(LEFT_OUT, String.join(SEPARATOR, rules.leftOut()));
        texts.put(ACTIVITY, sorted(rules.activity().stream().map(Enum::name).toList()));
        texts.put(CONTENT_OF, sorted(rules.contentOf()));
        put(KEEP_MESSAGES, rules.keepMessages(), texts);
        put(KEEP_ACTIVITY, rules.keepActivity(), texts);
    }

    private static void put(String name, Retention keep, Map<String, String> texts) {
        texts.put(name + AGE, Long.toString(keep.age().toSeconds()));
        texts.put(name + BYTES, Long.toString(keep.bytes()));
    }

    private static String sorted(Collection<String> values) {
        return values.stream().sorted().collect(Collectors.joining(SEPARATOR));
    }

    private static String text(Recording recording) {
        return switch (recording) {
            case Recording.All _ -> "all";
            case Recording.ControlOnly _ -> "control";
            case Recording.Sampled(int n) -> SAMPLED + n;
            case Recording.Off _ -> "off";
        };
    }

    static Recording recording(String text) {
        return switch (text) {
            case "all" -> new Recording.All();
            case "control" -> new Recording.ControlOnly();
            case "off" -> new Recording.Off();
            default -> {
                if (!text.startsWith(SAMPLED)) {
                    throw new IllegalArgumentException(
                            "it is none of all, control, sampled:n and off");
                }
                yield new Recording.Sampled(
                        Integer.parseInt(text, SAMPLED.length(), text.length(), 10));
            }
        };
    }

    static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    static Set<ActivityKind.Group> groups(String text) {
        return lines(text).stream().map(ActivityKind.Group::valueOf).collect(Collectors.toSet());
    }
}
