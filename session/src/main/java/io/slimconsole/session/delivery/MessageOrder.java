package io.slimconsole.session.delivery;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The order of one sender's messages: lets through what is next, keeps what is early, knows what is missing, and drops
/// what was there before.
///
/// Keeps at most [#REACH] messages: a sender keeps no more than that to send again, so that what is missing farther back
/// will not come.
///
/// @see "session.md 3.3"
final class MessageOrder {
    static final int REACH = SentMessages.CAPACITY;

    /// Where a message with a certain id stands.
    enum Standing {
        /// It is the next one, or the first of all.
        NEXT,
        /// It is known to be missing.
        AWAITED,
        /// It has to wait for others before it.
        EARLY,
        /// It is here, and waits.
        KEPT,
        /// The order has gone past it.
        PAST,
        /// It is older than the first one that we heard of, and has not come so far.
        BEFORE_START
    }

    private sealed interface Place {
        record Missing() implements Place {}

        record Kept(SessionMessage message) implements Place {}

        record GivenUp(DeliveryOutput.Loss reason) implements Place {}
    }

    private final Name sender;
    private final Map<Integer, Place> places = new HashMap<>();
    private final BitSet beforeStart = new BitSet(REACH);
    private final SequencedSet<Integer> directed = new LinkedHashSet<>();
    private boolean started;
    private int start;
    private int last;
    private long bytes;
    private int kept;

    private MessageOrder(Name sender) {
        this.sender = sender;
    }

    /// Of a sender of whom we know nothing: the first message that we hear is the first one.
    static MessageOrder fromAnywhere(Name sender) {
        return new MessageOrder(sender);
    }

    /// Of a sender who has yet to send its first message, which will have the id 1.
    static MessageOrder fromTheStart(Name sender) {
        var order = new MessageOrder(sender);
        order.startAt(0);
        // there is nothing before the first message
        order.beforeStart.set(0, REACH);
        return order;
    }

    Name sender() {
        return sender;
    }

    /// What the messages that wait weigh.
    long bytes() {
        return bytes;
    }

    /// How many messages wait.
    int kept() {
        return kept;
    }

    /// Whether a message is missing or waits.
    boolean hasGap() {
        return !places.isEmpty();
    }

    /// Whether nothing else is missing before this one.
    boolean isFirstMissing(int id) {
        return MessageIds.distance(last, id) == 1;
    }

    Standing standing(int id) {
        if (!started) {
            return Standing.NEXT;
        }
        if (!MessageIds.isAfter(id, last)) {
            int before = MessageIds.distance(id, start);
            return before > 0 && before <= REACH && !beforeStart.get(before - 1)
                    ? Standing.BEFORE_START
                    : Standing.PAST;
        }
        return switch (places.get(id)) {
            case null -> MessageIds.distance(last, id) == 1 ? Standing.NEXT : Standing.EARLY;
            case Place.Missing _, Place.GivenUp _ -> Standing.AWAITED;
            case Place.Kept _ -> Standing.KEPT;
        };
    }

    /// A message is here, whatever its standing.
    Progress arrived(SessionMessage message) {
        return switch (standing(message.id())) {
            case NEXT -> next(message);
            case AWAITED -> awaited(message);
            case EARLY -> early(message);
            case KEPT, PAST -> Progress.NONE;
            case BEFORE_START -> beforeStart(message.id());
        };
    }

    private Progress next(SessionMessage message) {
        if (!started) {
            startAt(message.id());
        }
        last = message.id();
        return Progress.of(new DeliveryOutput.Deliver(message));
    }

    private void startAt(int id) {
        started = true;
        start = id;
        last = id;
    }

    private Progress awaited(SessionMessage message) {
        keep(message);
        return new Progress(release(), List.of(), List.of(message.id()));
    }

    private Progress early(SessionMessage message) {
        var closed = new ArrayList<Integer>();
        var released = new Released();
        int oldest = MessageIds.plus(message.id(), 1 - REACH);
        if (MessageIds.distance(last, message.id()) > REACH) {
            skipTo(oldest, closed, released);
        }
        var missing = new ArrayList<Integer>();
        // from the newest place back: those of an earlier gap are there already
        for (int id = MessageIds.plus(message.id(), -1);
                id != last && !places.containsKey(id);
                id = MessageIds.plus(id, -1)) {
            places.put(id, new Place.Missing());
            missing.add(id);
        }
        keep(message);
        release(released);
        return new Progress(released.outputs, List.copyOf(missing.reversed()), closed);
    }

    /// Goes on to right before `id`: with what is kept on the way, and without what is missing.
    private void skipTo(int id, List<Integer> closed, Released released) {
        int until = MessageIds.plus(id, -1);
        while (last != until && !places.isEmpty()) {
            int next = MessageIds.after(last);
            if (places.get(next) instanceof Place.Missing) {
                closed.add(next);
                places.put(next, new Place.GivenUp(DeliveryOutput.Loss.OVERTAKEN));
            }
            step(next, released);
        }
        if (last != until) {
            released.lost(
                    MessageIds.after(last),
                    MessageIds.distance(last, until),
                    DeliveryOutput.Loss.OVERTAKEN);
            last = until;
        }
    }

    private Progress beforeStart(int id) {
        beforeStart.set(MessageIds.distance(id, start) - 1);
        return Progress.of(
                new DeliveryOutput.Lost(sender, id, 1, DeliveryOutput.Loss.BEFORE_START));
    }

    /// A missing message won't come.
    Progress givenUp(int id, DeliveryOutput.Loss reason) {
        if (!(places.get(id) instanceof Place.Missing)) {
            return Progress.NONE;
        }
        places.put(id, new Place.GivenUp(reason));
        return new Progress(release(), List.of(), List.of(id));
    }

    /// No message comes any more: lets go all that waits.
    Progress ended() {
        var closed = new ArrayList<Integer>();
        var released = new Released();
        while (!places.isEmpty()) {
            int next = MessageIds.after(last);
            if (places.get(next) instanceof Place.Missing) {
                closed.add(next);
                places.put(next, new Place.GivenUp(DeliveryOutput.Loss.ENDED));
            }
            step(next, released);
        }
        return new Progress(released.outputs, List.of(), closed);
    }

    /// Takes a message that is in no order.
    ///
    /// @return whether it is not one of the last few again
    boolean isNewDirected(int id) {
        if (!directed.add(id)) {
            return false;
        }
        if (directed.size() > REACH) {
            directed.removeFirst();
        }
        return true;
    }

    boolean knowsDirected(int id) {
        return directed.contains(id);
    }

    private void keep(SessionMessage message) {
        places.put(message.id(), new Place.Kept(message));
        bytes += Weight.of(message);
        kept++;
    }

    private List<DeliveryOutput> release() {
        var released = new Released();
        release(released);
        return released.outputs;
    }

    private void release(Released released) {
        for (int next = MessageIds.after(last);
                places.containsKey(next) && !(places.get(next) instanceof Place.Missing);
                next = MessageIds.after(last)) {
            step(next, released);
        }
    }

    /// Past the next place, which is not missing.
    private void step(int next, Released released) {
        switch (places.remove(next)) {
            case Place.Kept(var message) -> {
                bytes -= Weight.of(message);
                kept--;
                released.outputs.add(new DeliveryOutput.Deliver(message));
            }
            case Place.GivenUp(var reason) -> released.lost(next, 1, reason);
            case Place.Missing _ ->
                    throw new IllegalStateException("message %d is missing".formatted(next));
            case null -> throw new IllegalStateException("no place for message %d".formatted(next));
        }
        last = next;
    }

    /// In order, with losses that follow one another told as one.
    private final class Released {
        private final List<DeliveryOutput> outputs = new ArrayList<>();

        void lost(int first, int count, DeliveryOutput.Loss reason) {
            if (!outputs.isEmpty()
                    && outputs.getLast() instanceof DeliveryOutput.Lost before
                    && before.reason() == reason) {
                outputs.removeLast();
                outputs.add(
                        new DeliveryOutput.Lost(
                                sender, before.first(), before.count() + count, reason));
            } else {
                outputs.add(new DeliveryOutput.Lost(sender, first, count, reason));
            }
        }
    }
}
