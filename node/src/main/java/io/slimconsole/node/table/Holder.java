package io.slimconsole.node.table;

import io.slimconsole.node.name.EncodedName;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// All that one connection subscribed. Belongs to whoever holds the table's lock; the
/// number of names and the oldest of them may be read by anyone.
final class Holder<C extends RouteTarget> {
    /// A client that missed our acknowledgement asks again within seconds; this many it may have under way.
    private static final int REMEMBERED = 256;

    final Holding.Chain<C> holdings = Holding.Chain.ofConnection();

    /// Names that it holds.
    final AtomicInteger names = new AtomicInteger();

    /// Pairs of name and subscription id.
    int registrations;

    private Map<Long, EncodedName> unsubscribed = Map.of();

    void remember(long subscriptionId, EncodedName name) {
        if (unsubscribed.isEmpty()) {
            unsubscribed = new LinkedHashMap<>();
        }
        unsubscribed.put(subscriptionId, name);
        if (unsubscribed.size() > REMEMBERED) {
            var eldest = unsubscribed.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    boolean hasUnsubscribed(long subscriptionId, EncodedName name) {
        return name.equals(unsubscribed.get(subscriptionId));
    }
}
