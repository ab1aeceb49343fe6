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

    private Fixture(DeliverySettings settings) {
        delivery = new Delivery(settings, new Random(1));
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
        return new Fixture(settings);
    }

    Fixture with(Name... members) {
        for (Name member : members) {
            on(online(member));
        }
        return this;
    }

    List<Output> on(Input input) {
        return delivery.on(input, now);
    }

    /// What happens until so much later, each deadline at its time.
    List<Output> after(Duration duration) {
        Instant end = now.plus(duration);
        var all = new ArrayList<Output>();
        for (var next = delivery.nextDeadline();
                next.filter(due -> !due.isAfter(end)).isPresent();
                next = delivery.nextDeadline()) {
            now = next.get();
            all.addAll(on(new Input.TimePassed()));
        }
        now = end;
        return all;
    }

    List<Output> publish(int number) {
        return on(new Input.Publish(new Ticket(number), payload(number)));
    }

    List<Output> publishTo(Name member, int number) {
        return on(new Input.PublishTo(new Ticket(number), member, payload(number)));
    }

    List<Output> receive(SessionMessage message) {
        return on(new Input.Received(message));
    }

    // what is said

    static Input online(Name member) {
        return new Input.MemberOnline(new Participant(member, true, true, true), false);
    }

    static Input fresh(Name member) {
        return new Input.MemberOnline(new Participant(member, true, true, true), true);
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

    static Output send(SessionMessage message) {
        return new Output.Send(message);
    }

    static Output deliver(SessionMessage message) {
        return new Output.Deliver(message);
    }

    static Output lost(Name source, int first, int count, Output.Loss reason) {
        return new Output.Lost(source, first, count, reason);
    }

    static Output ignored(Output.Cause cause) {
        return new Output.Ignored(cause);
    }

    static Output refused(int number, Outcome.Reason reason) {
        return new Output.Resolved(new Ticket(number), new Outcome.Refused(reason));
    }

    static Output answered(int number, int id, SequencedMap<Name, Receipt> receipts) {
        return new Output.Resolved(new Ticket(number), new Outcome.Answered(id, receipts));
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
