package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.keys.SealingException;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.ModeratorInput;
import io.slimconsole.session.membership.ModeratorMachine;
import io.slimconsole.session.membership.ModeratorOutput;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A session that we moderate: carries out what [ModeratorMachine] says.
public final class ModeratedSession extends Session {
    private volatile Moderating state;

    private ModeratedSession(Moderating state, Start start) {
        super(start, Optional.empty());
        this.state = state;
        members(state.roster());
    }

    /// A new one; nothing happens before it is started.
    ///
    /// @param onEnd runs when it has ended, for whatever reason
    static ModeratedSession begin(
            SessionPlan plan, Surroundings home, SessionListener listener, Runnable onEnd) {
        Instant now = home.clock().instant();
        return new ModeratedSession(
                Moderating.begin(plan, now), new Start(plan, now, 0, false, home, listener, onEnd));
    }

    /// One of before, which goes on when it is started.
    ///
    /// @throws RestoreException if its keys can't be had back
    static ModeratedSession resume(
            SessionRecord.Moderated record,
            Optional<ByteString> sealedKeys,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd)
            throws RestoreException {
        var session =
                new ModeratedSession(
                        record.state(),
                        new Start(
                                record.plan(),
                                record.created(),
                                record.sequence(),
                                true,
                                home,
                                listener,
                                onEnd));
        if (record.mlsGroup().isPresent()) {
            session.keys(
                    GroupKeys.restore(
                            home.identity(),
                            home.verifier(),
                            Optional.empty(),
                            home.storage().cipher().orElseThrow(),
                            record.mlsGroup().get(),
                            sealedKeys.orElse(ByteString.EMPTY),
                            record.subjects()));
        }
        session.later(session::goOn);
        return session;
    }

    private void goOn() {
        try {
            if (state.begun()) {
                subscribe();
            }
        } catch (NetworkException e) {
            giveUp(e);
            return;
        }
        dataMembers();
        on(new ModeratorInput.Resumed());
    }

    @Override
    public Roster roster() {
        return state.roster();
    }

    /// Asks an application to come in.
    ///
    /// @param name a service, of which any instance may come, or one instance
    public CompletableFuture<Outcome> invite(Name name) {
        return ask(name, ticket -> on(new ModeratorInput.Invite(ticket, name)));
    }

    /// @param name a member's, with or without its instance
    public CompletableFuture<Outcome> remove(Name name) {
        return ask(name, ticket -> on(new ModeratorInput.Remove(ticket, name)));
    }

    /// Ends the session for all, when what is under way has arrived or was given up.
    @Override
    public CompletableFuture<Outcome> end() {
        return ask(
                plan().self().name(),
                ticket -> {
                    if (!drain(() -> on(new ModeratorInput.Close(ticket)))) {
                        on(new ModeratorInput.Close(ticket));
                    }
                });
    }

    @Override
    public long epoch() {
        return state.epoch();
    }

    @Override
    public boolean isOver() {
        return state.over();
    }

    @Override
    boolean takesPart() {
        return true;
    }

    @Override
    Optional<Instant> deadline() {
        return state.deadline();
    }

    @Override
    void tick() {
        on(new ModeratorInput.Tick());
    }

    /// We know who is in: it is we who let them.
    @Override
    boolean mayBeHeard(Name source) {
        return isMember(source);
    }

    @Override
    void heard(SessionMessage command) {
        on(new ModeratorInput.Heard(command));
    }

    @Override
    boolean heeds(Body body) {
        return ModeratorMachine.heeds(body);
    }

    /// What had an answer has had it: members repeat what they want under other ids.
    @Override
    boolean answersAgain(Body command) {
        return false;
    }

    @Override
    void spoke() {
        on(new ModeratorInput.Spoke());
    }

    @Override
    void unreachable(Name member) {
        on(new ModeratorInput.Unreachable(member));
    }

    @Override
    Optional<SessionKeeper.Keeping> keeping() {
        Moderating now = state;
        return now.over()
                ? Optional.empty()
                : Optional.of(
                        new SessionKeeper.Keeping(
                                List.of(
                                        now.roster().names(),
                                        now.commits(),
                                        now.epoch(),
                                        now.begun()),
                                () -> record(now)));
    }

    private SessionRecord record(Moderating now) {
        return new SessionRecord.Moderated(
                now,
                created(),
                sequence(),
                keys().map(GroupKeys::groupId),
                keys().map(GroupKeys::subjects).orElse(Map.of()));
    }

    private void on(ModeratorInput input) {
        work.last(() -> step(input));
    }

    private void step(ModeratorInput input) {
        ModeratorMachine.Step step = ModeratorMachine.on(state, input, now(), Session::newId);
        if (!step.next().roster().equals(state.roster())) {
            members(step.next().roster());
        }
        state = step.next();
        keep();
        for (ModeratorOutput output : step.outputs()) {
            carryOut(output).ifPresent(answer -> work.first(() -> step(answer)));
        }
    }

    private Optional<ModeratorInput> carryOut(ModeratorOutput output) {
        switch (output) {
            case ModeratorOutput.Send(SessionMessage message) -> {
                return say(message)
                        ? Optional.of(new ModeratorInput.NoRoute(message.id()))
                        : Optional.empty();
            }
            case ModeratorOutput.Begin _ -> {
                return Optional.of(begin());
            }
            case ModeratorOutput.Commit(KeyChange change) -> {
                return Optional.of(commit(change));
            }
            case ModeratorOutput.Done(long ticket, Outcome outcome) -> done(ticket, outcome);
            case ModeratorOutput.Progress(long ticket, var step) ->
                    asked(ticket).ifPresent(name -> tell(new SessionEvent.Inviting(name, step)));
            case ModeratorOutput.Joined(var member) -> {
                onData(new DeliveryInput.MemberOnline(member, true));
                tell(new SessionEvent.Joined(member, state.epoch()));
            }
            case ModeratorOutput.Left(var member, boolean itself) -> {
                dataWithout(member);
                tell(new SessionEvent.Left(member, itself, state.epoch()));
            }
            case ModeratorOutput.Presence(var member) -> {
                dataPresence(member);
                tell(new SessionEvent.Presence(member));
            }
            case ModeratorOutput.Ended _ -> {
                onData(new DeliveryInput.Close());
                unsubscribe();
            }
        }
        return Optional.empty();
    }

    private ModeratorInput begin() {
        try {
            subscribe();
            if (plan().mls().isPresent()) {
                keys(
                        GroupKeys.begin(
                                home.identity(),
                                home.verifier(),
                                home.clock(),
                                home.storage().cipher()));
            }
            return new ModeratorInput.Ready(0);
        } catch (NetworkException | RefusedException | SealingException e) {
            return new ModeratorInput.NotReady(String.valueOf(e.getMessage()));
        }
    }

    private ModeratorInput commit(KeyChange change) {
        GroupKeys group =
                keys().orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "a commit before the group has begun"));
        try {
            GroupKeys.Made made = group.commit(change);
            lookAtKeys();
            return new ModeratorInput.Committed(made.commit(), made.welcome(), made.epoch());
        } catch (RefusedException | SealingException e) {
            return new ModeratorInput.NotCommitted(String.valueOf(e.getMessage()));
        }
    }
}
