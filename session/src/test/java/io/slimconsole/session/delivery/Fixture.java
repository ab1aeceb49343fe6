package io.slimconsole.session.delivery;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// One delivery, of Anna, with a clock to set; and what is said in her session.
final class Fixture {
    static final Name ANNA = new Name("org", "ns", "anna", new NameId(0, 1));
    static final Name BERTA = new Name("org", "ns", "berta", new NameId(0, 2));
    static final Name CAROL = new Name("org", "ns", "carol", new NameId(0, 3));
    static final Name CHANNEL = new Name("org", "ns", "channel", new NameId(0, 4));
    static final Duration T = Duration.ofSeconds(1);
    static final int RETRIES = 2;
    static final Reliability RELIABLE = new Reliability(T, RETRIES);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final int SESSION = 7;

    final Delivery delivery;
    private final boolean group;
    private Instant now = START;

    private Fixture(DeliverySettings settings, RandomGenerator random) {
        delivery = new Delivery(settings, random);
        group = settings.isGroup();
    }

    static Fixture group() {
        return group(0);
    }

    static Fixture group(int sequence) {
        return of(
                new DeliverySettings(
                        ANNA,
                        Optional.of(CHANNEL),
                        SESSION,
                        Optional.of(RELIABLE),
                        true,
                        true,
                        sequence));
    }

    /// A group in which the ids of messages to one member are chosen.
    static Fixture groupWithDirectedIds(int id) {
        var chosen =
                new Random() {
                    @Override
                    public int nextInt(int origin, int bound) {
                        return id;
                    }
                };
        return new Fixture(
                new DeliverySettings(
                        ANNA, Optional.of(CHANNEL), SESSION, Optional.of(RELIABLE), true, true, 0),
                chosen);
    }

    static Fixture unreliableGroup() {
        return of(
                new DeliverySettings(
                        ANNA, Optional.of(CHANNEL), SESSION, Optional.empty(), true, true, 0));
    }

    static Fixture pointToPoint() {
        return of(
                new DeliverySettings(
                        ANNA, Optional.empty(), SESSION, Optional.of(RELIABLE), true, true, 0));
    }

    static Fixture of(DeliverySettings settings) {
        return new Fixture(settings, new Random(1));
    }

    Fixture with(Name... members) {
        for (Name member : members) {
            on(online(member));
        }
        return this;
    }

    List<DeliveryOutput> on(DeliveryInput input) {
        return delivery.on(input, now);
    }

    /// What happens until so much later, each deadline at its time.
    List<DeliveryOutput> after(Duration duration) {
        Instant end = now.plus(duration);
        var all = new ArrayList<DeliveryOutput>();
        for (var next = delivery.nextDeadline();
                next.filter(due -> !due.isAfter(end)).isPresent();
                next = delivery.nextDeadline()) {
            now = next.get();
            all.addAll(on(new DeliveryInput.TimePassed()));
        }
        now = end;
        return all;
    }

    List<DeliveryOutput> publish(int number) {
        return on(new DeliveryInput.Publish(number, payload(number)));
    }

    List<DeliveryOutput> publishTo(Name member, int number) {
        return on(new DeliveryInput.PublishTo(number, member, payload(number)));
    }

    List<DeliveryOutput> receive(SessionMessage message) {
        return on(new DeliveryInput.Received(message));
    }

    // what is said

    static DeliveryInput online(Name member) {
        return new DeliveryInput.MemberOnline(new Participant(member, true, true, true), false);
    }

    static DeliveryInput fresh(Name member) {
        return new DeliveryInput.MemberOnline(new Participant(member, true, true, true), true);
    }

    static Payload payload(int number) {
        return new Payload("text", blob(number), Map.of("k", "v"));
    }

    static Body.Data body(int number) {
        return new Body.Data("text", blob(number));
    }

    private static ByteString blob(int number) {
        return ByteString.copyFromUtf8("message " + number);
    }

    /// Data to all, with its id as the number of its content.
    SessionMessage data(Name source, int id) {
        return message(source, group ? CHANNEL : ANNA, group, id, Map.of("k", "v"), body(id));
    }

    SessionMessage data(Name source, Name destination, int id) {
        return data(source, id).to(destination);
    }

    SessionMessage directed(Name source, Name destination, int id, int number) {
        return message(
                source,
                destination,
                false,
                id,
                Map.of("k", "v", "PUBLISH_TO", "TRUE"),
                body(number));
    }

    SessionMessage ack(Name source, Name destination, int id) {
        return message(source, destination, false, id, Map.of(), new Body.DataAck());
    }

    SessionMessage directedAck(Name source, Name destination, int id) {
        return ack(source, destination, id).with(Map.of("PUBLISH_TO", "TRUE"));
    }

    SessionMessage request(Name source, Name destination, int id) {
        return message(source, destination, false, id, Map.of(), new Body.RtxRequest());
    }

    SessionMessage reply(Name source, Name destination, int id) {
        return data(source, id).to(destination).with(new Body.RtxReply("text", blob(id), false));
    }

    SessionMessage notKept(Name source, Name destination, int id) {
        return message(
                source,
                destination,
                false,
                id,
                Map.of(),
                new Body.RtxReply("", ByteString.EMPTY, true));
    }

    private SessionMessage message(
            Name source,
            Name destination,
            boolean toAll,
            int id,
            Map<String, String> metadata,
            Body body) {
        return new SessionMessage(
                source,
                destination,
                toAll,
                group ? SessionKind.GROUP : SessionKind.POINT_TO_POINT,
                SESSION,
                id,
                metadata,
                body);
    }

    // what is to be done

    static DeliveryOutput send(SessionMessage message) {
        return new DeliveryOutput.Send(message);
    }

    static DeliveryOutput deliver(SessionMessage message) {
        return new DeliveryOutput.Deliver(message);
    }

    static DeliveryOutput lost(Name source, int first, int count, DeliveryOutput.Loss reason) {
        return new DeliveryOutput.Lost(source, first, count, reason);
    }

    static DeliveryOutput ignored(DeliveryOutput.Cause cause) {
        return new DeliveryOutput.Ignored(cause);
    }

    static DeliveryOutput refused(int number, PublishOutcome.Reason reason) {
        return new DeliveryOutput.Resolved(number, new PublishOutcome.Refused(reason));
    }

    static DeliveryOutput answered(int number, int id, SequencedMap<Name, Receipt> receipts) {
        return new DeliveryOutput.Resolved(number, new PublishOutcome.Answered(id, receipts));
    }

    static SequencedMap<Name, Receipt> receipts(Name member, Receipt receipt) {
        var one = new LinkedHashMap<Name, Receipt>();
        one.put(member, receipt);
        return one;
    }

    static SequencedMap<Name, Receipt> receipts(
            Name member, Receipt receipt, Name other, Receipt others) {
        var both = receipts(member, receipt);
        both.put(other, others);
        return both;
    }
}
