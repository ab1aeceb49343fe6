package io.slimconsole.persistence.audit;

import io.slimconsole.node.DropReason;
import io.slimconsole.node.feed.FeedLevel;
import io.slimconsole.node.feed.MessageRecord;
import io.slimconsole.node.feed.MessageSink;
import io.slimconsole.node.feed.RecordedName;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Messages that a test hands to the writer, as entries that it expects to read.
final class FakeSource implements MessageSource {
    private final Queue<MessageEntry> waiting = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();
    private long lost;
    private int run;
    private FeedLevel level = new FeedLevel.Off();

    synchronized void add(MessageEntry message) {
        waiting.add(message);
        run = Math.max(run, message.from().run());
    }

    synchronized void begin(int newRun) {
        run = newRun;
    }

    @Override
    public synchronized int run() {
        return run;
    }

    synchronized void lose(long count) {
        lost += count;
    }

    @Override
    public synchronized int drain(MessageSink sink) {
        int count = waiting.size();
        for (MessageEntry next = waiting.poll(); next != null; next = waiting.poll()) {
            next.source().ifPresent(name -> tell(name, sink));
            next.destination().ifPresent(name -> tell(name, sink));
            sink.record(new FakeRecord(next));
        }
        return count;
    }

    private void tell(AuditName name, MessageSink sink) {
        if (told.add(name.prefix())) {
            Name strings = Name.parse(name.prefix());
            sink.name(strings.encoded(), strings);
        }
    }

    @Override
    public synchronized long lost() {
        return lost;
    }

    @Override
    public synchronized void level(FeedLevel wanted) {
        level = wanted;
    }

    synchronized FeedLevel level() {
        return level;
    }

    private record Named(Optional<EncodedName> numbers) implements RecordedName {
        static Named of(Optional<AuditName> name) {
            return new Named(name.map(n -> Name.parse(n.prefix()).withId(n.instance()).encoded()));
        }

        private EncodedName orZero() {
            return numbers.orElse(new EncodedName(0, 0, 0, new NameId(0, 0)));
        }

        @Override
        public boolean present() {
            return numbers.isPresent();
        }

        @Override
        public long component0() {
            return orZero().component0();
        }

        @Override
        public long component1() {
            return orZero().component1();
        }

        @Override
        public long component2() {
            return orZero().component2();
        }

        @Override
        public long idHigh() {
            return orZero().id().high();
        }

        @Override
        public long idLow() {
            return orZero().id().low();
        }
    }

    private record FakeRecord(MessageEntry entry) implements MessageRecord {
        @Override
        public int run() {
            return entry.from().run();
        }

        @Override
        public long timeIn() {
            return Micros.of(entry.at());
        }

        @Override
        public long timeOut() {
            return Micros.of(entry.out().orElse(entry.at()));
        }

        @Override
        public RecordedName source() {
            return Named.of(entry.source());
        }

        @Override
        public RecordedName destination() {
            return Named.of(entry.destination());
        }

        @Override
        public int sessionType() {
            return entry.sessionType();
        }

        @Override
        public int messageType() {
            return entry.messageType();
        }

        @Override
        public int sessionId() {
            return entry.sessionId();
        }

        @Override
        public int messageId() {
            return entry.messageId();
        }

        @Override
        public int bytes() {
            return entry.bytes();
        }

        @Override
        public long from() {
            return entry.from().id().value();
        }

        @Override
        public int receivers() {
            return entry.to().size();
        }

        @Override
        public long receiver(int index) {
            return entry.to().get(index).id().value();
        }

        @Override
        public Optional<DropReason> dropped() {
            return entry.outcome() == MessageOutcome.DELIVERED
                    ? Optional.empty()
                    : Optional.of(DropReason.valueOf(entry.outcome().name()));
        }

        @Override
        public int messages() {
            return entry.sampled();
        }

        @Override
        public int sampled() {
            return entry.sampled();
        }
    }
}
