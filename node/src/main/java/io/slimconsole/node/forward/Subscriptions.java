package io.slimconsole.node.forward;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.table.Held;
import io.slimconsole.node.table.Match;
import io.slimconsole.node.table.SubscriptionTable;
import io.slimconsole.node.table.TableChange;
import io.slimconsole.node.wire.HeaderCursor;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.NameCursor;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SubscriptionAck;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The route table, with what is said about its changes: acknowledgements to clients, events to listeners.
///
/// May be used on any thread.
public final class Subscriptions {
    /// Names that are taken back before an event loop looks after others again; about half a millisecond.
    private static final int DROPPED_AT_ONCE = 500;

    /// A local application has no use for several registrations of one name.
    private static final long LOCAL_ID = 1;

    private final SubscriptionTable<Link> table;
    private final Consumer<NodeEvent> events;

    Subscriptions(NodeLimits limits, Consumer<NodeEvent> events) {
        table = new SubscriptionTable<>(limits);
        this.events = events;
    }

    // ---- for lanes and links

    /// A subscribe or unsubscribe came in, verified and valid.
    void received(NetworkLink from, MessageKind kind, MessageCursor message) {
        NameCursor destination = message.header().destination();
        EncodedName name = destination.encoded();
        long id = message.subscriptionId();
        TableChange change =
                kind == MessageKind.SUBSCRIBE
                        ? table.subscribe(from, id, name, destination.name(), Instant.now())
                        : table.unsubscribe(from, id, name);
        announce(change);
        if (change instanceof TableChange.Refused(String reason)) {
            refused(from, name, destination.name(), reason);
        }
        if (id != 0) {
            from.sendControl(acknowledgement(id, change));
        }
    }

    private static byte[] acknowledgement(long id, TableChange change) {
        var ack = SubscriptionAck.newBuilder().setSubscriptionId(id);
        switch (change) {
            case TableChange.Refused(String reason) -> ack.setSuccess(false).setError(reason);
            case TableChange.RouteAdded _, TableChange.RouteRemoved _, TableChange.Accepted _ ->
                    ack.setSuccess(true);
        }
        return Message.newBuilder().setSubscriptionAck(ack).build().toByteArray();
    }

    private void announce(TableChange change) {
        switch (change) {
            case TableChange.RouteAdded(RouteSnapshot route) ->
                    events.accept(new NodeEvent.RouteAdded(Instant.now(), route));
            case TableChange.RouteRemoved(RouteSnapshot route) ->
                    events.accept(new NodeEvent.RouteRemoved(Instant.now(), route));
            case TableChange.Accepted _, TableChange.Refused _ -> {
                // the names are the same as before
            }
        }
    }

    private void refused(Link link, EncodedName name, Optional<Name> strings, String reason) {
        events.accept(
                new NodeEvent.SubscriptionRefused(Instant.now(), link.id(), name, strings, reason));
    }

    /// Finds out who gets the message that was read last.
    void match(HeaderCursor header, Link from, Match<Link> result) {
        NameCursor destination = header.destination();
        table.match(
                destination.component0(),
                destination.component1(),
                destination.component2(),
                destination.idHigh(),
                destination.idLow(),
                header.fanout() == 1 ? Delivery.ONE : Delivery.ALL,
                from,
                result);
    }

    /// A connection has ended: its names go away, in steps, so that its event loop serves others in between.
    void removeAll(Link link) {
        var removed = new ArrayList<RouteSnapshot>();
        boolean done = table.drop(link, DROPPED_AT_ONCE, removed::add);
        Instant now = Instant.now();
        for (RouteSnapshot route : removed) {
            events.accept(new NodeEvent.RouteRemoved(now, route));
        }
        if (!done) {
            try {
                link.loop().execute(() -> removeAll(link));
            } catch (RejectedExecutionException _) {
                // the node is closed, and nobody asks for its routes any more
            }
        }
    }

    Held held(Link link) {
        return table.held(link.id());
    }

    /// @return why not; empty if it is done
    Optional<String> subscribe(LocalLink link, Name name) {
        return outcome(
                link,
                name,
                table.subscribe(link, LOCAL_ID, name.encoded(), Optional.of(name), Instant.now()));
    }

    /// @return why not; empty if it is done
    Optional<String> unsubscribe(LocalLink link, Name name) {
        return outcome(link, name, table.unsubscribe(link, LOCAL_ID, name.encoded()));
    }

    private Optional<String> outcome(LocalLink link, Name name, TableChange change) {
        announce(change);
        if (change instanceof TableChange.Refused(String reason)) {
            refused(link, name.encoded(), Optional.of(name), reason);
            return Optional.of(reason);
        }
        return Optional.empty();
    }

    // ---- for the node

    public int size() {
        return table.size();
    }

    public RouteTableSnapshot snapshot() {
        return table.snapshot();
    }

    public List<RouteSnapshot> of(ConnectionId connection) {
        return table.routesOf(connection);
    }

    Explanation explain(EncodedName destination, Delivery delivery, @Nullable Link from) {
        return table.explain(destination, delivery, from);
    }
}
