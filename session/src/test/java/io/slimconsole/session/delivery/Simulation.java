package io.slimconsole.session.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/// Members of one group that publish to each other over a link that loses, delays, reorders and doubles what it carries.
///
/// Membership is played in the plainest way: who is reported as unreachable is offline, and back after [#ABSENCE].
final class Simulation {
    static final Duration ABSENCE = Duration.ofSeconds(2);
    static final Reliability RELIABILITY = new Reliability(Duration.ofMillis(200), 6);
    private static final Name CHANNEL = new Name("org", "ns", "channel", new NameId(9, 9));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Event(Instant at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /// What an application was told: a message, or that some are lost.
    sealed interface Item {
        record Message(SessionMessage message) implements Item {}

        record Gap(DeliveryOutput.Lost lost) implements Item {}
    }

    /// One publication.
    record Publication(long ticket, Instant at) {}

    record Resolution(PublishOutcome outcome, Instant at) {}

    /// One member, with its application.
    final class Member {
        final Name name;
        final int first;
        final Map<Name, List<Item>> heard = new HashMap<>();
        final List<Publication> publications = new ArrayList<>();
        final Map<Long, List<Resolution>> resolutions = new HashMap<>();
        final Map<Integer, String> contents = new HashMap<>();
        final List<Name> unreachable = new ArrayList<>();
        final Set<Name> removed = new HashSet<>();
        final Delivery delivery;
        boolean cutOff;
        boolean ended;
        private Optional<Instant> alarm = Optional.empty();

        private Member(int number, int sequence) {
            name = new Name("org", "ns", "member", new NameId(0, number));
            first = MessageIds.after(sequence);
            delivery =
                    new Delivery(
                            new DeliverySettings(
                                    name,
                                    Optional.of(CHANNEL),
                                    7,
                                    Optional.of(RELIABILITY),
                                    true,
                                    true,
                                    sequence),
                            new Random(random.nextLong()));
        }

        void publish() {
            long ticket = publications.size();
            publications.add(new Publication(ticket, now));
            on(new DeliveryInput.Publish(ticket, Fixture.payload((int) ticket)));
        }

        void publishTo(Member other) {
            long ticket = publications.size();
            publications.add(new Publication(ticket, now));
            on(new DeliveryInput.PublishTo(ticket, other.name, Fixture.payload((int) ticket)));
        }

        void on(DeliveryInput input) {
            for (DeliveryOutput output : delivery.on(input, now)) {
                carryOut(output);
            }
            Load load = delivery.load();
            assertThat(load.unacknowledged() + load.unsent())
                    .isLessThanOrEqualTo(DataSender.CAPACITY);
            assertThat(load.repeatable()).isLessThanOrEqualTo(SentMessages.CAPACITY);
            assertThat(Math.max(load.early(), load.requested()))
                    .isLessThanOrEqualTo(MessageOrder.REACH * members.size());
            assertThat(load.strangers()).isZero();
            setAlarm();
        }

        private void setAlarm() {
            var next = delivery.nextDeadline();
            if (next.isPresent() && !next.equals(alarm)) {
                alarm = next;
                at(
                        next.get(),
                        () -> {
                            alarm = Optional.empty();
                            on(new DeliveryInput.TimePassed());
                        });
            }
        }

        private void carryOut(DeliveryOutput output) {
            assertThat(ended && !isRefusal(output)).as("after the end: %s", output).isFalse();
            switch (output) {
                case DeliveryOutput.Send(var message) -> transmit(this, message);
                case DeliveryOutput.Deliver(var message) ->
                        heardOf(message.source()).add(new Item.Message(message));
                case DeliveryOutput.Lost lost -> heardOf(lost.source()).add(new Item.Gap(lost));
                case DeliveryOutput.Resolved(var ticket, var outcome) ->
                        resolutions
                                .computeIfAbsent(ticket, _ -> new ArrayList<>())
                                .add(new Resolution(outcome, now));
                case DeliveryOutput.Unreachable(var member) -> {
                    unreachable.add(member);
                    at(now.plus(ABSENCE), () -> back(member));
                }
                case DeliveryOutput.Ignored _ -> {}
                case DeliveryOutput.Ended _ -> ended = true;
            }
        }

        private void back(Name member) {
            if (!removed.contains(member)) {
                on(
                        new DeliveryInput.MemberOnline(
                                new Participant(member, true, true, true), false));
            }
        }

        List<Item> heardOf(Name source) {
            return heard.computeIfAbsent(source, _ -> new ArrayList<>());
        }
    }

    private static boolean isRefusal(DeliveryOutput output) {
        return output instanceof DeliveryOutput.Ignored
                || output instanceof DeliveryOutput.Resolved(_, PublishOutcome.Refused _);
    }

    final List<Member> members = new ArrayList<>();
    private final Random random;
    private final double loss;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private Instant now = START;
    private long eventNumber;
    private int lostOnTheWay;

    /// @param restored how many are there already when the others hear of them, shortly before their ids wrap
    Simulation(int count, int restored, double loss, Random random) {
        this.random = random;
        this.loss = loss;
        for (int number = 0; number < count; number++) {
            members.add(new Member(number, number < restored ? Integer.MAX_VALUE - 20 : 0));
        }
        for (Member member : members) {
            for (Member other : others(member)) {
                member.on(
                        new DeliveryInput.MemberOnline(
                                new Participant(other.name, true, true, true), other.first == 1));
            }
        }
    }

    List<Member> others(Member member) {
        return members.stream().filter(each -> each != member).toList();
    }

    int lostOnTheWay() {
        return lostOnTheWay;
    }

    Instant in(Duration duration) {
        return now.plus(duration);
    }

    void at(Instant time, Runnable what) {
        events.add(new Event(time, eventNumber++, what));
    }

    void run() {
        for (var next = events.poll(); next != null; next = events.poll()) {
            now = next.at();
            next.what().run();
        }
    }

    /// Everybody takes a member out, and it ends.
    void remove(Member member) {
        for (Member other : others(member)) {
            other.removed.add(member.name);
            other.on(new DeliveryInput.MemberRemoved(member.name));
        }
        member.on(new DeliveryInput.Close());
    }

    private void transmit(Member from, SessionMessage message) {
        if (message.body() instanceof Body.Data(_, var blob)) {
            String content = blob.toStringUtf8();
            String before = from.contents.putIfAbsent(message.id(), content);
            assertThat(before).isIn(null, content);
        }
        for (Member to : others(from)) {
            if (message.destination().equals(CHANNEL) || message.destination().equals(to.name)) {
                carry(from, to, message);
                if (random.nextInt(10) == 0) {
                    carry(from, to, message);
                }
            }
        }
    }

    private void carry(Member from, Member to, SessionMessage message) {
        if (random.nextDouble() < loss || from.cutOff) {
            lostOnTheWay++;
            return;
        }
        at(
                now.plusMillis(1 + random.nextInt(150)),
                () -> {
                    if (!to.cutOff) {
                        to.on(new DeliveryInput.Received(message));
                    }
                });
    }
}
