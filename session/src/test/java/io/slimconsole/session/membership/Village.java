package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A moderator and its participants on a network that loses, delays, reorders and doubles what they say, and is parted at
/// times. Their keys are made of paper: a commit is the epoch that it leads to, and whom it takes out.
final class Village {
    private static final int SESSION = 7;
    private static final Duration SLOWEST = Duration.ofMillis(700);

    private final Random random;
    private final boolean mls;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final SessionPlan plan;
    private final Map<Name, Villager> villagers =
            new TreeMap<>(Comparator.comparing(Name::toString));
    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private final Set<Name> cutOff = new HashSet<>();
    private Instant now = Instant.EPOCH;
    private Moderating moderator;
    private int lastId;
    private long numbers;
    private long tickets;
    private double loss;

    private record Event(Instant at, long number, Name to, SessionMessage message) {}

    /// An application: in the session, or not yet, or not any more.
    private static final class Villager {
        private final Name name;
        private Optional<Participating> state = Optional.empty();
        private boolean subscribed;
        private long epoch;
        private final Set<String> keyPackages = new HashSet<>();
        private final List<ParticipantOutput.Reason> ends = new ArrayList<>();

        Villager(Name name) {
            this.name = name;
        }
    }

    Village(long seed, boolean mls, int size) {
        this.random = new Random(seed);
        this.mls = mls;
        this.plan =
                new SessionPlan(
                        SESSION,
                        SessionKind.GROUP,
                        Desk.member(Desk.MODERATOR),
                        Optional.of(Desk.CHANNELS),
                        Desk.TIMERS,
                        true,
                        mls ? Optional.of(new Body.Mls(100)) : Optional.empty(),
                        Map.of());
        this.moderator = Moderating.begin(plan, now);
        for (int i = 0; i < size; i++) {
            Name name = Desk.name("villager" + i, 20 + i);
            villagers.put(name, new Villager(name));
        }
    }

    // ---- what a test does and sees

    Village lose(double share) {
        loss = share;
        return this;
    }

    /// Nothing goes to these and nothing comes from them, but among themselves.
    Village part(Set<Name> away) {
        cutOff.addAll(away);
        return this;
    }

    Village heal() {
        cutOff.clear();
        loss = 0;
        return this;
    }

    List<Name> names() {
        return List.copyOf(villagers.keySet());
    }

    Moderating moderator() {
        return moderator;
    }

    Optional<Participating> participant(Name name) {
        return villager(name).state;
    }

    /// Why sessions of a villager ended, the oldest first.
    List<ParticipantOutput.Reason> ends(Name name) {
        return List.copyOf(villager(name).ends);
    }

    private Villager villager(Name name) {
        return Optional.ofNullable(villagers.get(name)).orElseThrow();
    }

    long invite(Name name) {
        onModerator(new ModeratorInput.Invite(++tickets, Desk.service(name)));
        return tickets;
    }

    long remove(Name name) {
        onModerator(new ModeratorInput.Remove(++tickets, Desk.service(name)));
        return tickets;
    }

    long close() {
        onModerator(new ModeratorInput.Close(++tickets));
        return tickets;
    }

    /// @return the ticket; empty if it is in no session
    Optional<Long> leave(Name name) {
        return ask(name, new ParticipantInput.Leave(++tickets));
    }

    Optional<Long> goOffline(Name name) {
        return ask(name, new ParticipantInput.GoOffline(++tickets));
    }

    Optional<Long> goOnline(Name name) {
        return ask(name, new ParticipantInput.GoOnline(++tickets));
    }

    private Optional<Long> ask(Name name, ParticipantInput input) {
        if (participant(name).isEmpty()) {
            return Optional.empty();
        }
        long ticket = tickets;
        on(villager(name), input);
        return Optional.of(ticket);
    }

    Optional<Outcome> outcome(long ticket) {
        return Optional.ofNullable(outcomes.get(ticket));
    }

    Instant now() {
        return now;
    }

    void run(Duration time) {
        Instant end = now.plus(time);
        while (true) {
            Instant next = nextTime();
            if (next.isAfter(end)) {
                break;
            }
            now = next.isAfter(now) ? next : now;
            step();
        }
        now = end;
    }

    private Instant nextTime() {
        Instant next = moderator.deadline().orElse(Instant.MAX);
        for (Villager each : villagers.values()) {
            Instant due = each.state.flatMap(Participating::deadline).orElse(Instant.MAX);
            next = due.isBefore(next) ? due : next;
        }
        Event event = events.peek();
        return event != null && event.at().isBefore(next) ? event.at() : next;
    }

    private void step() {
        Event event = events.peek();
        if (event != null && !event.at().isAfter(now)) {
            events.remove();
            arrive(event);
            return;
        }
        if (isDue(moderator.deadline())) {
            onModerator(new ModeratorInput.Tick());
        }
        for (Villager each : villagers.values()) {
            if (isDue(each.state.flatMap(Participating::deadline))) {
                on(each, new ParticipantInput.Tick());
            }
        }
    }

    private boolean isDue(Optional<Instant> deadline) {
        return deadline.filter(due -> !due.isAfter(now)).isPresent();
    }

    // ---- the network

    private void send(SessionMessage message) {
        for (Name to : receivers(message)) {
            boolean parted = cutOff.contains(message.source()) != cutOff.contains(to);
            if (parted || to.equals(message.source())) {
                continue;
            }
            int copies = random.nextDouble() < loss ? 0 : random.nextInt(20) == 0 ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                Duration delay = Duration.ofMillis(random.nextLong(SLOWEST.toMillis()));
                events.add(new Event(now.plus(delay), ++numbers, to, message));
            }
        }
    }

    private List<Name> receivers(SessionMessage message) {
        if (message.toAll()) {
            var all = new ArrayList<Name>();
            all.add(Desk.MODERATOR);
            villagers.values().stream().filter(v -> v.subscribed).forEach(v -> all.add(v.name));
            return all;
        }
        if (message.destination().equals(Desk.MODERATOR)) {
            return List.of(Desk.MODERATOR);
        }
        return villagers.keySet().stream()
                .filter(name -> name.prefix().equals(message.destination().prefix()))
                .toList();
    }

    private void arrive(Event event) {
        SessionMessage message = event.message();
        if (event.to().equals(Desk.MODERATOR)) {
            onModerator(new ModeratorInput.Heard(message));
            return;
        }
        Villager villager = villager(event.to());
        if (villager.state.isPresent()) {
            on(villager, new ParticipantInput.Heard(message));
        } else if (message.body() instanceof Body.DiscoveryRequest) {
            send(message.answer(villager.name, new Body.DiscoveryReply()));
        } else if (message.body() instanceof Body.JoinRequest) {
            SessionPlan asked =
                    SessionPlan.asked(message, Desk.member(villager.name)).orElseThrow();
            villager.state = Optional.of(Participating.begin(asked, message.source(), now));
            on(villager, new ParticipantInput.Heard(message));
        }
    }

    // ---- who is at work

    private int newId() {
        return ++lastId;
    }

    private void onModerator(ModeratorInput input) {
        ModeratorMachine.Step step = ModeratorMachine.on(moderator, input, now, this::newId);
        moderator = step.next();
        for (ModeratorOutput output : step.outputs()) {
            switch (output) {
                case ModeratorOutput.Send(var message) -> send(message);
                case ModeratorOutput.Begin _ -> onModerator(new ModeratorInput.Ready(0));
                case ModeratorOutput.Commit(var change) -> onModerator(commit(change));
                case ModeratorOutput.Done(long ticket, var outcome) -> done(ticket, outcome);
                case ModeratorOutput.Progress _,
                        ModeratorOutput.Joined _,
                        ModeratorOutput.Left _,
                        ModeratorOutput.Presence _,
                        ModeratorOutput.Ended _ -> {
                    // seen in the state
                }
            }
        }
    }

    private void done(long ticket, Outcome outcome) {
        Outcome before = outcomes.put(ticket, outcome);
        if (before != null) {
            throw new AssertionError("%d ended twice: %s, %s".formatted(ticket, before, outcome));
        }
    }

    private ModeratorInput commit(KeyChange change) {
        long next = moderator.epoch() + 1;
        return switch (change) {
            case KeyChange.Add(_, var keyPackage) -> committed(next, "", keyPackage);
            case KeyChange.Remove(var member) ->
                    committed(next, member.toString(), ByteString.EMPTY);
            case KeyChange.Rejoin(var member, var keyPackage) ->
                    committed(next, member.toString(), keyPackage);
        };
    }

    private static ModeratorInput committed(long epoch, String out, ByteString keyPackage) {
        var commit = ByteString.copyFromUtf8(epoch + " " + out);
        var welcome = ByteString.copyFromUtf8(epoch + " " + keyPackage.toStringUtf8());
        return new ModeratorInput.Committed(
                commit, keyPackage.isEmpty() ? Optional.empty() : Optional.of(welcome), epoch);
    }

    private void on(Villager villager, ParticipantInput input) {
        ParticipantMachine.Step step =
                ParticipantMachine.on(villager.state.orElseThrow(), input, now, this::newId);
        villager.state = Optional.of(step.next());
        for (ParticipantOutput output : step.outputs()) {
            switch (output) {
                case ParticipantOutput.Send(var message) -> send(message);
                case ParticipantOutput.MakeKeyPackage _ -> {
                    String keyPackage = "%s#%d".formatted(villager.name, ++numbers);
                    villager.keyPackages.add(keyPackage);
                    on(
                            villager,
                            new ParticipantInput.KeyPackaged(ByteString.copyFromUtf8(keyPackage)));
                }
                case ParticipantOutput.Enter(var welcome) -> on(villager, enter(villager, welcome));
                case ParticipantOutput.Follow(var commit) -> on(villager, follow(villager, commit));
                case ParticipantOutput.LeaveChannels _ -> villager.subscribed = false;
                case ParticipantOutput.Done(long ticket, var outcome) -> done(ticket, outcome);
                case ParticipantOutput.Ended(var why) -> {
                    villager.ends.add(why);
                    villager.state = Optional.empty();
                    villager.subscribed = false;
                    villager.keyPackages.clear();
                }
                case ParticipantOutput.Refused(var source, var why) -> {
                    if (!source.equals(Desk.MODERATOR)) {
                        throw new AssertionError("%s refused: %s".formatted(source, why));
                    }
                }
                case ParticipantOutput.Began _,
                        ParticipantOutput.Rejoined _,
                        ParticipantOutput.Joined _,
                        ParticipantOutput.Left _,
                        ParticipantOutput.Presence _ -> {
                    // seen in the state
                }
            }
        }
    }

    private ParticipantInput enter(Villager villager, Optional<ByteString> welcome) {
        if (!mls) {
            villager.subscribed = true;
            return new ParticipantInput.Entered(0);
        }
        String[] parts = welcome.orElseThrow().toStringUtf8().split(" ", 2);
        if (!villager.keyPackages.remove(parts[1])) {
            return new ParticipantInput.NotEntered("not for a key package of ours");
        }
        villager.keyPackages.clear();
        villager.subscribed = true;
        villager.epoch = Long.parseLong(parts[0]);
        return new ParticipantInput.Entered(villager.epoch);
    }

    private static ParticipantInput follow(Villager villager, ByteString commit) {
        String[] parts = commit.toStringUtf8().split(" ", 2);
        if (Long.parseLong(parts[0]) != villager.epoch + 1) {
            return new ParticipantInput.NotFollowed("of another epoch");
        }
        if (parts[1].equals(villager.name.toString())) {
            return new ParticipantInput.TakenOut();
        }
        villager.epoch++;
        return new ParticipantInput.Followed(villager.epoch);
    }

    /// Members as the moderator counts them, without itself.
    List<Name> members() {
        return moderator.roster().members().stream()
                .map(Participant::name)
                .filter(name -> !name.equals(Desk.MODERATOR))
                .toList();
    }
}
