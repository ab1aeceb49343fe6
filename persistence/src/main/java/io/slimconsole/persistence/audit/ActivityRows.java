package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.ActivityRow;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.SearchKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An [ActivityFilter] applied to blocks.
final class ActivityRows implements RowFilter<ActivityBlock> {
    private final ActivityFilter filter;
    private final long from;
    private final long to;
    private final boolean onlyTimeAndSuccess;
    private final List<Predicate<ActivityRow>> tests = new ArrayList<>();
    private final List<Predicate<String>> nameTests = new ArrayList<>();

    ActivityRows(ActivityFilter filter) {
        this.filter = filter;
        this.from = Micros.ofBound(filter.time().from());
        this.to = Micros.ofBound(filter.time().to());
        testNames();
        if (!filter.kinds().isEmpty()) {
            Set<String> kinds = filter.kinds().stream().map(Enum::name).collect(Collectors.toSet());
            tests.add(row -> kinds.contains(row.kind()));
        }
        filter.connection()
                .ifPresent(
                        by ->
                                tests.add(
                                        row ->
                                                ActivityReading.connection(row)
                                                        .filter(by::equals)
                                                        .isPresent()));
        filter.session()
                .ifPresent(id -> tests.add(row -> row.session() == Integer.toUnsignedLong(id)));
        if (!filter.text().isBlank()) {
            String text = filter.text().strip().toLowerCase(Locale.ROOT);
            tests.add(row -> contains(row, text));
        }
        this.onlyTimeAndSuccess = tests.isEmpty();
        filter.success().ifPresent(wanted -> tests.add(row -> row.success() == wanted));
    }

    private void testNames() {
        if (!filter.actor().isBlank()) {
            var pattern = new NamePattern(filter.actor());
            tests.add(row -> matches(row.actor(), pattern));
            nameTests.add(name -> matches(name, pattern));
        }
        if (!filter.subject().isBlank()) {
            var pattern = new NamePattern(filter.subject());
            tests.add(row -> matches(row.subject(), pattern));
            nameTests.add(name -> matches(name, pattern));
        }
        if (!filter.name().isBlank()) {
            var pattern = new NamePattern(filter.name());
            tests.add(row -> matches(row.actor(), pattern) || matches(row.subject(), pattern));
            nameTests.add(name -> matches(name, pattern));
        }
    }

    /// The whole, or all but the instance of a name.
    private static boolean matches(String name, NamePattern pattern) {
        if (pattern.matches(name)) {
            return true;
        }
        int end = name.lastIndexOf('/');
        return !pattern.hasInstance()
                && end > 0
                && name.chars().filter(c -> c == '/').count() == 3
                && pattern.matches(name.substring(0, end));
    }

    private static boolean contains(ActivityRow row, String text) {
        return holds(row.actor(), text)
                || holds(row.subject(), text)
                || holds(row.text(), text)
                || hasFact(row, text);
    }

    private static boolean hasFact(ActivityRow row, String text) {
        for (int i = 1; i < row.facts().size(); i += 2) {
            if (holds(row.facts().get(i), text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String all, String text) {
        return all.toLowerCase(Locale.ROOT).contains(text);
    }

    @Override
    public Optional<Count> count(BlockHeader header) {
        if (header.to() < from || header.from() >= to || !mayContain(header)) {
            return Optional.of(Count.NONE);
        }
        if (header.from() < from || header.to() >= to || !onlyTimeAndSuccess) {
            return Optional.empty();
        }
        boolean failures = filter.success().filter(wanted -> wanted).isEmpty();
        boolean successes = filter.success().filter(wanted -> !wanted).isEmpty();
        return Optional.of(
                new Count(
                        successes ? header.outcomes(ActivityBlock.SUCCEEDED) : 0,
                        failures ? header.outcomes(ActivityBlock.FAILED) : 0));
    }

    @Override
    public boolean needsNoColumns(BlockHeader header) {
        return false;
    }

    private boolean mayContain(BlockHeader header) {
        if (!filter.kinds().isEmpty()
                && filter.kinds().stream()
                        .noneMatch(kind -> header.mayContain(SearchKey.kind(kind.name())))) {
            return false;
        }
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
        return header.names().isEmpty()
                || nameTests.stream()
                        .allMatch(test -> header.names().get().stream().anyMatch(test));
    }

    @Override
    public IntPredicate rows(ActivityBlock block, boolean withoutColumns) {
        return rows(block);
    }

    @Override
    public IntPredicate rows(ActivityBlock block) {
        return index -> {
            ActivityRow row = block.row(index);
            return row.at() >= from
                    && row.at() < to
                    && tests.stream().allMatch(test -> test.test(row));
        };
    }
}
