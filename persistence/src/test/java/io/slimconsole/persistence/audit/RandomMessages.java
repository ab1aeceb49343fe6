package io.slimconsole.persistence.audit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.NameId;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Messages, and filters that find some of them.
final class RandomMessages {
    private static final List<MessageOutcome> OUTCOMES = List.of(MessageOutcome.values());

    private final RandomGenerator random;
    private Instant now = OpenedLog.NOW;
    private long sequence;

    RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    MessageEntry next() {
        // a clock that is set back now and then
        now =
                now.plus(
                        random.nextInt(100) == 0 ? -5_000_000 : random.nextInt(3_000),
                        ChronoUnit.MICROS);
        MessageOutcome outcome =
                random.nextInt(4) == 0
                        ? OUTCOMES.get(random.nextInt(OUTCOMES.size()))
                        : MessageOutcome.DELIVERED;
        int run = 1 + random.nextInt(2);
        List<ConnectionRef> to = new ArrayList<>();
        if (outcome == MessageOutcome.DELIVERED || outcome == MessageOutcome.RECEIVER_GONE) {
            int receivers = outcome == MessageOutcome.DELIVERED ? 1 + random.nextInt(5) : 1;
            for (int i = 0; i < receivers; i++) {
                to.add(connection(run));
            }
        }
        return new MessageEntry(
                ++sequence,
                now,
                outcome == MessageOutcome.DELIVERED
                        ? Optional.of(now.plus(random.nextInt(500), ChronoUnit.MICROS))
                        : Optional.empty(),
                name(),
                name(),
                random.nextInt(3),
                random.nextInt(20),
                random.nextBoolean() ? random.nextInt(6) : random.nextInt(),
                random.nextBoolean() ? (int) sequence : random.nextInt(),
                random.nextInt(1, 70_000),
                connection(run),
                to,
                outcome,
                random.nextInt(10) == 0 ? 100 : 1);
    }

    private ConnectionRef connection(int run) {
        return new ConnectionRef(run, new ConnectionId(1 + random.nextInt(12)));
    }

    private Optional<AuditName> name() {
        return random.nextInt(20) == 0
                ? Optional.empty()
                : Optional.of(
                        new AuditName(
                                "org/ns%d/app%d".formatted(random.nextInt(2), random.nextInt(9)),
                                random.nextInt(3) == 0
                                        ? NameId.NULL_COMPONENT
                                        : new NameId(7, random.nextInt(5))));
    }

    MessageFilter filter(List<MessageEntry> among) {
        MessageEntry like = among.get(random.nextInt(among.size()));
        MessageEntry other = among.get(random.nextInt(among.size()));
        Instant from = like.at().isBefore(other.at()) ? like.at() : other.at();
        Instant to = like.at().isBefore(other.at()) ? other.at() : like.at();
        return new MessageFilter(
                one(3) ? new TimeRange(from, to) : TimeRange.ALL,
                one(6) ? pattern(like.source()) : "",
                one(6) ? pattern(like.destination()) : "",
                one(6) ? pattern(like.source()) : "",
                one(6) ? Optional.of(like.from()) : Optional.empty(),
                one(8) ? OptionalInt.of(like.sessionId()) : OptionalInt.empty(),
                one(10) ? OptionalInt.of(like.messageId()) : OptionalInt.empty(),
                one(6) ? Set.of(like.messageType(), 25) : Set.of(),
                one(5) ? Set.of(like.outcome()) : Set.of(),
                one(8) ? OptionalInt.of(like.bytes()) : OptionalInt.empty(),
                one(8) ? OptionalInt.of(other.bytes()) : OptionalInt.empty(),
                one(8) ? "NS1/APP" : "");
    }

    private String pattern(Optional<AuditName> name) {
        String text = name.map(AuditName::prefix).orElse("org/ns0/app1");
        return switch (random.nextInt(4)) {
            case 0 -> text;
            case 1 -> "*" + text.substring(4);
            case 2 -> text.substring(0, 7) + "*";
            default -> name.map(AuditName::toString).orElse("*/app1");
        };
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }
}
