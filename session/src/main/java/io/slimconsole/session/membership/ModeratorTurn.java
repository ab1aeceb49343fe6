package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorMachine.Step;
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
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// One input at work: from a state to the next, and what has to be done. Lives for one call of [ModeratorMachine#on].
final class ModeratorTurn {
    private final SessionPlan plan;
    private final Instant now;
    private final IntSupplier ids;
    private final List<ModeratorOutput> outputs = new ArrayList<>();
    private final List<Task.Waiting> waiting;
    private final Map<Name, Integer> missed;
    private Roster roster;
    private int commits;
    private long epoch;
    private boolean begun;
    private Task task;
    private Requests requests;
    private Instant beat;
    private boolean spoke;
    private boolean over;

    ModeratorTurn(Moderating from, Instant now, IntSupplier ids) {
        this.plan = from.plan();
        this.now = now;
        this.ids = ids;
        this.waiting = new ArrayList<>(from.waiting());
        this.missed = new HashMap<>(from.missed());
        this.roster = from.roster();
        this.commits = from.commits();
        this.epoch = from.epoch();
        this.begun = from.begun();
        this.task = from.task();
        this.requests = from.requests();
        this.beat = from.beat();
        this.spoke = from.spoke();
    }

    Step step() {
        return new Step(
                new Moderating(
                        plan, roster, commits, epoch, begun, task, waiting, requests, missed, beat,
                        spoke, over),
                outputs);
    }

    private boolean isGroup() {
        return plan.kind() == SessionKind.GROUP;
    }

    private boolean usesMls() {
        return plan.mls().isPresent();
    }

    private void out(ModeratorOutput output) {
        outputs.add(output);
    }

    private void done(Wanted wanted, Outcome outcome) {
        wanted.ticket().ifPresent(ticket -> out(new ModeratorOutput.Done(ticket, outcome)));
    }

    private void progress(Wanted wanted, InviteStep step) {
        wanted.ticket().ifPresent(ticket -> out(new ModeratorOutput.Progress(ticket, step)));
    }

    private void send(SessionMessage message) {
        if (message.toAll()) {
            spoke = true;
        }
        out(new ModeratorOutput.Send(message));
    }

    /// Sends a command and repeats it until all of these have answered. With nobody to wait for it is sent once.
    ///
    /// @return its id; empty if there is nothing to wait for
    private Optional<Integer> request(SessionMessage message, Set<Name> awaited, boolean freshIds) {
        send(message);
        if (awaited.isEmpty()) {
            return Optional.empty();
        }
        requests =
                requests.with(
                        message,
                        awaited,
                        plan.timers().retries(),
                        now.plus(plan.interval()),
                        freshIds);
        return Optional.of(message.id());
    }

    private int request(Name to, Body body, boolean freshIds) {
        SessionMessage message = plan.command(to, ids.getAsInt(), body);
        request(message, Set.of(to), freshIds);
        return message.id();
    }

    /// How long a request is waited for in all.
    private Duration patience() {
        return plan.interval().multipliedBy(plan.timers().retries() + 1L);
    }

    // ---- one after the other

    void queue(Task.Waiting next) {
        waiting.add(next);
        goOn();
    }

    /// Takes up what waits, until there is something to wait for.
    private void goOn() {
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

    private void idle() {
        task = new Idle();
        goOn();
    }

    // ---- invite

    private void invite(Wanted wanted, Name name) {
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

    private void discovered(Discovering from, SessionMessage reply) {
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

    /// Members hear that we are there again. Who is in another epoch asks to be added anew when it hears our heartbeat.
    ///
    /// @see "session.md 2.14"
    void resumed() {
        if (isGroup() && begun && roster.size() > 1) {
            var body = new Body.ParticipantState(plan.name(), true, usesMls() ? epoch : 0);
            send(plan.broadcast(ids.getAsInt(), body));
        }
    }

    void notReady(String why) {
        if (task instanceof Beginning(Wanted wanted, _)) {
            done(wanted, new Outcome.NotPossible(why));
            idle();
        }
    }

    private void join(Wanted wanted, Name instance) {
        progress(wanted, new InviteStep.Joining(instance));
        var body = new Body.JoinRequest(timersForPeers(), plan.channels(), plan.mls());
        SessionMessage message = plan.command(instance, ids.getAsInt(), body).with(plan.metadata());
        request(message, Set.of(instance), usesMls());
        task = new Joining(wanted, instance, message.id());
    }

    /// A group always names its timers: session layers before 0.7.10 drop a request without. Point-to-point they say
    /// that data is acknowledged.
    private Optional<Body.Timers> timersForPeers() {
        return isGroup() || plan.reliable() ? Optional.of(plan.timers()) : Optional.empty();
    }

    private void joins(Joining from, SessionMessage message, Body.JoinReply reply) {
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

    private void refuse(Joining from, String why) {
        done(from.wanted(), new Outcome.JoinRefused(from.instance(), why));
        idle();
    }

    private Body.MlsContent mls(ByteString content) {
        return new Body.MlsContent(commits, content);
    }

    private void add(
            Wanted wanted,
            Participant member,
            Optional<ByteString> commit,
            Optional<ByteString> welcome) {
        Set<Name> others = isGroup() ? roster.onlineBut(plan.name()) : Set.of();
        boolean hasOthers = isGroup() && roster.size() > 1;
        roster = roster.with(member);
        missed.put(member.name(), 0);
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

    // ---- remove

    private void remove(Wanted wanted, Name name) {
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

    private void startRemoving(Wanted wanted, Participant member, boolean leaving) {
        if (usesMls()) {
            task = new Task.RemoveCommitting(wanted, member, leaving);
            out(new ModeratorOutput.Commit(new KeyChange.Remove(member.name())));
        } else {
            removed(wanted, member, leaving, Optional.empty());
        }
    }

    private void removed(
            Wanted wanted, Participant member, boolean leaving, Optional<ByteString> commit) {
        List<Participant> before = roster.members();
        roster = roster.without(member.name());
        missed.remove(member.name());
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

    private void dismiss(Wanted wanted, Participant member, boolean leaving, Set<Name> silent) {
        if (leaving) {
            done(wanted, new Outcome.Removed(member.name(), true, silent));
            idle();
        } else {
            int request = request(member.name(), new Body.LeaveRequest(), usesMls());
            task = new Dismissing(wanted, member, request, silent);
        }
    }

    // ---- members that missed something

    private void rejoin(Name member, ByteString keyPackage, int request) {
        roster.find(member)
                .ifPresent(
                        there -> {
                            task = new Task.RejoinCommitting(there, request);
                            out(
                                    new ModeratorOutput.Commit(
                                            new KeyChange.Rejoin(member, keyPackage)));
                        });
    }

    private void rejoined(Participant before, int request, Committed made) {
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

    // ---- commits

    /// Stands for what [ModeratorInput.Committed] says.
    private record Committed(ByteString commit, Optional<ByteString> welcome) {}

    void committed(ModeratorInput.Committed given) {
        commits++;
        epoch = given.epoch();
        var made = new Committed(given.commit(), given.welcome());
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

    // ---- what members say

    void heard(SessionMessage message) {
        Name from = message.source();
        boolean member = roster.find(from).isPresent() && !from.equals(plan.name());
        if (member) {
            missed.put(from, 0);
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
                if (member && (!usesMls() || theirs == epoch)) {
                    online(from);
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

    private boolean isAnswer(int request, SessionMessage message) {
        return requests.find(request).filter(open -> open.ids().contains(message.id())).isPresent();
    }

    private void acknowledged(SessionMessage message) {
        requests = requests.answered(message.id(), message.source());
        checkTask();
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
            online(from);
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

    private void online(Name name) {
        change(name, true);
    }

    /// A member is not reckoned with until it is heard of.
    void offline(Name name) {
        change(name, false);
        stopAwaiting(name);
        checkTask();
    }

    private void change(Name name, boolean isOnline) {
        roster.find(name)
                .filter(member -> member.online() != isOnline)
                .filter(member -> !member.name().equals(plan.name()))
                .ifPresent(
                        member -> {
                            roster = roster.withOnline(name, isOnline);
                            out(new ModeratorOutput.Presence(member.withOnline(isOnline)));
                        });
    }

    private void stopAwaiting(Name name) {
        requests = requests.withoutAwaiting(name);
    }

    // ---- has the task got all it waits for?

    private boolean answered(int request) {
        return requests.find(request).map(open -> open.awaited().isEmpty()).orElse(true);
    }

    private void checkTask() {
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

    private void checkAdding(Adding adding) {
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

    // ---- time

    void noRoute(int id) {
        requests.find(id).ifPresent(request -> failed(request, Duration.ZERO));
    }

    void tick() {
        Requests.Passed passed = requests.at(now, plan.interval(), ids);
        requests = passed.requests();
        passed.again().forEach(this::send);
        passed.failed().forEach(request -> failed(request, patience()));
        if (!over && !now.isBefore(beat)) {
            heartbeat();
        }
    }

    /// Nobody of those who are missing will answer any more.
    ///
    /// @param waited how long it was tried
    private void failed(Requests.Open request, Duration waited) {
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
            default -> {
                // of a task that is over
            }
        }
    }

    private static Set<Name> silent(Set<Name> before, Requests.Open request) {
        var all = new HashSet<>(before);
        all.addAll(request.awaited());
        return all;
    }

    private void allOffline(Set<Name> silent) {
        silent.forEach(name -> change(name, false));
        silent.forEach(this::stopAwaiting);
        checkTask();
    }

    private void heartbeat() {
        beat = now.plus(ModeratorMachine.HEARTBEAT);
        for (Name name : roster.onlineBut(plan.name())) {
            int count = missed.getOrDefault(name, 0) + 1;
            missed.put(name, count);
            if (count >= ModeratorMachine.MISSED) {
                offline(name);
            }
        }
        boolean someoneIsOff = roster.onlineBut(plan.name()).size() < roster.size() - 1;
        // an update that is not acknowledged yet has the new epoch in it; a heartbeat that
        // overtakes it would make
        // members ask to be added anew
        boolean underWay =
                task instanceof Adding || task instanceof Removing || task instanceof Rejoining;
        if (begun && roster.size() > 1 && !underWay && (!spoke || someoneIsOff)) {
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
        spoke = false;
    }

    void spoke() {
        spoke = true;
    }

    // ---- the end

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
    private void giveUp() {
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

    private void over(Task of) {
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

    private void over(Wanted wanted) {
        done(wanted, new Outcome.SessionOver());
    }

    private void closed(Wanted wanted, Set<Name> silent) {
        task = new Idle();
        done(wanted, new Outcome.Closed(silent));
        end();
    }

    private void end() {
        giveUp();
        requests = Requests.NONE;
        over = true;
        out(new ModeratorOutput.Ended());
    }
}
