package io.slimconsole.session.delivery;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Delivers the data of one session, both ways.
///
/// A machine without a clock or a network: [#on] takes what happened, and answers what is to be done. The same inputs at
/// the same times give the same outputs. It is changed in place, as copying hundreds of kept messages for every input
/// would cost more than the work itself, so it belongs to the session's thread. Call [DeliveryInput.TimePassed] when
/// [#nextDeadline] has come.
///
/// What it promises, in a reliable session:
/// - each publication is resolved exactly once: when all that it was sent for have acknowledged it or are given up, after
///   (retries + 1) intervals; what is published while nobody is there waits for the first member, or the session's end
/// - each message of a sender is let through at most once and in order; in the place of one that won't come, it says so
/// - what it acknowledges to others, it lets through or tells as lost
/// - nobody gets a message again that was published before he came
///
/// What it keeps is limited: [DataSender#CAPACITY] messages on their way, [MessageOrder#REACH] per sender that wait for
/// others, fewer where they are long; who else comes is [DeliveryOutput.Ignored] or [PublishOutcome.Refused], with the reason. Members
/// are as many as the session's membership says.
///
/// @see "session.md 3"
public final class Delivery {
    /// How long a session that ends waits for what is under way.
    public static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

    private sealed interface Phase {
        record Open() implements Phase {}

        record Draining(Instant until) implements Phase {}

        record Over() implements Phase {}
    }

    private record At(Phase phase, DeliveryInput input) {}

    private final EncodedName self;
    private final DataSender sender;
    private final DataReceiver receiver;
    private Phase phase = new Phase.Open();
    private Instant now = Instant.MIN;

    /// @param random for ids of messages to one member
    public Delivery(DeliverySettings settings, RandomGenerator random) {
        self = settings.self().encoded();
        sender = new DataSender(settings, random);
        receiver = new DataReceiver(settings);
    }

    /// @param time when it happened; if that is before the last input, it counts as of then
    /// @return what is to be done, in order
    public List<DeliveryOutput> on(DeliveryInput input, Instant time) {
        now = time.isAfter(now) ? time : now;
        var out = new ArrayList<DeliveryOutput>();
        handle(input, out);
        if (phase instanceof Phase.Draining && sender.isIdle() && receiver.isIdle()) {
            end(out);
        }
        return Collections.unmodifiableList(out);
    }

    /// When [DeliveryInput.TimePassed] is due; empty if nothing waits for anything.
    public Optional<Instant> nextDeadline() {
        Optional<Instant> limit =
                phase instanceof Phase.Draining(var until) ? Optional.of(until) : Optional.empty();
        return Stream.of(sender.nextDeadline(), receiver.nextDeadline(), limit)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /// Whether there is room for one more publication. If not, hold it back until one is resolved.
    public boolean hasRoom() {
        return sender.hasRoom();
    }

    /// The last id that was used for a message to all: what a stored session goes on from.
    public int sequence() {
        return sender.sequence();
    }

    public Load load() {
        return new Load(
                sender.unacknowledged(),
                sender.unsent(),
                sender.repeatable(),
                receiver.kept(),
                receiver.requested(),
                receiver.strangers());
    }

    private void handle(DeliveryInput input, List<DeliveryOutput> out) {
        switch (new At(phase, input)) {
            case At(Phase.Open _, DeliveryInput.Publish(var ticket, var payload)) ->
                    sender.publish(ticket, payload, now, out);
            case At(
                            Phase.Open _,
                            DeliveryInput.PublishTo(var ticket, var destination, var payload)) ->
                    sender.publishTo(ticket, destination, payload, now, out);
            case At(Phase.Draining _, DeliveryInput.Publish(var ticket, _)) ->
                    out.add(DataSender.refused(ticket, PublishOutcome.Reason.ENDING));
            case At(Phase.Draining _, DeliveryInput.PublishTo(var ticket, _, _)) ->
                    out.add(DataSender.refused(ticket, PublishOutcome.Reason.ENDING));
            case At(Phase.Over _, DeliveryInput.Publish(var ticket, _)) ->
                    out.add(DataSender.refused(ticket, PublishOutcome.Reason.ENDED));
            case At(Phase.Over _, DeliveryInput.PublishTo(var ticket, _, _)) ->
                    out.add(DataSender.refused(ticket, PublishOutcome.Reason.ENDED));

            case At(Phase.Open _, DeliveryInput.Received(var message)) ->
                    received(message, false, out);
            case At(Phase.Draining _, DeliveryInput.Received(var message)) ->
                    received(message, true, out);
            case At(Phase.Over _, DeliveryInput.Received _) ->
                    out.add(new DeliveryOutput.Ignored(DeliveryOutput.Cause.ENDED));

            case At(Phase.Over _, DeliveryInput.MemberOnline _),
                    At(Phase.Over _, DeliveryInput.MemberOffline _),
                    At(Phase.Over _, DeliveryInput.MemberRemoved _) -> {}
            // a roster names us too
            case At(_, DeliveryInput.MemberOnline(var participant, _))
                    when isSelf(participant.name()) -> {}
            case At(_, DeliveryInput.MemberOnline(var participant, var fresh)) -> {
                receiver.online(participant, fresh, now);
                sender.online(participant, now, out);
            }
            case At(_, DeliveryInput.MemberOffline(var name)) -> sender.offline(name, out);
            case At(_, DeliveryInput.MemberRemoved(var name)) -> {
                receiver.removed(name, now, out);
                sender.removed(name, out);
            }

            case At(Phase.Open _, DeliveryInput.TimePassed _) -> timePassed(out);
            case At(Phase.Draining(var until), DeliveryInput.TimePassed _) -> {
                timePassed(out);
                if (!now.isBefore(until)) {
                    end(out);
                }
            }

            case At(Phase.Open _, DeliveryInput.Drain _) -> {
                sender.refuseUnsent(out);
                phase = new Phase.Draining(now.plus(DRAIN_LIMIT));
            }
            // asked twice: the first limit holds
            case At(Phase.Draining _, DeliveryInput.Drain _) -> {}
            case At(Phase.Open _, DeliveryInput.Close _),
                    At(Phase.Draining _, DeliveryInput.Close _) ->
                    end(out);
            case At(Phase.Over _, DeliveryInput.TimePassed _),
                    At(Phase.Over _, DeliveryInput.Drain _),
                    At(Phase.Over _, DeliveryInput.Close _) -> {}
        }
    }

    private void received(SessionMessage message, boolean ending, List<DeliveryOutput> out) {
        switch (message.body()) {
            case Body.Data _ -> receiver.data(message, ending, now, out);
            case Body.DataAck _ -> sender.acknowledged(message, out);
            case Body.RtxRequest _ -> sender.requested(message, out);
            case Body.RtxReply reply -> receiver.reply(message, reply, now, out);
            // no input is made of the others, see DeliveryInput.Received
            default -> throw new IllegalStateException("no data of a session: " + message.body());
        }
    }

    private boolean isSelf(Name name) {
        return name.encoded().equals(self);
    }

    private void timePassed(List<DeliveryOutput> out) {
        sender.timePassed(now, out);
        receiver.timePassed(now, out);
    }

    private void end(List<DeliveryOutput> out) {
        sender.end(out);
        receiver.end(now, out);
        phase = new Phase.Over();
        out.add(new DeliveryOutput.Ended());
    }
}
