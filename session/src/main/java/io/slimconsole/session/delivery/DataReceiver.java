package io.slimconsole.session.delivery;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// What others publish: acknowledged at once, let through once and in each sender's order, asked for again where something
/// is missing, and told as lost where it won't come.
///
/// @see "session.md 3.3"
final class DataReceiver {
    /// Senders that are heard before they are known as members.
    static final int STRANGERS = 64;

    /// After so long without a word, a stranger makes room for another.
    static final Duration STRANGER_SILENCE = Duration.ofSeconds(60);

    /// What may wait for missing messages, of one sender and of all. One message more is taken if less than that waits.
    static final long CAPACITY_BYTES_EACH = 8L << 20;

    static final long CAPACITY_BYTES = 64L << 20;

    /// Missing messages that are asked for as soon as one shows that they are: the others are when these have had their time.
    /// Whoever jumps ahead with each message would otherwise have us send hundreds for every one.
    static final int ASKED_AT_ONCE = 32;

    /// Names that are remembered as removed.
    static final int REMOVED = 256;

    private static final class Sender {
        private final MessageOrder order;
        private boolean member;
        private Instant heard;

        /// Its part of what waits, as it was counted last.
        private long bytes;

        private int kept;

        Sender(MessageOrder order, boolean member, Instant heard) {
            this.order = order;
            this.member = member;
            this.heard = heard;
        }
    }

    private record Request(EncodedName sender, int id) {}

    private final DeliverySettings settings;
    private final Map<EncodedName, Sender> senders = new LinkedHashMap<>();
    private final SequencedSet<EncodedName> removed = new LinkedHashSet<>();
    private final Timers<Request> requests;
    private long bytes;
    private int kept;
    private int strangers;

    DataReceiver(DeliverySettings settings) {
        this.settings = settings;
        this.requests = new Timers<>(settings.reliability());
    }

    boolean isIdle() {
        return requests.size() == 0;
    }

    Optional<Instant> nextDeadline() {
        return requests.next();
    }

    int kept() {
        return kept;
    }

    int requested() {
        return requests.size();
    }

    int strangers() {
        return strangers;
    }

    /// @param ending whether only what is still missing is taken
    void data(SessionMessage arrived, boolean ending, Instant now, List<DeliveryOutput> out) {
        // between two there is nobody else to direct a message past
        SessionMessage message =
                settings.isGroup() || !arrived.isDirected() ? arrived : undirected(arrived);
        EncodedName name = message.source().encoded();
        if (!settings.receives()) {
            ignore(DeliveryOutput.Cause.SEND_ONLY, out);
        } else if (removed.contains(name)) {
            ignore(DeliveryOutput.Cause.REMOVED, out);
        } else if (!settings.isReliable()) {
            unordered(message, ending, out);
        } else if (!message.isDirected() && !MessageIds.isSequenced(message.id())) {
            ignore(DeliveryOutput.Cause.MALFORMED, out);
        } else {
            find(name, message.source(), now)
                    .ifPresentOrElse(
                            sender -> {
                                sender.heard = now;
                                if (message.isDirected()) {
                                    directed(sender, message, ending, out);
                                } else {
                                    sequenced(name, sender, message, ending, now, out);
                                }
                            },
                            () -> ignore(DeliveryOutput.Cause.TOO_MANY_STRANGERS, out));
        }
    }

    private static void unordered(
            SessionMessage message, boolean ending, List<DeliveryOutput> out) {
        if (ending) {
            ignore(DeliveryOutput.Cause.ENDING, out);
        } else {
            out.add(new DeliveryOutput.Deliver(message));
        }
    }

    private void directed(
            Sender sender, SessionMessage message, boolean ending, List<DeliveryOutput> out) {
        if (ending && !sender.order.knowsDirected(message.id())) {
            ignore(DeliveryOutput.Cause.ENDING, out);
            return;
        }
        acknowledge(message, out);
        if (sender.order.isNewDirected(message.id())) {
            out.add(new DeliveryOutput.Deliver(message));
        } else {
            ignore(DeliveryOutput.Cause.DUPLICATE, out);
        }
    }

    private void sequenced(
            EncodedName name,
            Sender sender,
            SessionMessage message,
            boolean ending,
            Instant now,
            List<DeliveryOutput> out) {
        var standing = sender.order.standing(message.id());
        boolean isNew =
                switch (standing) {
                    case NEXT, EARLY -> true;
                    case AWAITED, KEPT, PAST, BEFORE_START -> false;
                };
        if (ending && isNew) {
            ignore(DeliveryOutput.Cause.ENDING, out);
        } else if (mustWait(sender, message.id(), standing) && isFull(sender)) {
            ignore(DeliveryOutput.Cause.FULL, out);
        } else {
            acknowledge(message, out);
            switch (standing) {
                case KEPT, PAST -> ignore(DeliveryOutput.Cause.DUPLICATE, out);
                case NEXT, AWAITED, EARLY, BEFORE_START ->
                        advance(name, sender, sender.order.arrived(message), now, out);
            }
        }
    }

    /// Whether a message, if it is taken, waits for another one.
    private static boolean mustWait(Sender sender, int id, MessageOrder.Standing standing) {
        return switch (standing) {
            case EARLY -> true;
            case AWAITED -> !sender.order.isFirstMissing(id);
            case NEXT, KEPT, PAST, BEFORE_START -> false;
        };
    }

    private boolean isFull(Sender sender) {
        return sender.order.bytes() >= CAPACITY_BYTES_EACH || bytes >= CAPACITY_BYTES;
    }

    private void acknowledge(SessionMessage message, List<DeliveryOutput> out) {
        SessionMessage ack = message.answer(settings.self(), new Body.DataAck());
        out.add(
                new DeliveryOutput.Send(
                        message.isDirected()
                                ? ack.with(Map.of(SessionMessage.DIRECTED, SessionMessage.TRUE))
                                : ack));
    }

    /// The answer to a request of ours.
    void reply(SessionMessage reply, Body.RtxReply body, Instant now, List<DeliveryOutput> out) {
        EncodedName name = reply.source().encoded();
        Sender sender = senders.get(name);
        if (sender == null || sender.order.standing(reply.id()) != MessageOrder.Standing.AWAITED) {
            ignore(DeliveryOutput.Cause.NOT_AWAITED, out);
            return;
        }
        sender.heard = now;
        if (body.lost()) {
            advance(
                    name,
                    sender,
                    sender.order.givenUp(reply.id(), DeliveryOutput.Loss.FORGOTTEN),
                    now,
                    out);
        } else if (mustWait(sender, reply.id(), MessageOrder.Standing.AWAITED) && isFull(sender)) {
            ignore(DeliveryOutput.Cause.FULL, out);
        } else {
            SessionMessage message = reply.with(new Body.Data(body.payloadType(), body.blob()));
            advance(name, sender, sender.order.arrived(message), now, out);
        }
    }

    void online(Participant participant, boolean fresh, Instant now) {
        EncodedName name = participant.name().encoded();
        removed.remove(name);
        Sender known = senders.get(name);
        if (known == null) {
            MessageOrder order =
                    fresh
                            ? MessageOrder.fromTheStart(participant.name())
                            : MessageOrder.fromAnywhere(participant.name());
            senders.put(name, new Sender(order, true, now));
        } else if (!known.member) {
            known.member = true;
            strangers--;
        }
    }

    void removed(Name member, Instant now, List<DeliveryOutput> out) {
        EncodedName name = member.encoded();
        removed.add(name);
        if (removed.size() > REMOVED) {
            removed.removeFirst();
        }
        Sender sender = senders.remove(name);
        if (sender != null) {
            strangers -= sender.member ? 0 : 1;
            advance(name, sender, sender.order.ended(), now, out);
        }
    }

    void timePassed(Instant now, List<DeliveryOutput> out) {
        for (var due = requests.expire(now); due.isPresent(); due = requests.expire(now)) {
            Request request = due.get().key();
            Sender sender = senders.get(request.sender());
            if (sender == null) {
                throw new IllegalStateException(
                        "message %d is asked for, of %s who is not heard"
                                .formatted(request.id(), request.sender()));
            }
            if (due.get().last()) {
                Progress without =
                        sender.order.givenUp(request.id(), DeliveryOutput.Loss.NO_ANSWER);
                advance(request.sender(), sender, without, now, out);
            } else {
                out.add(request(sender, request.id()));
            }
        }
    }

    void end(Instant now, List<DeliveryOutput> out) {
        senders.forEach((name, sender) -> advance(name, sender, sender.order.ended(), now, out));
    }

    private void advance(
            EncodedName name,
            Sender sender,
            Progress progress,
            Instant now,
            List<DeliveryOutput> out) {
        bytes += sender.order.bytes() - sender.bytes;
        kept += sender.order.kept() - sender.kept;
        sender.bytes = sender.order.bytes();
        sender.kept = sender.order.kept();
        progress.closed().forEach(id -> requests.stop(new Request(name, id)));
        out.addAll(progress.released());
        progress.missing().forEach(id -> requests.start(new Request(name, id), now));
        progress.missing().stream()
                .limit(ASKED_AT_ONCE)
                .forEach(id -> out.add(request(sender, id)));
    }

    private DeliveryOutput request(Sender sender, int id) {
        return new DeliveryOutput.Send(
                new SessionMessage(
                        settings.self(),
                        sender.order.sender(),
                        false,
                        settings.kind(),
                        settings.session(),
                        id,
                        Map.of(),
                        new Body.RtxRequest()));
    }

    private Optional<Sender> find(EncodedName name, Name source, Instant now) {
        Sender known = senders.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (strangers >= STRANGERS && !forgetSilentStranger(now)) {
            return Optional.empty();
        }
        strangers++;
        var stranger = new Sender(MessageOrder.fromAnywhere(source), false, now);
        senders.put(name, stranger);
        return Optional.of(stranger);
    }

    private boolean forgetSilentStranger(Instant now) {
        Instant since = now.minus(STRANGER_SILENCE);
        boolean forgotten =
                senders.values()
                        .removeIf(
                                each ->
                                        !each.member
                                                && !each.order.hasGap()
                                                && !each.heard.isAfter(since));
        strangers = (int) senders.values().stream().filter(each -> !each.member).count();
        return forgotten;
    }

    private static SessionMessage undirected(SessionMessage message) {
        var metadata = new HashMap<>(message.metadata());
        metadata.remove(SessionMessage.DIRECTED);
        return message.with(metadata);
    }

    private static void ignore(DeliveryOutput.Cause cause, List<DeliveryOutput> out) {
        out.add(new DeliveryOutput.Ignored(cause));
    }
}
