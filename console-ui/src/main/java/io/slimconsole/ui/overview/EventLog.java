package io.slimconsole.ui.overview;

import io.slimconsole.node.NodeEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The last things that happened in the node. Filled on its event loops, so adding is short; read on any thread.
///
/// Routes come and go with their connections, in thousands; they have a view of their own and are not kept here.
final class EventLog {
    static final int CAPACITY = 50;
    private static final int MAX_REFUSALS = 1_000;

    private final Deque<NodeEvent> events = new ArrayDeque<>();
    private final Deque<Instant> refusals = new ArrayDeque<>();

    synchronized void add(NodeEvent event) {
        switch (event) {
            case NodeEvent.RouteAdded _,
                    NodeEvent.RouteRemoved _,
                    NodeEvent.SubscriptionRefused _ -> {
                return;
            }
            case NodeEvent.Refused refused -> {
                refusals.addLast(refused.at());
                if (refusals.size() > MAX_REFUSALS) {
                    refusals.removeFirst();
                }
            }
            case NodeEvent.Started _,
                    NodeEvent.Stopped _,
                    NodeEvent.Connected _,
                    NodeEvent.Disconnected _,
                    NodeEvent.Congested _ -> {}
        }
        events.addFirst(event);
        if (events.size() > CAPACITY) {
            events.removeLast();
        }
    }

    /// Newest first.
    synchronized List<NodeEvent> newest() {
        return new ArrayList<>(events);
    }

    /// How many connections were refused within `window` before `now`; stops counting at a thousand.
    synchronized int refusedWithin(Duration window, Instant now) {
        Instant since = now.minus(window);
        return (int) refusals.stream().filter(at -> at.isAfter(since)).count();
    }
}
