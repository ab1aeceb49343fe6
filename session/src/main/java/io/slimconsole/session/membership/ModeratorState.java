package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorMachine.Step;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.Task.Wanted;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// What a moderator knows while one input is at work, and the few things that everything it does comes down to: to say
/// something, to wait for answers, to tell how something ended. Lives for one call of [ModeratorMachine#on].
abstract class ModeratorState {
    final SessionPlan plan;
    final Instant now;
    final IntSupplier ids;
    final List<ModeratorOutput> outputs = new ArrayList<>();
    final List<Task.Waiting> waiting;
    Roster roster;
    int commits;
    long epoch;
    boolean begun;
    Task task;
    Requests requests;
    Liveness liveness;
    boolean over;

    ModeratorState(Moderating from, Instant now, IntSupplier ids) {
        this.plan = from.plan();
        this.now = now;
        this.ids = ids;
        this.waiting = new ArrayList<>(from.waiting());
        this.roster = from.roster();
        this.commits = from.commits();
        this.epoch = from.epoch();
        this.begun = from.begun();
        this.task = from.task();
        this.requests = from.requests();
        this.liveness = from.liveness();
    }

    Step step() {
        return new Step(
                new Moderating(
                        plan, roster, commits, epoch, begun, task, waiting, requests, liveness,
                        over),
                outputs);
    }

    boolean isGroup() {
        return plan.kind() == SessionKind.GROUP;
    }

    boolean usesMls() {
        return plan.mls().isPresent();
    }

    void out(ModeratorOutput output) {
        outputs.add(output);
    }

    void done(Wanted wanted, Outcome outcome) {
        wanted.ticket().ifPresent(ticket -> out(new ModeratorOutput.Done(ticket, outcome)));
    }

    void progress(Wanted wanted, InviteStep step) {
        wanted.ticket().ifPresent(ticket -> out(new ModeratorOutput.Progress(ticket, step)));
    }

    void send(SessionMessage message) {
        if (message.toAll()) {
            liveness = liveness.speaking();
        }
        out(new ModeratorOutput.Send(message));
    }

    /// Sends a command and repeats it until all of these have answered. With nobody to wait for it is sent once.
    ///
    /// @return its id; empty if there is nothing to wait for
    Optional<Integer> request(SessionMessage message, Set<Name> awaited, boolean freshIds) {
        return request(message, awaited, plan.timers().retries(), freshIds);
    }

    private Optional<Integer> request(
            SessionMessage message, Set<Name> awaited, int retries, boolean freshIds) {
        send(message);
        if (awaited.isEmpty()) {
            return Optional.empty();
        }
        requests = requests.with(message, awaited, retries, now.plus(plan.interval()), freshIds);
        return Optional.of(message.id());
    }

    int request(Name to, Body body, boolean freshIds) {
        SessionMessage message = plan.command(to, ids.getAsInt(), body);
        request(message, Set.of(to), freshIds);
        return message.id();
    }

    /// The same for one who may hear nobody before its own patience has ended.
    void requestOfSomebodyBusy(Name to, Body body) {
        int retries = 2 * plan.timers().retries() + 1;
        request(plan.command(to, ids.getAsInt(), body), Set.of(to), retries, false);
    }

    Body.MlsContent mls(ByteString content) {
        return new Body.MlsContent(commits, content);
    }

    boolean isAnswer(int request, SessionMessage message) {
        return requests.find(request).filter(open -> open.ids().contains(message.id())).isPresent();
    }

    void online(Name name) {
        change(name, true);
    }

    void change(Name name, boolean isOnline) {
        roster.find(name)
                .filter(member -> member.online() != isOnline)
                .filter(member -> !member.name().equals(plan.name()))
                .ifPresent(
                        member -> {
                            roster = roster.withOnline(name, isOnline);
                            out(new ModeratorOutput.Presence(member.withOnline(isOnline)));
                        });
    }

    void stopAwaiting(Name name) {
        requests = requests.without(open -> tells(open, name)).withoutAwaiting(name);
    }

    /// Whether a request tells one member who is in, which belongs to no task.
    boolean tells(Requests.Open request, Name member) {
        SessionMessage message = request.message();
        return isGroup()
                && message.body() instanceof Body.GroupUpdate
                && message.destination().equals(member);
    }

    boolean answered(int request) {
        return requests.find(request).map(open -> open.awaited().isEmpty()).orElse(true);
    }
}
