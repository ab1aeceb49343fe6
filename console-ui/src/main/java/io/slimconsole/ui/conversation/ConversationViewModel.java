package io.slimconsole.ui.conversation;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Conversations;
import io.slimconsole.ui.sessions.Said;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/// The conversation of the channel that is shown, and what is about to be said there.
///
/// Belongs to the thread of `ui`. Rows are made on a thread of `workers`, one channel at a time; at most one such task
/// is under way.
final class ConversationViewModel {
    /// So many rows stay while somebody reads old ones; then the oldest go in spite of that.
    static final int MOST_ROWS = 5 * Said.KEPT;

    private static final String JSON_TYPE = "application/json";
    private static final String TEXT_TYPE = "text/plain";

    private final Conversations channels;
    private final Texts texts;
    private final Clock clock;
    private final Executor ui;
    private final Executor workers;
    private final Copier copier;
    private final EntryWords words;
    private final ObservableList<MessageRow> rows = FXCollections.observableArrayList();
    private final ObservableList<MessageRow> readOnlyRows =
            FXCollections.unmodifiableObservableList(rows);
    private final Map<Long, MessageRow> byIndex = new HashMap<>();
    private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Footing> footing =
            new ReadOnlyObjectWrapper<>(Footing.NONE);
    private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>(Draft.EMPTY);
    private final ReadOnlyObjectWrapper<Trouble> trouble =
            new ReadOnlyObjectWrapper<>(Trouble.NONE);
    private final Map<Integer, Draft> drafts = new HashMap<>();
    private final Map<Integer, Trouble> troubles = new HashMap<>();
    private OptionalInt session = OptionalInt.empty();
    private Form form = Form.TEXT;
    private boolean following = true;
    private boolean reading;
    private Runnable onMore = () -> {};
    private boolean again;

    /// The rows of the last task, by the indices of what was said; used by the task only.
    private Made made = new Made(-1, Form.TEXT, Map.of());

    private record Made(int session, Form form, Map<Long, Entry> entries) {}

    /// What a send is hindered by.
    ///
    /// @param words empty while there is nothing
    /// @param unsent what was not sent, to be put back; empty where it stands in the field still
    record Trouble(String words, String unsent) {
        static final Trouble NONE = new Trouble("", "");
    }

    ConversationViewModel(
            Conversations channels,
            Texts texts,
            Clock clock,
            Executor ui,
            Executor workers,
            Copier copier) {
        this.channels = channels;
        this.texts = texts;
        this.clock = clock;
        this.ui = ui;
        this.workers = workers;
        this.copier = copier;
        this.words = new EntryWords(texts);
    }

    /// Shows another channel, at its newest message.
    void open(int sessionId) {
        if (session.isPresent() && session.getAsInt() == sessionId) {
            return;
        }
        close();
        session = OptionalInt.of(sessionId);
        draft.set(drafts.getOrDefault(sessionId, Draft.EMPTY));
        trouble.set(troubles.getOrDefault(sessionId, Trouble.NONE));
        refresh();
    }

    /// Shows none any more. What is typed is kept.
    void close() {
        session = OptionalInt.empty();
        rows.clear();
        byIndex.clear();
        unseen.set(0);
        following = true;
        footing.set(Footing.NONE);
        draft.set(Draft.EMPTY);
        trouble.set(Trouble.NONE);
    }

    /// Takes a look at what was said meanwhile; the rows come a little later.
    void refresh() {
        if (session.isEmpty()) {
            return;
        }
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        int of = session.getAsInt();
        Form as = form;
        workers.execute(() -> read(of, as));
    }

    /// On a thread of the workers.
    private void read(int of, Form as) {
        Runnable result = () -> {};
        try {
            Optional<Channel> channel = channels.find(of);
            List<Said> all = channels.conversation(of);
            Map<Long, Entry> known =
                    made.session == of && made.form == as ? made.entries : Map.of();
            var entries = new LinkedHashMap<Long, Entry>();
            for (Said said : all) {
                Entry before = known.get(said.index());
                entries.put(
                        said.index(),
                        before != null && before.said().equals(said)
                                ? before
                                : words.entry(said, as));
            }
            made = new Made(of, as, entries);
            Footing now = Footing.of(channel, texts, clock);
            result = () -> show(of, as, entries.values().stream().toList(), now);
        } finally {
            Runnable last = result;
            ui.execute(
                    () -> {
                        reading = false;
                        last.run();
                        if (again) {
                            again = false;
                            refresh();
                        }
                    });
        }
    }

    private void show(int of, Form as, List<Entry> entries, Footing now) {
        if (session.isEmpty() || session.getAsInt() != of) {
            return;
        }
        footing.set(now);
        if (as != form) {
            again = true;
            return;
        }
        var fresh = new ArrayList<MessageRow>();
        for (Entry entry : entries) {
            MessageRow row = byIndex.get(entry.said().index());
            if (row == null) {
                var added = new MessageRow(entry);
                byIndex.put(added.index(), added);
                fresh.add(added);
            } else {
                row.setEntry(entry);
            }
        }
        if (!entries.isEmpty()) {
            dropBefore(entries.getFirst().said().index(), fresh.size());
        }
        if (!fresh.isEmpty()) {
            boolean first = rows.isEmpty();
            rows.addAll(fresh);
            if (!following && !first) {
                unseen.set(unseen.get() + fresh.size());
            }
            onMore.run();
        }
    }

    /// Old rows go once nobody looks at them.
    private void dropBefore(long index, int fresh) {
        int gone = 0;
        while (gone < rows.size() && rows.get(gone).index() < index) {
            gone++;
        }
        int most = following ? gone : Math.min(gone, rows.size() + fresh - MOST_ROWS);
        if (most > 0) {
            List<MessageRow> old = rows.subList(0, most);
            old.forEach(row -> byIndex.remove(row.index()));
            rows.remove(0, most);
        }
    }

    ObservableList<MessageRow> rows() {
        return readOnlyRows;
    }

    /// Called when rows have come in, and everybody who shows them knows of them.
    void setOnMore(Runnable action) {
        onMore = action;
    }

    /// How many came in below while the operator read something older.
    ReadOnlyIntegerProperty unseen() {
        return unseen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Footing> footing() {
        return footing.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Draft> draft() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Trouble> trouble() {
        return trouble.getReadOnlyProperty();
    }

    boolean isFollowing() {
        return following;
    }

    /// Whether the newest is in sight, and is to stay so.
    void setFollowing(boolean now) {
        following = now;
        if (now) {
            unseen.set(0);
        }
    }

    Form form() {
        return form;
    }

    void setForm(Form next) {
        if (form != next) {
            form = next;
            refresh();
        }
    }

    void setText(String text) {
        keep(draft.get().withText(text));
        if (!trouble.get().words().isEmpty() && trouble.get().unsent().isEmpty()) {
            say(session, Trouble.NONE);
        }
    }

    void setJson(boolean json) {
        keep(draft.get().withJson(json));
        if (trouble.get().unsent().isEmpty()) {
            say(session, Trouble.NONE);
        }
    }

    void setTo(Optional<Name> to) {
        keep(draft.get().withTo(to));
    }

    private void keep(Draft next) {
        if (session.isPresent() && !next.equals(draft.get())) {
            drafts.put(session.getAsInt(), next);
            draft.set(next);
        }
    }

    /// Sends what is typed, if it can be sent; otherwise says why not, and leaves it there.
    void send() {
        Draft now = draft.get();
        if (session.isEmpty() || now.text().isBlank()) {
            return;
        }
        Optional<String> hindered = footing.get().hindered(now.to(), texts);
        if (hindered.isEmpty()
                && now.json()
                && JsonText.read(now.text())
                        instanceof JsonText.Reading.Wrong(int line, int column, var expected)) {
            hindered =
                    Optional.of(
                            texts.get(
                                    "trouble.json",
                                    Formats.count(line),
                                    Formats.count(column),
                                    texts.get("json." + expected)));
        }
        if (hindered.isPresent()) {
            say(session, new Trouble(hindered.get(), ""));
            return;
        }
        int of = session.getAsInt();
        var payload =
                new Payload(
                        now.json() ? JSON_TYPE : TEXT_TYPE,
                        ByteString.copyFromUtf8(now.text()),
                        Map.of());
        say(session, Trouble.NONE);
        keep(now.withText(""));
        publish(of, now.to(), payload);
    }

    /// Sends one of ours again: to all of its receivers if none got it, otherwise to those who have not acknowledged it.
    void sendAgain(MessageRow row) {
        if (session.isEmpty()
                || !(row.entry().get().said() instanceof Said.Ours ours)
                || !row.entry().get().canRepeat()) {
            return;
        }
        int of = session.getAsInt();
        Optional<PublishOutcome> outcome = ours.outcome();
        if (outcome.isPresent()
                && outcome.get() instanceof PublishOutcome.Answered answered
                && !answered.acknowledged().isEmpty()) {
            answered.missing().forEach(name -> publish(of, Optional.of(name), ours.payload()));
        } else {
            publish(of, ours.to(), ours.payload());
        }
    }

    private void publish(int of, Optional<Name> to, Payload payload) {
        var sending =
                to.isPresent()
                        ? channels.publishTo(of, to.get(), payload)
                        : channels.publish(of, payload);
        var _ =
                sending.thenAccept(
                        outcome ->
                                ui.execute(
                                        () -> {
                                            if (outcome
                                                    instanceof PublishOutcome.Refused(var why)) {
                                                notSent(of, payload, why);
                                            }
                                            refresh();
                                        }));
        refresh();
    }

    /// Says so. What has no row that it can be sent again from comes back into the field, or can be had back where something
    /// else is typed already.
    private void notSent(int of, Payload payload, PublishOutcome.Reason why) {
        String text = payload.blob().toStringUtf8();
        String sentence = texts.get("trouble.refused", texts.get("refused." + why));
        OptionalInt there = OptionalInt.of(of);
        Draft now = drafts.getOrDefault(of, Draft.EMPTY);
        boolean hasRow =
                channels.conversation(of).stream()
                        .flatMap(said -> payload(said).stream())
                        .anyMatch(payload::equals);
        if (hasRow) {
            say(there, new Trouble(sentence, ""));
        } else if (now.text().isEmpty()) {
            Draft back = now.withText(text);
            drafts.put(of, back);
            if (session.equals(there)) {
                draft.set(back);
            }
            say(there, new Trouble(sentence, ""));
        } else {
            say(there, new Trouble(sentence, text));
        }
    }

    /// Puts what was not sent into the field, in place of what stands there.
    void takeBack() {
        String unsent = trouble.get().unsent();
        say(session, Trouble.NONE);
        keep(draft.get().withText(unsent));
    }

    private void say(OptionalInt of, Trouble next) {
        if (of.isEmpty()) {
            return;
        }
        troubles.put(of.getAsInt(), next);
        if (session.equals(of)) {
            trouble.set(next);
        }
    }

    /// Copies bodies as they are shown, but whole and with nothing written out.
    void copy(List<MessageRow> chosen) {
        List<Said> which = chosen.stream().map(row -> row.entry().get().said()).toList();
        List<String> others = chosen.stream().map(row -> row.entry().get().who()).toList();
        Form as = form;
        workers.execute(
                () -> {
                    var all = new ArrayList<String>();
                    for (int i = 0; i < which.size(); i++) {
                        String who = others.get(i);
                        all.add(
                                payload(which.get(i))
                                        .map(payload -> Bodies.copyable(payload.blob(), as))
                                        .orElse(who));
                    }
                    String text = String.join("\n", all);
                    ui.execute(() -> copier.copy(text, texts.get("copied.message")));
                });
    }

    static Optional<Payload> payload(Said said) {
        return switch (said) {
            case Said.Heard heard -> Optional.of(heard.payload());
            case Said.Ours ours -> Optional.of(ours.payload());
            case Said.Gap _ -> Optional.empty();
        };
    }
}
