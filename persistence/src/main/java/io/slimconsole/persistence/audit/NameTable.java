package io.slimconsole.persistence.audit;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// The strings behind the hashes of names, as far as they were told. Bounded: names that weren't seen for long make room.
///
/// Belongs to the writer's thread.
final class NameTable {
    /// Of each of two halves.
    private static final int MOST_NAMES = 32_768;

    private static final int SLOTS = MOST_NAMES * 2;
    private static final int MASK = SLOTS - 1;

    /// Longer ones are shown as hashes: a peer chooses how long its names are.
    private static final int MOST_CHARACTERS = 1_000;

    private List<NamePattern> leftOut = List.of();
    private @Nullable Named[] young = new Named[SLOTS];
    private @Nullable Named[] old = new Named[SLOTS];
    private int youngCount;

    /// @param prefix `organization/namespace/service`, or the hashes
    /// @param told whether the strings are known
    /// @param leftOut whether messages from and to any instance are left out
    /// @param mayBeLeftOut whether it depends on the instance
    record Named(
            long component0,
            long component1,
            long component2,
            String prefix,
            boolean told,
            boolean leftOut,
            boolean mayBeLeftOut) {}

    void leaveOut(List<String> patterns) {
        leftOut = patterns.stream().map(NamePattern::new).toList();
        for (@Nullable Named[] half : List.of(young, old)) {
            for (int i = 0; i < half.length; i++) {
                Named named = half[i];
                if (named != null) {
                    half[i] =
                            named(
                                    named.component0,
                                    named.component1,
                                    named.component2,
                                    named.prefix,
                                    named.told);
                }
            }
        }
    }

    void tell(EncodedName hashes, Name strings) {
        if (strings.prefix().length() > MOST_CHARACTERS) {
            return;
        }
        put(
                named(
                        hashes.component0(),
                        hashes.component1(),
                        hashes.component2(),
                        strings.prefix(),
                        true));
    }

    Named find(long component0, long component1, long component2) {
        Named known = in(young, component0, component1, component2);
        if (known != null) {
            return known;
        }
        Named before = in(old, component0, component1, component2);
        Named found =
                before == null
                        ? named(
                                component0,
                                component1,
                                component2,
                                hashes(component0, component1, component2),
                                false)
                        : before;
        put(found);
        return found;
    }

    /// Whether messages from or to it are left out.
    boolean isLeftOut(Named named, long high, long low) {
        if (named.leftOut || !named.mayBeLeftOut) {
            return named.leftOut;
        }
        String whole = named.prefix + "/" + new NameId(high, low);
        return leftOut.stream().anyMatch(pattern -> pattern.matches(whole));
    }

    private Named named(long c0, long c1, long c2, String prefix, boolean told) {
        return new Named(
                c0,
                c1,
                c2,
                prefix,
                told,
                leftOut.stream().anyMatch(p -> !p.hasInstance() && p.matches(prefix)),
                leftOut.stream().anyMatch(p -> p.hasInstance() && p.mayMatchPrefix(prefix)));
    }

    private static String hashes(long c0, long c1, long c2) {
        return Long.toUnsignedString(c0)
                + "/"
                + Long.toUnsignedString(c1)
                + "/"
                + Long.toUnsignedString(c2);
    }

    private void put(Named named) {
        int slot = slot(young, named.component0, named.component1, named.component2);
        if (young[slot] == null) {
            if (youngCount == MOST_NAMES) {
                old = young;
                young = new Named[SLOTS];
                youngCount = 0;
                slot = slot(young, named.component0, named.component1, named.component2);
            }
            youngCount++;
        }
        young[slot] = named;
    }

    private static @Nullable Named in(@Nullable Named[] half, long c0, long c1, long c2) {
        return half[slot(half, c0, c1, c2)];
    }

    /// Where it is, or would be.
    private static int slot(@Nullable Named[] half, long c0, long c1, long c2) {
        long mixed = (c0 * 31 + c1) * 31 + c2;
        int slot = Long.hashCode(mixed * 0x9E3779B97F4A7C15L) & MASK;
        while (half[slot] != null) {
            Named named = Objects.requireNonNull(half[slot]);
            if (named.component0 == c0 && named.component1 == c1 && named.component2 == c2) {
                return slot;
            }
            slot = (slot + 1) & MASK;
        }
        return slot;
    }
}
