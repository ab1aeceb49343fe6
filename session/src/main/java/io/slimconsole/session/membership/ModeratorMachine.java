package io.slimconsole.session.membership;

import io.slimconsole.session.membership.ModeratorInput.Close;
import io.slimconsole.session.membership.ModeratorInput.Committed;
import io.slimconsole.session.membership.ModeratorInput.Heard;
import io.slimconsole.session.membership.ModeratorInput.Invite;
import io.slimconsole.session.membership.ModeratorInput.NoRoute;
import io.slimconsole.session.membership.ModeratorInput.NotCommitted;
import io.slimconsole.session.membership.ModeratorInput.NotReady;
import io.slimconsole.session.membership.ModeratorInput.Ready;
import io.slimconsole.session.membership.ModeratorInput.Remove;
import io.slimconsole.session.membership.ModeratorInput.Resumed;
import io.slimconsole.session.membership.ModeratorInput.Spoke;
import io.slimconsole.session.membership.ModeratorInput.Tick;
import io.slimconsole.session.membership.ModeratorInput.Unreachable;
import io.slimconsole.session.membership.Task.Wanted;
import io.slimconsole.session.wire.Body;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Every transition of a session's moderator: of a group, or of the initiator of a point-to-point session.
///
/// One change of the membership at a time, the others wait. Whatever a member sends or leaves out, each operation ends: with
/// what it was asked for, or with the reason why not.
///
/// @see "session.md 2"
public final class ModeratorMachine {
    private ModeratorMachine() {}

    /// What an input leads to.
    ///
    /// @param outputs to be carried out in this order, after `next` is stored
    public record Step(Moderating next, List<ModeratorOutput> outputs) {
        public Step {
            outputs = List.copyOf(outputs);
        }
    }

    /// @param ids for new messages: random, and never 0
    public static Step on(Moderating state, ModeratorInput input, Instant now, IntSupplier ids) {
        if (state.over()) {
            return new Step(state, afterTheEnd(input));
        }
        var turn = new ModeratorTurn(state, now, ids);
        switch (input) {
            case Invite(long ticket, var name) ->
                    turn.queue(new Task.Waiting.Invite(wanted(ticket), name));
            case Remove(long ticket, var name) ->
                    turn.queue(new Task.Waiting.Remove(wanted(ticket), name));
            case Close(long ticket) -> turn.close(wanted(ticket));
            case Heard(var message) -> turn.heard(message);
            case NoRoute(int id) -> turn.noRoute(id);
            case Resumed _ -> turn.resumed();
            case Ready(long epoch) -> turn.ready(epoch);
            case NotReady(String why) -> turn.notReady(why);
            case Committed committed -> turn.committed(committed);
            case NotCommitted(String why) -> turn.notCommitted(why);
            case Spoke _ -> turn.spoke();
            case Unreachable(var member) -> turn.offline(member);
            case Tick _ -> turn.tick();
        }
        return turn.step();
    }

    /// Whether a moderator does anything with such a message. What only a moderator says, it does not take from others.
    public static boolean heeds(Body body) {
        return switch (body) {
            case Body.Data _,
                    Body.DataAck _,
                    Body.RtxRequest _,
                    Body.RtxReply _,
                    Body.DiscoveryReply _,
                    Body.JoinReply _,
                    Body.LeaveRequest _,
                    Body.LeaveReply _,
                    Body.GroupAck _,
                    Body.GroupNack _,
                    Body.Heartbeat _,
                    Body.ParticipantState _,
                    Body.RejoinRequest _ ->
                    true;
            case Body.DiscoveryRequest _,
                    Body.JoinRequest _,
                    Body.GroupUpdate _,
                    Body.GroupWelcome _,
                    Body.GroupClose _,
                    Body.RejoinReply _ ->
                    false;
        };
    }

    private static Wanted wanted(long ticket) {
        return new Wanted(Optional.of(ticket));
    }

    private static List<ModeratorOutput> afterTheEnd(ModeratorInput input) {
        return switch (input) {
            case Invite(long ticket, _) -> over(ticket);
            case Remove(long ticket, _) -> over(ticket);
            case Close(long ticket) -> over(ticket);
            case Heard _,
                    NoRoute _,
                    Resumed _,
                    Ready _,
                    NotReady _,
                    Committed _,
                    NotCommitted _,
                    Spoke _,
                    Unreachable _,
                    Tick _ ->
                    List.of();
        };
    }

    private static List<ModeratorOutput> over(long ticket) {
        return List.of(new ModeratorOutput.Done(ticket, new Outcome.SessionOver()));
    }
}
