package io.slimconsole.session.membership;

import io.slimconsole.session.membership.ParticipantInput.Entered;
import io.slimconsole.session.membership.ParticipantInput.Followed;
import io.slimconsole.session.membership.ParticipantInput.GoOffline;
import io.slimconsole.session.membership.ParticipantInput.GoOnline;
import io.slimconsole.session.membership.ParticipantInput.Heard;
import io.slimconsole.session.membership.ParticipantInput.KeyPackaged;
import io.slimconsole.session.membership.ParticipantInput.Leave;
import io.slimconsole.session.membership.ParticipantInput.NoRoute;
import io.slimconsole.session.membership.ParticipantInput.NotEntered;
import io.slimconsole.session.membership.ParticipantInput.NotFollowed;
import io.slimconsole.session.membership.ParticipantInput.Resumed;
import io.slimconsole.session.membership.ParticipantInput.Spoke;
import io.slimconsole.session.membership.ParticipantInput.TakenOut;
import io.slimconsole.session.membership.ParticipantInput.Tick;
import io.slimconsole.session.membership.ParticipantInput.Unreachable;
import io.slimconsole.session.wire.Body;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/// Every transition of a session's participant: in a group, or as the responder of a point-to-point session.
///
/// It does what its moderator says, in the order in which it was said, and tells that it has. What it misses it asks for.
/// Whatever a peer sends or leaves out, each operation of the application ends: with what it was asked for, or with the
/// reason why not.
///
/// @see "session.md 2"
public final class ParticipantMachine {
    /// How long a missing update may take before we ask to be added anew: it is most often on its way.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// A session that never comes to be takes room until then.
    private static final Duration LONGEST_WELCOME = Duration.ofMinutes(5);

    /// Rounds of asking a moderator that is there, and says nothing to us, before we know that we are out.
    static final int ROUNDS = 3;

    private ParticipantMachine() {}

    /// What an input leads to.
    ///
    /// @param outputs to be carried out in this order, after `next` is stored
    public record Step(Participating next, List<ParticipantOutput> outputs) {
        public Step {
            outputs = List.copyOf(outputs);
        }
    }

    /// A moderator repeats its question, then makes a commit, and repeats the welcome.
    static Duration welcomeWithin(SessionPlan plan) {
        Duration wait = plan.patience().multipliedBy(2).plus(Liveness.BEAT);
        return wait.compareTo(LONGEST_WELCOME) < 0 ? wait : LONGEST_WELCOME;
    }

    /// A moderator waits for the others before it says to who is removed that it is.
    static Duration removalWithin(SessionPlan plan) {
        return plan.patience().multipliedBy(2);
    }

    /// As long as it takes a moderator to repeat an update.
    static Duration updateWithin(SessionPlan plan) {
        Duration wait = plan.interval().multipliedBy(2);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// Whether a participant does anything with such a message. What is said to moderators is not for it.
    public static boolean heeds(Body body) {
        return switch (body) {
            case Body.Data _,
                    Body.DataAck _,
                    Body.RtxRequest _,
                    Body.RtxReply _,
                    Body.DiscoveryRequest _,
                    Body.JoinRequest _,
                    Body.LeaveRequest _,
                    Body.LeaveReply _,
                    Body.GroupUpdate _,
                    Body.GroupWelcome _,
                    Body.GroupClose _,
                    Body.GroupAck _,
                    Body.GroupNack _,
                    Body.Heartbeat _,
                    Body.ParticipantState _,
                    Body.RejoinReply _ ->
                    true;
            case Body.DiscoveryReply _, Body.JoinReply _, Body.RejoinRequest _ -> false;
        };
    }

    /// @param ids for new messages: random, and never 0
    public static Step on(
            Participating state, ParticipantInput input, Instant now, IntSupplier ids) {
        if (state.over()) {
            return new Step(state, afterTheEnd(input));
        }
        var turn = new ParticipantTurn(state, now, ids);
        switch (input) {
            case Leave(long ticket) -> turn.leave(ticket);
            case GoOffline(long ticket) -> turn.goOffline(ticket);
            case GoOnline(long ticket) -> turn.goOnline(ticket);
            case Heard(var message) -> turn.heard(message);
            case Resumed _ -> turn.resumed();
            case NoRoute(int id) -> turn.noRoute(id);
            case KeyPackaged(var keyPackage) -> turn.keyPackaged(keyPackage);
            case Entered(long epoch) -> turn.entered(epoch);
            case NotEntered(String why) -> turn.notEntered(why);
            case Followed(long epoch) -> turn.followed(epoch);
            case NotFollowed(String why) -> turn.notFollowed(why);
            case TakenOut _ -> turn.takenOut();
            case Spoke _ -> turn.spoke();
            case Unreachable(var member) -> turn.unreachable(member);
            case Tick _ -> turn.tick();
        }
        return turn.step();
    }

    private static List<ParticipantOutput> afterTheEnd(ParticipantInput input) {
        return switch (input) {
            case Leave(long ticket) -> over(ticket);
            case GoOffline(long ticket) -> over(ticket);
            case GoOnline(long ticket) -> over(ticket);
            case Heard _,
                    Resumed _,
                    NoRoute _,
                    KeyPackaged _,
                    Entered _,
                    NotEntered _,
                    Followed _,
                    NotFollowed _,
                    TakenOut _,
                    Spoke _,
                    Unreachable _,
                    Tick _ ->
                    List.of();
        };
    }

    private static List<ParticipantOutput> over(long ticket) {
        return List.of(new ParticipantOutput.Done(ticket, new Outcome.SessionOver()));
    }
}
