package io.slimconsole.persistence.audit;

import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.Flow;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.block.SearchKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// A [MessageFilter] applied to blocks: what messages have in common is looked at once for each flow.
final class MessageRows implements RowFilter<MessageBlock> {
    private final MessageFilter filter;
    private final long from;
    private final long to;
    private final boolean onlyFlows;
    private final boolean onlyTimeAndOutcome;
    private final List<Predicate<Flow>> tests = new ArrayList<>();
    private final List<Predicate<String>> prefixTests = new ArrayList<>();

    MessageRows(MessageFilter filter) {
        this.filter = filter;
        this.from = Micros.ofBound(filter.time().from());
        this.to = Micros.ofBound(filter.time().to());
        testNames();
        filter.connection().ifPresent(by -> tests.add(flow -> hasConnection(flow, by)));
        filter.session().ifPresent(id -> tests.add(flow -> flow.sessionId() == id));
        if (!filter.messageTypes().isEmpty()) {
            tests.add(flow -> filter.messageTypes().contains(flow.messageType()));
        }
        this.onlyFlows =
                filter.message().isEmpty()
                        && filter.fewestBytes().isEmpty()
                        && filter.mostBytes().isEmpty();
        this.onlyTimeAndOutcome = onlyFlows && tests.isEmpty();
        if (!filter.outcomes().isEmpty()) {
            var wanted = new boolean[MessageOutcome.values().length];
            filter.outcomes().forEach(outcome -> wanted[outcome.code()] = true);
            tests.add(flow -> flow.outcome() < wanted.length && wanted[flow.outcome()]);
        }
    }

    private void testNames() {
        if (!filter.source().isBlank()) {
            var pattern = new NamePattern(filter.source());
            tests.add(flow -> isSource(flow, pattern));
            prefixTests.add(pattern::mayMatchPrefix);
        }
        if (!filter.destination().isBlank()) {
            var pattern = new NamePattern(filter.destination());
            tests.add(flow -> isDestination(flow, pattern));
            prefixTests.add(pattern::mayMatchPrefix);
        }
        if (!filter.name().isBlank()) {
            var pattern = new NamePattern(filter.name());
            tests.add(flow -> isSource(flow, pattern) || isDestination(flow, pattern));
            prefixTests.add(pattern::mayMatchPrefix);
        }
        if (!filter.text().isBlank()) {
            String text = filter.text().strip().toLowerCase(Locale.ROOT);
            tests.add(
                    flow ->
                            contains(flow.source(), flow.sourceHigh(), flow.sourceLow(), text)
                                    || contains(
                                            flow.destination(),
                                            flow.destinationHigh(),
                                            flow.destinationLow(),
                                            text));
        }
    }

    private static boolean isSource(Flow flow, NamePattern pattern) {
        return matches(flow.source(), flow.sourceHigh(), flow.sourceLow(), pattern);
    }

    private static boolean isDestination(Flow flow, NamePattern pattern) {
        return matches(flow.destination(), flow.destinationHigh(), flow.destinationLow(), pattern);
    }

    private static boolean matches(String prefix, long high, long low, NamePattern pattern) {
        return !prefix.equals(Flow.NO_NAME)
                && pattern.mayMatchPrefix(prefix)
                && (!pattern.hasInstance()
                        || pattern.matches(prefix + "/" + new NameId(high, low)));
    }

    private static boolean contains(String prefix, long high, long low, String text) {
        if (prefix.equals(Flow.NO_NAME)) {
            return false;
        }
        var name = new AuditName(prefix, new NameId(high, low));
        return name.toString().toLowerCase(Locale.ROOT).contains(text);
    }

    private static boolean hasConnection(Flow flow, ConnectionRef by) {
        if (flow.run() != by.run()) {
            return false;
        }
        long id = by.id().value();
        if (flow.from() == id) {
            return true;
        }
        for (int i = 0; i < flow.receivers(); i++) {
            if (flow.receiver(i) == id) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Count> count(BlockHeader header) {
        if (header.to() < from || header.from() >= to || !mayContain(header)) {
            return Optional.of(Count.NONE);
        }
        if (!isInTime(header) || !onlyTimeAndOutcome) {
            return Optional.empty();
        }
        int succeeded = 0;
        int failed = 0;
        for (MessageOutcome outcome : MessageOutcome.values()) {
            if (filter.outcomes().isEmpty() || filter.outcomes().contains(outcome)) {
                int count = header.outcomes(outcome.code());
                if (outcome == MessageOutcome.DELIVERED) {
                    succeeded += count;
                } else {
                    failed += count;
                }
            }
        }
        return Optional.of(new Count(succeeded, failed));
    }

    @Override
    public boolean needsNoColumns(BlockHeader header) {
        return isInTime(header) && onlyFlows;
    }

    private boolean isInTime(BlockHeader header) {
        return header.from() >= from && header.to() < to;
    }

    private boolean mayContain(BlockHeader header) {
        if (filter.session().isPresent()
                && !header.mayContain(SearchKey.session(filter.session().getAsInt()))) {
            return false;
        }
        if (filter.connection().isPresent()) {
            ConnectionRef by = filter.connection().get();
            if (!header.mayContain(SearchKey.connection(by.run(), by.id().value()))) {
                return false;
            }
        }
        if (!filter.messageTypes().isEmpty()
                && filter.messageTypes().stream()
                        .noneMatch(type -> header.mayContain(SearchKey.messageType(type)))) {
            return false;
        }
        if (!filter.outcomes().isEmpty()
                && filter.outcomes().stream().allMatch(o -> header.outcomes(o.code()) == 0)) {
            return false;
        }
        return header.names().isEmpty()
                || prefixTests.stream()
                        .allMatch(test -> header.names().get().stream().anyMatch(test));
    }

    @Override
    public IntPredicate rows(MessageBlock block) {
        return rows(block, false);
    }

    @Override
    public IntPredicate rows(MessageBlock block, boolean flowsOnly) {
        var found = new boolean[block.flows()];
        for (int i = 0; i < found.length; i++) {
            Flow flow = block.flow(i);
            found[i] = tests.stream().allMatch(test -> test.test(flow));
        }
        OptionalInt message = filter.message();
        int id = message.orElse(0);
        int fewest = filter.fewestBytes().orElse(Integer.MIN_VALUE);
        int most = filter.mostBytes().orElse(Integer.MAX_VALUE);
        if (flowsOnly) {
            return row -> found[block.flowOf(row)];
        }
        return row ->
                found[block.flowOf(row)]
                        && block.at(row) >= from
                        && block.at(row) < to
                        && (message.isEmpty() || block.messageId(row) == id)
                        && block.bytes(row) >= fewest
                        && block.bytes(row) <= most;
    }
}
