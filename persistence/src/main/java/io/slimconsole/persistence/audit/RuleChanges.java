package io.slimconsole.persistence.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What differs between two sets of rules, for people.
record RuleChanges(List<String> names, String before, String after) {
    static RuleChanges between(AuditRules before, AuditRules after) {
        SequencedMap<String, String> old = texts(before);
        List<String> names = new ArrayList<>();
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Map.Entry<String, String> rule : texts(after).entrySet()) {
            String was = old.getOrDefault(rule.getKey(), "");
            if (!was.equals(rule.getValue())) {
                names.add(rule.getKey());
                from.add(rule.getKey() + ": " + was);
                to.add(rule.getKey() + ": " + rule.getValue());
            }
        }
        return new RuleChanges(names, String.join("; ", from), String.join("; ", to));
    }

    String text() {
        return "The rules of the audit log were changed: " + String.join(", ", names);
    }

    private static SequencedMap<String, String> texts(AuditRules rules) {
        var texts = new LinkedHashMap<String, String>();
        texts.put(
                "messages",
                switch (rules.messages()) {
                    case Recording.All _ -> "all";
                    case Recording.ControlOnly _ -> "control only";
                    case Recording.Sampled(int n) -> "control, and one in %d of data".formatted(n);
                    case Recording.Off _ -> "none";
                });
        texts.put("left out", list(rules.leftOut()));
        texts.put("activity", list(rules.activity().stream().map(Enum::name).sorted().toList()));
        texts.put("content of", list(rules.contentOf().stream().sorted().toList()));
        texts.put("keep messages", keep(rules.keepMessages()));
        texts.put("keep activity", keep(rules.keepActivity()));
        return texts;
    }

    private static String list(List<String> texts) {
        return texts.isEmpty() ? "nothing" : String.join(", ", texts);
    }

    private static String keep(Retention keep) {
        return "%d hours, %d MiB".formatted(keep.age().toHours(), keep.bytes() >> 20);
    }
}
