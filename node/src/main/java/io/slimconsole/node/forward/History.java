package io.slimconsole.node.forward;

import io.slimconsole.node.ClosedConnection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The connections that ended last.
final class History {
    private static final int KEPT = 500;

    private final Deque<ClosedConnection> newestFirst = new ArrayDeque<>();

    synchronized void add(ClosedConnection closed) {
        newestFirst.addFirst(closed);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<ClosedConnection> newestFirst() {
        return List.copyOf(newestFirst);
    }
}
