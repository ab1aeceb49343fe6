package io.slimconsole.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// What a session has to do at once, one thing after the other: each may lead to more. Belongs to the session's thread.
final class Work {
    private final Deque<Runnable> due = new ArrayDeque<>();
    private boolean working;

    /// To be done when what is being done is done; at once, if nothing is.
    void last(Runnable next) {
        due.addLast(next);
        if (working) {
            return; // whoever works comes to it
        }
        working = true;
        try {
            for (Runnable each = due.poll(); each != null; each = due.poll()) {
                each.run();
            }
        } finally {
            working = false;
        }
    }

    /// To be done before anything else that waits: an answer that is part of what is being done.
    void first(Runnable next) {
        due.addFirst(next);
    }
}
