package io.slimconsole.ui.conversation;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.sessions.Said;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes rows of what was said. Used on one thread at a time, not the JavaFX application thread.
final class EntryWords {
    private static final Bodies.Beginning NOTHING =
            new Bodies.Beginning(Form.TEXT, List.of(), false);
    private static final int NAME_CHARACTERS = 120;
    private static final int TYPE_CHARACTERS = 60;
    private static final int METADATA_CHARACTERS = 300;
    private static final int METADATA_PARTS = 12;

    /// More names than these are counted.
    private static final int NAMED = 3;

    private final Texts texts;

    EntryWords(Texts texts) {
        this.texts = texts;
    }

    Entry entry(Said said, Form form) {
        return switch (said) {
            case Said.Heard heard ->
                    message(
                            said,
                            Entry.Sort.HEARD,
                            called(heard.source()),
                            heard.directed() ? texts.get("message.for-you") : "",
                            heard.payload(),
                            form,
                            "",
                            "");
            case Said.Ours ours -> ours(ours, form);
            case Said.Gap gap ->
                    new Entry(
                            said,
                            Entry.Sort.GAP,
                            texts.get(
                                    "gap",
                                    Formats.count(
                                            gap.count(),
                                            texts.get("message.one"),
                                            texts.get("message.many")),
                                    called(gap.source())),
                            "",
                            "",
                            "",
                            NOTHING,
                            "",
                            "");
        };
    }

    private Entry ours(Said.Ours ours, Form form) {
        Fate fate = fate(ours.outcome());
        return message(
                ours,
                fate.sort,
                texts.get("message.you"),
                ours.to().map(name -> texts.get("message.to", called(name))).orElse(""),
                ours.payload(),
                form,
                fate.words,
                fate.tip);
    }

    private record Fate(Entry.Sort sort, String words, String tip) {}

    private Fate fate(Optional<PublishOutcome> outcome) {
        if (outcome.isEmpty()) {
            return new Fate(Entry.Sort.UNDER_WAY, texts.get("fate.under-way"), "");
        }
        return switch (outcome.get()) {
            case PublishOutcome.Sent _ ->
                    new Fate(Entry.Sort.DONE, texts.get("fate.sent"), texts.get("fate.sent.tip"));
            case PublishOutcome.Answered answered -> answered(answered);
            case PublishOutcome.Refused(var reason) ->
                    new Fate(
                            Entry.Sort.FAILED,
                            texts.get("fate.refused", texts.get("refused." + reason)),
                            "");
        };
    }

    private Fate answered(PublishOutcome.Answered answered) {
        List<Name> missing = answered.missing();
        List<Name> acknowledged = answered.acknowledged();
        String tip =
                texts.get(
                        "fate.tip",
                        acknowledged.isEmpty() ? Formats.NONE : list(acknowledged),
                        missing.isEmpty() ? Formats.NONE : list(missing));
        if (answered.receipts().isEmpty()) {
            return new Fate(Entry.Sort.DONE, texts.get("fate.nobody"), "");
        }
        if (missing.isEmpty()) {
            return acknowledged.size() == 1
                    ? new Fate(
                            Entry.Sort.DONE,
                            texts.get("fate.one", called(acknowledged.getFirst())),
                            tip)
                    : new Fate(
                            Entry.Sort.DONE,
                            texts.get("fate.all", Formats.count(acknowledged.size())),
                            tip);
        }
        if (acknowledged.isEmpty()) {
            return new Fate(
                    Entry.Sort.INCOMPLETE, texts.get("fate.missing.all", some(missing)), tip);
        }
        return new Fate(
                Entry.Sort.INCOMPLETE,
                texts.get(
                        "fate.missing",
                        Formats.count(acknowledged.size()),
                        Formats.count(answered.receipts().size()),
                        some(missing)),
                tip);
    }

    private String some(List<Name> names) {
        String some =
                String.join(
                        ", ",
                        names.subList(0, Math.min(NAMED, names.size())).stream()
                                .map(EntryWords::called)
                                .toList());
        return names.size() <= NAMED
                ? some
                : texts.get("names.more", some, Formats.count(names.size() - NAMED));
    }

    private static String list(List<Name> names) {
        return String.join("\n", names.stream().map(EntryWords::called).toList());
    }

    private Entry message(
            Said said,
            Entry.Sort sort,
            String who,
            String remark,
            Payload payload,
            Form form,
            String fate,
            String tip) {
        String type = payload.type().isEmpty() ? texts.get("type.none") : payload.type();
        return new Entry(
                said,
                sort,
                who,
                remark,
                VisibleText.of(type, TYPE_CHARACTERS)
                        + " · "
                        + Formats.bytes(payload.blob().size()),
                metadata(payload.metadata()),
                Bodies.beginning(payload.blob(), form),
                fate,
                tip);
    }

    private static String metadata(Map<String, String> metadata) {
        var parts =
                new TreeMap<>(metadata)
                        .entrySet().stream()
                                .limit(METADATA_PARTS)
                                .map(each -> start(each.getKey()) + " = " + start(each.getValue()))
                                .toList();
        String line = String.join(" · ", parts);
        return VisibleText.of(line, METADATA_CHARACTERS)
                + (metadata.size() > METADATA_PARTS ? " …" : "");
    }

    private static String start(String text) {
        return text.substring(0, Math.min(METADATA_CHARACTERS, text.length()));
    }

    /// `organization/namespace/service · 3f2a91bc`
    static String called(Name name) {
        return VisibleText.of(name.prefix(), NAME_CHARACTERS)
                + (name.id().isNull() ? "" : " · " + Formats.shortId(name.id()));
    }
}
