package io.slimconsole.node.feed;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.NameCursor;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/// Which names an event loop has told already, and those that wait for the reader.
///
/// It remembers a few thousand prefixes; when there is no room among those with similar hashes, the one told longest
/// ago is forgotten, and told again when it comes again. While many wait, new ones are told later.
///
/// Strings are believed when they hash to the components beside them. Those of a liar are not remembered, so that they
/// can't keep others from telling the true ones; the liar's next message is looked at again.
final class KnownNames {
    private static final int SETS = 1024;
    private static final int WAYS = 4;
    private static final int WORDS = 3;
    private static final int SET_WORDS = WAYS * WORDS;
    private static final int WAITING = 1024;

    private static final VarHandle PUT;
    private static final VarHandle TAKEN;

    static {
        try {
            var lookup = MethodHandles.lookup();
            PUT = lookup.findVarHandle(KnownNames.class, "put", long.class);
            TAKEN = lookup.findVarHandle(KnownNames.class, "taken", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// The newest of each set first.
    private final long[] known = new long[SETS * SET_WORDS];

    private final @Nullable Name[] waiting = new Name[WAITING];

    // shared: how many names the event loop put there, and the reader took
    private long put;
    private long taken;

    // ---- for the event loop

    /// A message with this name was recorded.
    void see(NameCursor name) {
        if (!name.hasText()) {
            return;
        }
        long component0 = name.component0();
        long component1 = name.component1();
        long component2 = name.component2();
        int set = set(component0, component1, component2);
        for (int i = set; i < set + SET_WORDS; i += WORDS) {
            if (known[i + 2] == component2
                    && known[i + 1] == component1
                    && known[i] == component0) {
                return;
            }
        }
        if (put - (long) TAKEN.getAcquire(this) < WAITING) {
            learn(name, set);
        }
    }

    private static int set(long component0, long component1, long component2) {
        // hashes already: what is left is to tell the same ones in other places apart
        long mixed = component0 + Long.rotateLeft(component1, 21) + Long.rotateLeft(component2, 42);
        return (int) (mixed & SETS - 1) * SET_WORDS;
    }

    private void learn(NameCursor name, int set) {
        Optional<Name> told = name.name().map(it -> it.withId(NameId.NULL_COMPONENT));
        EncodedName claimed = name.encoded().withId(NameId.NULL_COMPONENT);
        if (told.isEmpty() || !told.get().encoded().equals(claimed)) {
            return;
        }
        waiting[(int) put & WAITING - 1] = told.get();
        PUT.setRelease(this, put + 1);
        System.arraycopy(known, set, known, set + WORDS, SET_WORDS - WORDS);
        known[set] = claimed.component0();
        known[set + 1] = claimed.component1();
        known[set + 2] = claimed.component2();
    }

    // ---- for the reader

    void drain(MessageSink sink) {
        long end = (long) PUT.getAcquire(this);
        while (taken < end) {
            int at = (int) taken & WAITING - 1;
            Name name = waiting[at];
            waiting[at] = null;
            TAKEN.setRelease(this, taken + 1);
            if (name != null) {
                sink.name(name.encoded(), name);
            }
        }
    }
}
