package io.slimconsole.session.delivery;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// What we publish: numbered, repeated until each member has acknowledged it or is given up, and sent once more to whoever
/// asks.
///
/// A request for a message is no acknowledgement here, other than upstream: its sender doesn't have the message, and the
/// answer to a request is never acknowledged. So the message is repeated until it is.
///
/// @see "session.md 3.2, 3.4"
final class DataSender {
    /// No more are on their way, or wait for a first member, than could be asked for again.
    static final int CAPACITY = SentMessages.CAPACITY;

    private static final Body.RtxReply NOT_KEPT = new Body.RtxReply("", ByteString.EMPTY, true);

    /// Somebody in the session.
    ///
    /// @param before how many messages were published before; those are not for him
    private record Member(long before) {}

    private record Unsent(long ticket, Payload payload) {}

    private final DeliverySettings settings;
    private final RandomGenerator random;
    private final Map<EncodedName, Member> members = new HashMap<>();
    private final Queue<Unsent> unsent = new ArrayDeque<>();
    private final SequencedMap<Integer, Outstanding> outstanding = new LinkedHashMap<>();
    private final SentMessages sent = new SentMessages();
    private final Timers<Integer> timers;

    /// Who gets what is published. Each message keeps the map of its time: then the next change makes a new one.
    private SequencedMap<EncodedName, Name> online = new LinkedHashMap<>();

    private boolean onlineIsKept;

    private int sequence;
    private long published;
    private long bytes;

    DataSender(DeliverySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.timers = new Timers<>(settings.reliability());
        this.sequence = settings.sequence();
    }

    /// The last id that was used.
    int sequence() {
        return sequence;
    }

    boolean hasRoom() {
        return outstanding.size() + unsent.size() < CAPACITY && bytes < SentMessages.CAPACITY_BYTES;
    }

    boolean isIdle() {
        return outstanding.isEmpty() && unsent.isEmpty();
    }

    Optional<Instant> nextDeadline() {
        return timers.next();
    }

    int unacknowledged() {
        return outstanding.size();
    }

    int unsent() {
        return unsent.size();
    }

    int repeatable() {
        return sent.size();
    }

    void publish(long ticket, Payload payload, Instant now, List<DeliveryOutput> out) {
        if (!settings.sends()) {
            out.add(refused(ticket, PublishOutcome.Reason.RECEIVE_ONLY));
        } else if (Weight.of(payload) > Payload.LARGEST) {
            out.add(refused(ticket, PublishOutcome.Reason.TOO_LARGE));
        } else if (!hasRoom()) {
            out.add(refused(ticket, PublishOutcome.Reason.FULL));
        } else if (online.isEmpty()) {
            unsent.add(new Unsent(ticket, payload));
            bytes += Weight.of(payload);
        } else {
            send(ticket, payload, now, out);
        }
    }

    void publishTo(
            long ticket, Name destination, Payload payload, Instant now, List<DeliveryOutput> out) {
        Name member = online.get(destination.encoded());
        if (!settings.sends()) {
            out.add(refused(ticket, PublishOutcome.Reason.RECEIVE_ONLY));
        } else if (member == null) {
            out.add(refused(ticket, PublishOutcome.Reason.UNKNOWN_DESTINATION));
        } else if (!settings.isGroup()) {
            publish(ticket, payload, now, out);
        } else if (Weight.of(payload) > Payload.LARGEST) {
            out.add(refused(ticket, PublishOutcome.Reason.TOO_LARGE));
        } else if (!hasRoom()) {
            out.add(refused(ticket, PublishOutcome.Reason.FULL));
        } else {
            sendDirected(ticket, member, payload, now, out);
        }
    }

    private void send(long ticket, Payload payload, Instant now, List<DeliveryOutput> out) {
        sequence = MessageIds.after(sequence);
        published++;
        List<Name> destinations =
                settings.channel().map(List::of).orElseGet(() -> List.copyOf(online.values()));
        SessionMessage message =
                new SessionMessage(
                        settings.self(),
                        destinations.getFirst(),
                        settings.isGroup(),
                        settings.kind(),
                        settings.session(),
                        sequence,
                        payload.metadata(),
                        payload.body());
        for (Name destination : destinations) {
            out.add(new DeliveryOutput.Send(message.to(destination)));
        }
        if (settings.isReliable()) {
            sent.add(message);
        }
        onlineIsKept = true;
        awaitAnswers(new Outstanding(ticket, message, online), now, out);
    }

    private void sendDirected(
            long ticket, Name member, Payload payload, Instant now, List<DeliveryOutput> out) {
        int id = MessageIds.directed(random);
        while (outstanding.containsKey(id)) {
            id = MessageIds.directed(random);
        }
        var metadata = new HashMap<>(payload.metadata());
        metadata.put(SessionMessage.DIRECTED, SessionMessage.TRUE);
        SessionMessage message =
                new SessionMessage(
                        settings.self(),
                        member,
                        false,
                        settings.kind(),
                        settings.session(),
                        id,
                        metadata,
                        payload.body());
        out.add(new DeliveryOutput.Send(message));
        var alone = new LinkedHashMap<EncodedName, Name>();
        alone.put(member.encoded(), member);
        awaitAnswers(new Outstanding(ticket, message, alone), now, out);
    }

    private void awaitAnswers(Outstanding one, Instant now, List<DeliveryOutput> out) {
        int id = one.message().id();
        if (settings.isReliable()) {
            outstanding.put(id, one);
            bytes += Weight.of(one.message());
            timers.start(id, now);
        } else {
            out.add(new DeliveryOutput.Resolved(one.ticket(), new PublishOutcome.Sent(id)));
        }
    }

    void acknowledged(SessionMessage ack, List<DeliveryOutput> out) {
        EncodedName member = ack.source().encoded();
        Outstanding one = outstanding.get(ack.id());
        if (one == null || !one.awaits(member)) {
            out.add(new DeliveryOutput.Ignored(DeliveryOutput.Cause.NOT_AWAITED));
            return;
        }
        one.settle(member, Receipt.ACKNOWLEDGED);
        resolveIfSettled(one, out);
    }

    void requested(SessionMessage request, List<DeliveryOutput> out) {
        Member member = members.get(request.source().encoded());
        if (!settings.isReliable()) {
            out.add(new DeliveryOutput.Ignored(DeliveryOutput.Cause.NOT_AWAITED));
        } else if (member == null) {
            // upstream answers everybody; without MLS that would be in plaintext
            out.add(new DeliveryOutput.Ignored(DeliveryOutput.Cause.STRANGER));
        } else {
            SessionMessage reply =
                    find(request.id())
                            .filter(_ -> ordinal(request.id()) > member.before())
                            .map(kept -> reply(kept, request))
                            .orElseGet(() -> request.answer(settings.self(), NOT_KEPT));
            out.add(new DeliveryOutput.Send(reply));
        }
    }

    /// A message to all. One to a single member is nobody else's, and that one is not asked for: it is in no order.
    private Optional<SessionMessage> find(int id) {
        if (!MessageIds.isSequenced(id)) {
            return Optional.empty();
        }
        Outstanding one = outstanding.get(id);
        return one == null ? sent.find(id) : Optional.of(one.message());
    }

    /// The how-manieth of this machine's messages to all an id is of, if it is of one of the newest.
    private long ordinal(int id) {
        return published - MessageIds.distance(id, sequence);
    }

    private static SessionMessage reply(SessionMessage kept, SessionMessage request) {
        return kept.body() instanceof Body.Data(String type, ByteString blob)
                ? kept.to(request.source()).with(new Body.RtxReply(type, blob, false))
                : kept.to(request.source()).with(NOT_KEPT);
    }

    void online(Participant participant, Instant now, List<DeliveryOutput> out) {
        EncodedName key = participant.name().encoded();
        members.putIfAbsent(key, new Member(published));
        if (!participant.receives()) {
            return;
        }
        ownOnline().put(key, participant.name());
        while (!unsent.isEmpty()) {
            Unsent first = unsent.remove();
            bytes -= Weight.of(first.payload());
            send(first.ticket(), first.payload(), now, out);
        }
    }

    /// To be changed: whoever keeps it does not see that.
    private SequencedMap<EncodedName, Name> ownOnline() {
        if (onlineIsKept) {
            online = new LinkedHashMap<>(online);
            onlineIsKept = false;
        }
        return online;
    }

    void offline(Name name, List<DeliveryOutput> out) {
        absent(name, Receipt.LEFT, out);
    }

    void removed(Name name, List<DeliveryOutput> out) {
        members.remove(name.encoded());
        absent(name, Receipt.LEFT, out);
    }

    private void absent(Name name, Receipt receipt, List<DeliveryOutput> out) {
        EncodedName key = name.encoded();
        ownOnline().remove(key);
        for (Outstanding one : List.copyOf(outstanding.values())) {
            if (one.awaits(key)) {
                one.settle(key, receipt);
                resolveIfSettled(one, out);
            }
        }
    }

    void timePassed(Instant now, List<DeliveryOutput> out) {
        for (var due = timers.expire(now); due.isPresent(); due = timers.expire(now)) {
            Outstanding one = outstanding.get(due.get().key());
            if (one == null) {
                throw new IllegalStateException(
                        "a timer runs for message %s, which is not on its way"
                                .formatted(Integer.toUnsignedString(due.get().key())));
            }
            if (due.get().last()) {
                giveUp(one, out);
            } else {
                one.repetitions().forEach(each -> out.add(new DeliveryOutput.Send(each)));
            }
        }
    }

    private void giveUp(Outstanding one, List<DeliveryOutput> out) {
        for (Name silent : one.awaited()) {
            out.add(new DeliveryOutput.Unreachable(silent));
            absent(silent, Receipt.UNREACHABLE, out);
        }
    }

    private void resolveIfSettled(Outstanding one, List<DeliveryOutput> out) {
        if (one.isSettled()) {
            resolve(one, out);
        }
    }

    private void resolve(Outstanding one, List<DeliveryOutput> out) {
        int id = one.message().id();
        outstanding.remove(id);
        bytes -= Weight.of(one.message());
        timers.stop(id);
        out.add(new DeliveryOutput.Resolved(one.ticket(), one.outcome()));
    }

    /// What waits for a first member is not sent any more.
    void refuseUnsent(List<DeliveryOutput> out) {
        for (Unsent each : unsent) {
            bytes -= Weight.of(each.payload());
            out.add(refused(each.ticket(), PublishOutcome.Reason.NOBODY_CAME));
        }
        unsent.clear();
    }

    void end(List<DeliveryOutput> out) {
        refuseUnsent(out);
        for (Outstanding one : new ArrayList<>(outstanding.values())) {
            resolve(one, out);
        }
    }

    static DeliveryOutput refused(long ticket, PublishOutcome.Reason reason) {
        return new DeliveryOutput.Resolved(ticket, new PublishOutcome.Refused(reason));
    }
}
