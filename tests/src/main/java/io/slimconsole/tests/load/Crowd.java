package io.slimconsole.tests.load;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.util.AbstractList;
import java.util.List;

/// Subscriptions that are present while something else is measured.
record Crowd(int subscriptions, Spread spread) {
    static final Crowd NONE = new Crowd(0, Spread.NAMES);

    /// The prefix that all of [Spread#INSTANCES] share, the receivers of the traffic too.
    static final Name SERVICE = Name.of("load", "crowd", "app");

    /// Ids below are the receivers'.
    private static final long FIRST_ID = 1_000_000;

    /// How the subscriptions are laid out.
    enum Spread {
        /// Each has a name of its own.
        NAMES,
        /// All are instances of one name.
        INSTANCES
    }

    /// The part of the names that holder number `index` of `holders` subscribes.
    List<Name> namesOf(int index, int holders) {
        int from = (int) ((long) subscriptions * index / holders);
        int to = (int) ((long) subscriptions * (index + 1) / holders);
        return new AbstractList<>() {
            @Override
            public Name get(int i) {
                return name(from + i);
            }

            @Override
            public int size() {
                return to - from;
            }
        };
    }

    private Name name(int number) {
        var id = new NameId(0x5EED, FIRST_ID + number);
        return switch (spread) {
            case NAMES -> new Name("load", "crowd", "app-" + number, id);
            case INSTANCES -> SERVICE.withId(id);
        };
    }
}
