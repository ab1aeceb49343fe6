package io.slimconsole.persistence.audit.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of a log: the newest generation writes, the older ones are kept for reading.
///
/// @param generations oldest first
public record AuditKeys(List<Generation> generations) {
    public AuditKeys {
        generations = List.copyOf(generations);
    }

    /// One new generation.
    public static AuditKeys fresh(int number) {
        return new AuditKeys(List.of(Generation.make(number)));
    }

    public Generation newest() {
        return generations.getLast();
    }

    public Optional<Generation> generation(int number) {
        return generations.stream().filter(each -> each.number() == number).findFirst();
    }

    public AuditKeys rotated() {
        List<Generation> more = new ArrayList<>(generations);
        more.add(Generation.make(newest().number() + 1));
        return new AuditKeys(more);
    }
}
