package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Task.Adding;
import io.slimconsole.session.membership.Task.Discovering;
import io.slimconsole.session.membership.Task.Joining;
import io.slimconsole.session.membership.Task.Rejoining;
import io.slimconsole.session.membership.Task.Removing;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/// One input at work: what members say and what time brings, on top of the task under way.
final class ModeratorTurn extends ModeratorTasks {
    ModeratorTurn(Moderating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    /// Members hear that we are there again. Who is in another epoch asks to be added anew when it hears our heartbeat.
    ///
    /// @see "session.md 2.14"
    void resumed() {
        if (isGroup() && begun && roster.size() > 1) {
            var body = new Body.ParticipantState(plan.name(), true, usesMls() ? epoch : 0);
            send(plan.broadcast(ids.getAsInt(), body));
            if (!usesMls()) {
                roster.onlineBut(plan.name()).forEach(this::tell);
            }
        }
    }

    void heard(SessionMessage message) {
        Name from = message.source();
        boolean member = roster.find(from).isPresent() && !from.equals(plan.name());
        if (member) {
            liveness = liveness.without(from);
        }
        switch (message.body()) {
            case Body.DiscoveryReply _ -> {
                if (task instanceof Discovering discovering
                        && discovering.request() == message.id()
                        && answers(discovering.name(), from)) {
                    discovered(discovering, message);
                }
            }
            case Body.JoinReply reply -> {
                if (task instanceof Joining joining
                        && isAnswer(joining.request(), message)
                        && from.equals(joining.instance())) {
                    joins(joining, message, reply);
                }
            }
            case Body.GroupAck _, Body.GroupNack _, Body.LeaveReply _ -> acknowledged(message);
            case Body.LeaveRequest _ -> {
                if (message.isLeaving()) {
                    leaving(message);
                }
            }
            case Body.Heartbeat(long theirs) -> {
                if (!member) {
                    strangerThinksItIsIn(from);
                } else if (!usesMls() || theirs == epoch) {
                    backAgain(from);
                }
            }
            case Body.ParticipantState(Name who, boolean isOnline, long theirs) -> {
                if (member && who.equals(from)) {
                    presence(message, isOnline, theirs);
                }
            }
            case Body.RejoinRequest(Name who, ByteString keyPackage) -> {
                if (member && usesMls() && who.equals(from)) {
                    wantsToRejoin(new Task.Waiting.Rejoin(from, keyPackage, message.id()));
                }
            }
            case Body.Data _,
                    Body.DataAck _,
                    Body.RtxRequest _,
                    Body.RtxReply _,
                    Body.DiscoveryRequest _,
                    Body.JoinRequest _,
                    Body.GroupUpdate _,
                    Body.GroupWelcome _,
                    Body.GroupClose _,
                    Body.RejoinReply _ -> {
                // data goes elsewhere; the others are a moderator's to say, and nobody else's
            }
        }
    }

    private static boolean answers(Name asked, Name by) {
        return asked.prefix().equals(by.prefix())
                && !by.id().isNull()
                && (asked.id().isNull() || asked.equals(by));
    }

    private void acknowledged(SessionMessage message) {
        Optional<Requests.Open> told =
                requests.find(message.id()).filter(request -> tells(request, message.source()));
        if (told.isPresent()) {
            knows(told.get(), message.source());
        } else {
            requests = requests.answered(message.id(), message.source());
            checkTask();
        }
    }

    /// A member that was offline has missed who came and went. With MLS it finds that out by the epoch; without, we tell it.
    private void backAgain(Name name) {
        boolean wasOff = roster.find(name).filter(member -> !member.online()).isPresent();
        online(name);
        if (wasOff && isGroup() && !usesMls()) {
            tell(name);
        }
    }

    private void tell(Name name) {
        roster.find(name)
                .ifPresent(
                        member -> {
                            requests = requests.without(open -> tells(open, name));
                            var body =
                                    new Body.GroupUpdate(
                                            Body.Operation.REJOIN,
                                            member,
                                            roster.members(),
                                            Optional.empty());
                            // upstream's participant hears no update before all whom it knew have
                            // answered that it is back, or their time is up
                            requestOfSomebodyBusy(name, body);
                        });
    }

    /// What it knows may be out of date already, and it may have come after a later update.
    private void knows(Requests.Open told, Name name) {
        requests = requests.without(told.message().id());
        if (told.message().body() instanceof Body.GroupUpdate update
                && !names(update.participants()).equals(names(roster.members()))) {
            tell(name);
        }
    }

    private static Set<Name> names(List<Participant> members) {
        return members.stream().map(Participant::name).collect(Collectors.toUnmodifiableSet());
    }

    /// It was removed when we couldn't reach it, and goes on as if it were a member.
    private void strangerThinksItIsIn(Name from) {
        if (begun && !from.equals(plan.name()) && !isConcernedWith(from)) {
            send(plan.command(from, ids.getAsInt(), new Body.LeaveRequest()));
        }
    }

    private boolean isConcernedWith(Name name) {
        return switch (task) {
            case Discovering(_, Name asked, _) -> answers(asked, name);
            case Task.Beginning(_, Name instance) -> instance.equals(name);
            case Joining(_, Name instance, _) -> instance.equals(name);
            case Task.AddCommitting(_, Participant member) -> member.name().equals(name);
            case Removing(_, Participant member, _, _, _) -> member.name().equals(name);
            case Task.Dismissing(_, Participant member, _, _) -> member.name().equals(name);
            case Task.Idle _,
                    Adding _,
                    Task.RemoveCommitting _,
                    Task.RejoinCommitting _,
                    Rejoining _,
                    Task.Closing _ ->
                    false;
        };
    }

    private void leaving(SessionMessage message) {
        // also when it is repeated: the answer may have been lost
        send(message.answer(plan.name(), new Body.LeaveReply()));
        roster.find(message.source())
                .filter(member -> !member.name().equals(plan.name()))
                .ifPresent(
                        member -> {
                            stopAwaiting(member.name());
                            if (isGroup()) {
                                var leave = new Task.Waiting.Leave(member);
                                if (!waiting.contains(leave)) {
                                    waiting.addFirst(leave);
                                }
                                checkTask();
                                goOn();
                            } else {
                                roster = roster.without(member.name());
                                out(new ModeratorOutput.Left(member, true));
                                end();
                            }
                        });
    }

    private void presence(SessionMessage message, boolean isOnline, long theirs) {
        Name from = message.source();
        boolean knows = !isOnline || !usesMls() || theirs == epoch;
        if (!isOnline) {
            offline(from);
        } else if (knows) {
            backAgain(from);
        }
        send(message.answer(plan.name(), knows ? new Body.GroupAck() : new Body.GroupNack()));
    }

    private void wantsToRejoin(Task.Waiting.Rejoin wish) {
        waiting.removeIf(
                each ->
                        each instanceof Task.Waiting.Rejoin other
                                && other.member().equals(wish.member()));
        queue(wish);
    }

    /// A member is not reckoned with until it is heard of.
    void offline(Name name) {
        change(name, false);
        stopAwaiting(name);
        checkTask();
    }

    void noRoute(int id) {
        requests.find(id).ifPresent(request -> failed(request, Duration.ZERO));
    }

    void tick() {
        Requests.Passed passed = requests.at(now, plan.interval(), ids);
        requests = passed.requests();
        passed.again().forEach(this::send);
        passed.failed().forEach(request -> failed(request, plan.patience()));
        if (!over && liveness.isDue(now)) {
            heartbeat();
        }
    }

    private void heartbeat() {
        Liveness.Beat beat = liveness.beat(now, roster.onlineBut(plan.name()));
        liveness = beat.next();
        beat.silent().forEach(this::offline);
        boolean someoneIsOff = roster.onlineBut(plan.name()).size() < roster.size() - 1;
        // an update that is not acknowledged yet has the new epoch in it; a heartbeat that
        // overtakes it would make
        // members ask to be added anew
        boolean underWay =
                task instanceof Adding || task instanceof Removing || task instanceof Rejoining;
        if (begun && roster.size() > 1 && !underWay && (beat.quiet() || someoneIsOff)) {
            var body = new Body.Heartbeat(usesMls() ? epoch : Body.Heartbeat.NO_EPOCH);
            if (isGroup()) {
                send(plan.broadcast(ids.getAsInt(), body));
            } else {
                roster.members().stream()
                        .map(Participant::name)
                        .filter(name -> !name.equals(plan.name()))
                        .forEach(name -> send(plan.command(name, ids.getAsInt(), body)));
            }
        }
    }

    void spoke() {
        liveness = liveness.speaking();
    }
}
