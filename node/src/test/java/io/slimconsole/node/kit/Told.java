package io.slimconsole.node.kit;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.feed.MessageRecord;
import io.slimconsole.node.feed.MessageSink;
import io.slimconsole.node.feed.RecordedName;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SessionInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Keeps all that a feed told, as values.
public final class Told implements MessageSink {
    /// A [MessageRecord] without its times.
    public record Entry(
            int run,
            Optional<EncodedName> source,
            Optional<EncodedName> destination,
            SessionInfo session,
            int bytes,
            long from,
            List<Long> to,
            Optional<DropReason> dropped,
            int messages,
            int sampled) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();

    public static Told by(MessageFeed feed) {
        var told = new Told();
        feed.drain(told);
        return told;
    }

    @Override
    public void record(MessageRecord record) {
        entries.add(
                new Entry(
                        record.run(),
                        value(record.source()),
                        value(record.destination()),
                        new SessionInfo(
                                record.sessionType(),
                                record.messageType(),
                                record.sessionId(),
                                record.messageId()),
                        record.bytes(),
                        record.from(),
                        IntStream.range(0, record.receivers()).mapToObj(record::receiver).toList(),
                        record.dropped(),
                        record.messages(),
                        record.sampled()));
    }

    private static Optional<EncodedName> value(RecordedName name) {
        return name.present() ? Optional.of(name.encoded()) : Optional.empty();
    }

    @Override
    public void name(EncodedName prefix, Name strings) {
        if (!prefix.equals(strings.encoded())) {
            throw new AssertionError(strings + " is not " + prefix);
        }
        names.add(strings);
    }

    public List<Entry> entries() {
        return entries;
    }

    public List<Name> names() {
        return names;
    }
}
