package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.group.RefusedException;
import io.slimconsole.mls.state.RestoreException;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.DeliveryInput;
import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.keys.KeyPackages;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.keys.SealingException;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.ParticipantInput;
import io.slimconsole.session.membership.ParticipantMachine;
import io.slimconsole.session.membership.ParticipantOutput;
import io.slimconsole.session.membership.Participating;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A session that somebody else moderates: carries out what [ParticipantMachine] says.
public final class ParticipantSession extends Session {
    private final Moderator moderator;
    private final KeyPackages keyPackages;
    private volatile Participating state;

    private ParticipantSession(Participating state, Moderator moderator, Start start) {
        super(start, Optional.of(moderator));
        this.state = state;
        this.moderator = moderator;
        members(state.roster());
        this.keyPackages = new KeyPackages(start.home().identity(), start.home().clock());
    }

    /// One that we are asked into; nothing happens before it is started, and then hears the request.
    ///
    /// @param onEnd runs when it has ended, for whatever reason
    static ParticipantSession begin(
            SessionPlan plan,
            Moderator moderator,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd) {
        Instant now = home.clock().instant();
        return new ParticipantSession(
                Participating.begin(plan, moderator.name(), now),
                moderator,
                new Start(plan, now, 0, false, home, listener, onEnd));
    }

    /// One of before, which goes on when it is started.
    ///
    /// @throws RestoreException if its keys can't be had back
    static ParticipantSession resume(
            SessionRecord.Participated record,
            Optional<ByteString> sealedKeys,
            Surroundings home,
            SessionListener listener,
            Runnable onEnd)
            throws RestoreException {
        var session =
                new ParticipantSession(
                        record.state(),
                        record.moderator(),
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
                            Optional.of(record.moderator()),
                            home.storage().cipher().orElseThrow(),
                            record.mlsGroup().get(),
                            sealedKeys.orElse(ByteString.EMPTY),
                            Map.of()));
        }
        session.later(session::goOn);
        return session;
    }

    private void goOn() {
        try {
            subscribe();
        } catch (NetworkException e) {
            giveUp(e);
            return;
        }
        dataMembers();
        on(new ParticipantInput.Resumed());
    }

    /// Who has asked us to come.
    public Name moderator() {
        return moderator.name();
    }

    @Override
    public Roster roster() {
        return state.roster();
    }

    /// Leaves the others, who go on, when what is under way has arrived or was given up.
    @Override
    public CompletableFuture<Outcome> end() {
        return ask(
                moderator.name(),
                ticket -> {
                    if (!drain(() -> on(new ParticipantInput.Leave(ticket)))) {
                        on(new ParticipantInput.Leave(ticket));
                    }
                });
    }

    /// Stays a member of the group, and wants to hear nothing until [#goOnline].
    public CompletableFuture<Outcome> goOffline() {
        return ask(plan().self().name(), ticket -> on(new ParticipantInput.GoOffline(ticket)));
    }

    /// Is there for the others again. When it is, it knows who is in, and has what it missed of the group's keys.
    public CompletableFuture<Outcome> goOnline() {
        return ask(plan().self().name(), ticket -> on(new ParticipantInput.GoOnline(ticket)));
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
        return state.takesPart();
    }

    @Override
    Optional<Instant> deadline() {
        return state.deadline();
    }

    @Override
    void tick() {
        on(new ParticipantInput.Tick());
    }

    /// New members may be heard before we hear of them.
    @Override
    boolean mayBeHeard(Name source) {
        return true;
    }

    @Override
    void heard(SessionMessage command) {
        on(new ParticipantInput.Heard(command));
    }

    @Override
    boolean heeds(Body body) {
        return ParticipantMachine.heeds(body);
    }

    /// Ours may have been lost. The numbers of commits tell the machine what it has done already.
    @Override
    boolean answersAgain(Body command) {
        return command instanceof Body.JoinRequest
                || command instanceof Body.GroupWelcome
                || command instanceof Body.GroupUpdate
                || command instanceof Body.RejoinReply;
    }

    @Override
    void spoke() {
        on(new ParticipantInput.Spoke());
    }

    @Override
    void unreachable(Name member) {
        on(new ParticipantInput.Unreachable(member));
    }

    @Override
    Optional<SessionKeeper.Keeping> keeping() {
        Participating now = state;
        return now.isIn()
                ? Optional.of(
                        new SessionKeeper.Keeping(
                                List.of(
                                        now.roster().names(),
                                        now.commits().last(),
                                        now.epoch(),
                                        now.isOffline()),
                                () -> record(now)))
                : Optional.empty();
    }

    private SessionRecord record(Participating now) {
        return new SessionRecord.Participated(
                now, moderator, created(), sequence(), keys().map(GroupKeys::groupId));
    }

    private void on(ParticipantInput input) {
        work.last(() -> step(input));
    }

    private void step(ParticipantInput input) {
        ParticipantMachine.Step step = ParticipantMachine.on(state, input, now(), Session::newId);
        if (!step.next().roster().equals(state.roster())) {
            members(step.next().roster());
        }
        state = step.next();
        keep();
        for (ParticipantOutput output : step.outputs()) {
            carryOut(output).ifPresent(answer -> work.first(() -> step(answer)));
        }
    }

    private Optional<ParticipantInput> carryOut(ParticipantOutput output) {
        switch (output) {
            case ParticipantOutput.Send(SessionMessage message) -> {
                return say(message)
                        ? Optional.of(new ParticipantInput.NoRoute(message.id()))
                        : Optional.empty();
            }
            case ParticipantOutput.MakeKeyPackage _ -> {
                return Optional.of(new ParticipantInput.KeyPackaged(keyPackages.make()));
            }
            case ParticipantOutput.Enter(var welcome) -> {
                return Optional.of(enter(welcome));
            }
            case ParticipantOutput.Follow(ByteString commit) -> {
                return Optional.of(follow(commit));
            }
            case ParticipantOutput.LeaveChannels _ -> {
                onData(new DeliveryInput.Close());
                unsubscribe();
            }
            case ParticipantOutput.Done(long ticket, Outcome outcome) -> {
                done(ticket, outcome);
                if (outcome instanceof Outcome.Offline) {
                    othersAreOff();
                }
            }
            case ParticipantOutput.Began _ -> {
                dataMembers();
                tell(new SessionEvent.Began(state.epoch()));
            }
            case ParticipantOutput.Rejoined _ -> tell(new SessionEvent.Rejoined(state.epoch()));
            case ParticipantOutput.Joined(var member) -> {
                if (member.online()) {
                    onData(new DeliveryInput.MemberOnline(member, true));
                }
                tell(new SessionEvent.Joined(member, state.epoch()));
            }
            case ParticipantOutput.Left(var member) -> {
                dataWithout(member);
                tell(new SessionEvent.Left(member, false, state.epoch()));
            }
            case ParticipantOutput.Presence(var member) -> {
                dataPresence(member);
                tell(new SessionEvent.Presence(member));
            }
            case ParticipantOutput.Refused(Name source, String why) ->
                    tell(new SessionEvent.Refused(source, why));
            case ParticipantOutput.Ended(var why) -> {
                onData(new DeliveryInput.Close());
                tell(new SessionEvent.Out(why));
            }
        }
        return Optional.empty();
    }

    /// Whom we don't hear we don't wait for.
    private void othersAreOff() {
        for (Participant member : roster().members()) {
            onData(new DeliveryInput.MemberOffline(member.name()));
        }
    }

    private ParticipantInput enter(Optional<ByteString> welcome) {
        boolean subscribed = state.subscribed();
        try {
            subscribe();
            if (welcome.isPresent()) {
                keys(
                        GroupKeys.join(
                                home.identity(),
                                home.verifier(),
                                moderator,
                                welcome.get(),
                                keyPackages,
                                home.storage().cipher()));
                keyPackages.close();
            }
            return new ParticipantInput.Entered(keys().map(GroupKeys::epoch).orElse(0L));
        } catch (NetworkException | RefusedException | SealingException e) {
            if (!subscribed) {
                unsubscribe();
            }
            return new ParticipantInput.NotEntered(String.valueOf(e.getMessage()));
        }
    }

    private ParticipantInput follow(ByteString commit) {
        GroupKeys group =
                keys().orElseThrow(() -> new IllegalStateException("a commit before we are in"));
        ParticipantInput followed =
                switch (group.follow(commit)) {
                    case GroupKeys.Following.Followed(long epoch) ->
                            new ParticipantInput.Followed(epoch);
                    case GroupKeys.Following.TakenOut _ -> new ParticipantInput.TakenOut();
                    case GroupKeys.Following.NotFollowed(String why) ->
                            new ParticipantInput.NotFollowed(why);
                };
        lookAtKeys();
        return followed;
    }

    @Override
    void cleanUp() {
        keyPackages.close();
    }
}
