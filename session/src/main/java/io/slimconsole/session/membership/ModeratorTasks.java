package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.Task.Adding;
import io.slimconsole.session.membership.Task.Beginning;
import io.slimconsole.session.membership.Task.Closing;
import io.slimconsole.session.membership.Task.Discovering;
import io.slimconsole.session.membership.Task.Dismissing;
import io.slimconsole.session.membership.Task.Idle;
import io.slimconsole.session.membership.Task.Joining;
import io.slimconsole.session.membership.Task.Rejoining;
import io.slimconsole.session.membership.Task.Removing;
import io.slimconsole.session.membership.Task.Wanted;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// Changes of the membership, one at a time: how each begins, goes on with what members answer, and ends, in time.
///
/// @see "session.md 2.4 to 2.9, 2.13"
abstract class ModeratorTasks extends ModeratorState {
    ModeratorTasks(Moderating from, Instant now, IntSupplier ids) {
        super(from, now, ids);
    }

    void queue(Task.Waiting next) {
        waiting.add(next);
        goOn();
    }

    /// Takes up what waits, until there is something to wait for.
    void goOn() {
        while (task instanceof Idle && !waiting.isEmpty() && !over) {
            switch (waiting.removeFirst()) {
                case Task.Waiting.Invite(Wanted wanted, Name name) -> invite(wanted, name);
                case Task.Waiting.Remove(Wanted wanted, Name name) -> remove(wanted, name);
                case Task.Waiting.Leave(Participant member) -> {
                    if (roster.find(member.name()).isPresent()) {
                        startRemoving(Wanted.BY_NOBODY, member, true);
                    }
                }
                case Task.Waiting.Rejoin(Name member, ByteString keyPackage, int request) ->
                        rejoin(member, keyPackage, request);
            }
        }
    }

    void idle() {
        task = new Idle();
        goOn();
    }

    void invite(Wanted wanted, Name name) {
        Optional<Participant> there = roster.findAny(name);
        if (there.isPresent()) {
            done(wanted, new Outcome.AlreadyMember(there.get().name()));
            return;
        }
        if (!isGroup() && roster.size() > 1) {
            done(wanted, new Outcome.NotPossible("a point-to-point session has one peer"));
            return;
        }
        progress(wanted, new InviteStep.Discovering(name));
        task = new Discovering(wanted, name, request(name, new Body.DiscoveryRequest(), false));
    }

    void discovered(Discovering from, SessionMessage reply) {
        requests = requests.without(from.request());
        Name instance = reply.source();
        if (roster.find(instance).isPresent()) {
            done(from.wanted(), new Outcome.AlreadyMember(instance));
            idle();
        } else if (begun) {
            join(from.wanted(), instance);
        } else {
            task = new Beginning(from.wanted(), instance);
            out(new ModeratorOutput.Begin());
        }
    }

    void ready(long firstEpoch) {
        if (task instanceof Beginning(Wanted wanted, Name instance)) {
            begun = true;
            epoch = firstEpoch;
            join(wanted, instance);
        }
    }

    void notReady(String why) {
        if (task instanceof Beginning(Wanted wanted, _)) {
            done(wanted, new Outcome.NotPossible(why));
            idle();
        }
    }

    void join(Wanted wanted, Name instance) {
        progress(wanted, new InviteStep.Joining(instance));
        var body = new Body.JoinRequest(timersForPeers(), plan.channels(), plan.mls());
        SessionMessage message = plan.command(instance, ids.getAsInt(), body).with(plan.metadata());
        request(message, Set.of(instance), usesMls());
        task = new Joining(wanted, instance, message.id());
    }

    /// A group always names its timers: session layers before 0.7.10 drop a request without. Point-to-point they say
    /// that data is acknowledged.
    Optional<Body.Timers> timersForPeers() {
        return isGroup() || plan.reliable() ? Optional.of(plan.timers()) : Optional.empty();
    }

    void joins(Joining from, SessionMessage message, Body.JoinReply reply) {
        requests = requests.without(from.request());
        Participant member = reply.participant();
        if (!member.name().equals(from.instance())) {
            refuse(from, "it answered as %s".formatted(member.name()));
        } else if (!usesMls()) {
            add(from.wanted(), member.withOnline(true), Optional.empty(), Optional.empty());
        } else if (reply.keyPackage().isEmpty()) {
            refuse(from, "it sent no key package, and this session is encrypted");
        } else {
            task = new Task.AddCommitting(from.wanted(), member.withOnline(true));
            out(
                    new ModeratorOutput.Commit(
                            new KeyChange.Add(message.source(), reply.keyPackage().get())));
        }
    }

    void refuse(Joining from, String why) {
        done(from.wanted(), new Outcome.JoinRefused(from.instance(), why));
        idle();
    }

    void add(
            Wanted wanted,
            Participant member,
            Optional<ByteString> commit,
            Optional<ByteString> welcome) {
        Set<Name> others = isGroup() ? roster.onlineBut(plan.name()) : Set.of();
        boolean hasOthers = isGroup() && roster.size() > 1;
        roster = roster.with(member);
        liveness = liveness.without(member.name());
        Optional<Integer> update = Optional.empty();
        if (hasOthers) {
            var body =
                    new Body.GroupUpdate(
                            Body.Operation.ADD, member, roster.members(), commit.map(this::mls));
            update = request(plan.broadcast(ids.getAsInt(), body), others, false);
        }
        progress(wanted, new InviteStep.Welcoming(member.name()));
        var body = new Body.GroupWelcome(roster.members(), welcome.map(this::mls));
        int id = request(member.name(), body, usesMls());
        task = new Adding(wanted, member, id, update, Set.of());
    }

    void remove(Wanted wanted, Name name) {
        Optional<Participant> member = roster.findAny(name);
        if (member.isEmpty()) {
            done(wanted, new Outcome.NotAMember(name));
        } else if (member.get().name().equals(plan.name())) {
            done(wanted, new Outcome.NotPossible("a moderator closes its session instead"));
        } else if (!isGroup()) {
            done(wanted, new Outcome.NotPossible("a point-to-point session is closed instead"));
        } else {
            startRemoving(wanted, member.get(), false);
        }
    }

    void startRemoving(Wanted wanted, Participant member, boolean leaving) {
        if (usesMls()) {
            task = new Task.RemoveCommitting(wanted, member, leaving);
            out(new ModeratorOutput.Commit(new KeyChange.Remove(member.name())));
        } else {
            removed(wanted, member, leaving, Optional.empty());
        }
    }

    void removed(Wanted wanted, Participant member, boolean leaving, Optional<ByteString> commit) {
        List<Participant> before = roster.members();
        roster = roster.without(member.name());
        liveness = liveness.without(member.name());
        stopAwaiting(member.name());
        out(new ModeratorOutput.Left(member, leaving));
        Set<Name> others = roster.onlineBut(plan.name());
        Optional<Integer> update = Optional.empty();
        if (roster.size() > 1) {
            var body =
                    new Body.GroupUpdate(
                            Body.Operation.REMOVE, member, before, commit.map(this::mls));
            update = request(plan.broadcast(ids.getAsInt(), body), others, false);
        }
        if (update.isPresent()) {
            task = new Removing(wanted, member, leaving, update.get(), Set.of());
        } else {
            dismiss(wanted, member, leaving, Set.of());
        }
    }

    void dismiss(Wanted wanted, Participant member, boolean leaving, Set<Name> silent) {
        if (leaving) {
            done(wanted, new Outcome.Removed(member.name(), true, silent));
            idle();
        } else {
            int request = request(member.name(), new Body.LeaveRequest(), usesMls());
            task = new Dismissing(wanted, member, request, silent);
        }
    }

    void rejoin(Name member, ByteString keyPackage, int request) {
        roster.find(member)
                .ifPresent(
                        there -> {
                            task = new Task.RejoinCommitting(there, request);
                            out(
                                    new ModeratorOutput.Commit(
                                            new KeyChange.Rejoin(member, keyPackage)));
                        });
    }

    void rejoined(Participant before, int request, ModeratorInput.Committed made) {
        Name name = before.name();
        online(name);
        SessionMessage reply =
                plan.command(
                        name,
                        request,
                        new Body.RejoinReply(mls(made.welcome().orElse(ByteString.EMPTY))));
        request(reply, Set.of(name), false);
        var body =
                new Body.GroupUpdate(
                        Body.Operation.REJOIN,
                        before,
                        roster.members(),
                        Optional.of(mls(made.commit())));
        SessionMessage update =
                isGroup()
                        ? plan.broadcast(ids.getAsInt(), body)
                        : plan.command(name, ids.getAsInt(), body);
        request(update, roster.onlineBut(plan.name()), false);
        task = new Rejoining(before, request, update.id());
    }

    void committed(ModeratorInput.Committed made) {
        commits++;
        epoch = made.epoch();
        switch (task) {
            case Task.AddCommitting(Wanted wanted, Participant member) ->
                    add(wanted, member, Optional.of(made.commit()), made.welcome());
            case Task.RemoveCommitting(Wanted wanted, Participant member, boolean leaving) ->
                    removed(wanted, member, leaving, Optional.of(made.commit()));
            case Task.RejoinCommitting(Participant member, int request) ->
                    rejoined(member, request, made);
            case Idle _,
                    Discovering _,
                    Beginning _,
                    Joining _,
                    Adding _,
                    Removing _,
                    Dismissing _,
                    Rejoining _,
                    Closing _ -> {
                // asked for by a task that was given up: the session is being closed
            }
        }
    }

    void notCommitted(String why) {
        switch (task) {
            case Task.AddCommitting(Wanted wanted, Participant member) -> {
                done(wanted, new Outcome.JoinRefused(member.name(), why));
                idle();
            }
            case Task.RemoveCommitting(Wanted wanted, Participant _, boolean _) -> {
                done(wanted, new Outcome.NotPossible(why));
                idle();
            }
            case Task.RejoinCommitting _ -> idle();
            case Idle _,
                    Discovering _,
                    Beginning _,
                    Joining _,
                    Adding _,
                    Removing _,
                    Dismissing _,
                    Rejoining _,
                    Closing _ -> {
                // as above
            }
        }
    }

    void checkTask() {
        switch (task) {
            case Adding adding -> checkAdding(adding);
            case Removing(var wanted, var member, var leaving, int update, var silent) -> {
                if (answered(update)) {
                    requests = requests.without(update);
                    dismiss(wanted, member, leaving, silent);
                }
            }
            case Dismissing(var wanted, var member, int request, var silent) -> {
                if (answered(request)) {
                    requests = requests.without(request);
                    done(wanted, new Outcome.Removed(member.name(), true, silent));
                    idle();
                }
            }
            case Rejoining(_, int reply, int update) -> {
                if (answered(reply) && answered(update)) {
                    requests = requests.without(reply).without(update);
                    idle();
                }
            }
            case Closing(var wanted, int request) -> {
                if (answered(request)) {
                    requests = requests.without(request);
                    closed(wanted, Set.of());
                }
            }
            case Idle _,
                    Discovering _,
                    Beginning _,
                    Joining _,
                    Task.AddCommitting _,
                    Task.RemoveCommitting _,
                    Task.RejoinCommitting _ -> {
                // these go on by an answer of their own
            }
        }
    }

    void checkAdding(Adding adding) {
        boolean updated = adding.update().map(this::answered).orElse(true);
        if (answered(adding.welcome()) && updated) {
            requests = requests.without(adding.welcome());
            adding.update().ifPresent(update -> requests = requests.without(update));
            Name name = adding.member().name();
            roster.find(name).ifPresent(member -> out(new ModeratorOutput.Joined(member)));
            done(adding.wanted(), new Outcome.Invited(name, adding.silent()));
            idle();
        }
    }

    /// Nobody of those who are missing will answer any more.
    ///
    /// @param waited how long it was tried
    void failed(Requests.Open request, Duration waited) {
        int id = request.message().id();
        if (requests.find(id).isEmpty()) {
            return; // an earlier failure of this turn has settled it
        }
        requests = requests.without(id);
        switch (task) {
            case Discovering discovering when request.ids().contains(discovering.request()) -> {
                done(discovering.wanted(), new Outcome.NobodyThere(discovering.name(), waited));
                idle();
            }
            case Joining joining when request.ids().contains(joining.request()) -> {
                done(joining.wanted(), new Outcome.NoReplyToJoin(joining.instance(), waited));
                idle();
            }
            case Adding adding when request.ids().contains(adding.welcome()) -> {
                adding.update().ifPresent(update -> requests = requests.without(update));
                done(adding.wanted(), new Outcome.NoReplyToWelcome(adding.member().name(), waited));
                // it is in the roster and in the group: out again, so that it can be invited anew
                startRemoving(Wanted.BY_NOBODY, adding.member(), false);
            }
            case Adding adding when adding.update().filter(request.ids()::contains).isPresent() -> {
                task =
                        new Adding(
                                adding.wanted(),
                                adding.member(),
                                adding.welcome(),
                                Optional.empty(),
                                silent(adding.silent(), request));
                allOffline(request.awaited());
            }
            case Removing removing when request.ids().contains(removing.update()) -> {
                Set<Name> silent = silent(removing.silent(), request);
                task =
                        new Removing(
                                removing.wanted(),
                                removing.member(),
                                removing.leaving(),
                                removing.update(),
                                silent);
                allOffline(request.awaited());
            }
            case Dismissing dismissing when request.ids().contains(dismissing.request()) -> {
                done(
                        dismissing.wanted(),
                        new Outcome.Removed(
                                dismissing.member().name(), false, dismissing.silent()));
                idle();
            }
            case Rejoining _ -> allOffline(request.awaited());
            case Closing closing when request.ids().contains(closing.request()) -> {
                closed(closing.wanted(), request.awaited());
            }
            default ->
                    request.awaited().stream()
                            .filter(member -> tells(request, member))
                            .forEach(member -> change(member, false));
        }
    }

    static Set<Name> silent(Set<Name> before, Requests.Open request) {
        var all = new HashSet<>(before);
        all.addAll(request.awaited());
        return all;
    }

    void allOffline(Set<Name> silent) {
        silent.forEach(name -> change(name, false));
        silent.forEach(this::stopAwaiting);
        checkTask();
    }

    void close(Wanted wanted) {
        if (task instanceof Closing) {
            done(wanted, new Outcome.NotPossible("the session is being closed already"));
            return;
        }
        giveUp();
        requests = Requests.NONE;
        List<Name> names = roster.members().stream().map(Participant::name).toList();
        Set<Name> online = roster.onlineBut(plan.name());
        if (online.isEmpty()) {
            if (isGroup() && begun && roster.size() > 1) {
                send(plan.broadcast(ids.getAsInt(), new Body.GroupClose(names)));
            }
            closed(wanted, Set.of());
            return;
        }
        SessionMessage message =
                isGroup()
                        ? plan.broadcast(ids.getAsInt(), new Body.GroupClose(names))
                        : plan.command(
                                online.iterator().next(),
                                ids.getAsInt(),
                                new Body.GroupClose(names));
        request(message, online, false);
        task = new Closing(wanted, message.id());
    }

    /// Whoever waits for something else is told that it won't come.
    void giveUp() {
        over(task);
        for (Task.Waiting each : waiting) {
            switch (each) {
                case Task.Waiting.Invite(Wanted wanted, _) -> over(wanted);
                case Task.Waiting.Remove(Wanted wanted, _) -> over(wanted);
                case Task.Waiting.Leave _, Task.Waiting.Rejoin _ -> {
                    // nobody waits for these
                }
            }
        }
        waiting.clear();
        task = new Idle();
    }

    void over(Task of) {
        switch (of) {
            case Discovering(Wanted wanted, _, _) -> over(wanted);
            case Beginning(Wanted wanted, _) -> over(wanted);
            case Joining(Wanted wanted, _, _) -> over(wanted);
            case Task.AddCommitting(Wanted wanted, _) -> over(wanted);
            case Adding(Wanted wanted, _, _, _, _) -> over(wanted);
            case Task.RemoveCommitting(Wanted wanted, _, _) -> over(wanted);
            case Removing(Wanted wanted, _, _, _, _) -> over(wanted);
            case Dismissing(Wanted wanted, _, _, _) -> over(wanted);
            case Closing(Wanted wanted, _) -> over(wanted);
            case Idle _, Task.RejoinCommitting _, Rejoining _ -> {
                // nobody waits for these
            }
        }
    }

    void over(Wanted wanted) {
        done(wanted, new Outcome.SessionOver());
    }

    void closed(Wanted wanted, Set<Name> silent) {
        task = new Idle();
        done(wanted, new Outcome.Closed(silent));
        end();
    }

    void end() {
        giveUp();
        requests = Requests.NONE;
        over = true;
        out(new ModeratorOutput.Ended());
    }
}
