package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a participant knows. Unchanging.
///
/// @param moderator who has asked us to come; nobody else may say what only a moderator says
/// @param asked the message whose keys are being worked on
/// @param handled ids of updates that we have acted on, where no commits tell the old from the new
/// @param subscribed whether we receive what is sent to the channels
public record Participating(
        SessionPlan plan,
        Name moderator,
        Place place,
        Invitation invitation,
        Roster roster,
        CommitOrder commits,
        long epoch,
        Lag lag,
        Optional<SessionMessage> asked,
        List<Integer> handled,
        boolean subscribed,
        Requests requests,
        Liveness liveness,
        boolean over) {
    public Participating {
        handled = List.copyOf(handled);
    }

    /// How far we are with saying that we come.
    ///
    /// @param keyPackage that we answer with, the same each time: a welcome is for the first answer that got there
    /// @param unanswered ids of requests that wait for it
    /// @param answered ids of requests that have got it
    record Invitation(
            Optional<ByteString> keyPackage, List<Integer> unanswered, List<Integer> answered) {
        static final Invitation NONE = new Invitation(Optional.empty(), List.of(), List.of());

        private static final int MOST = 32;

        Invitation {
            unanswered = List.copyOf(unanswered);
            answered = List.copyOf(answered);
        }

        Invitation asking(int request) {
            return new Invitation(keyPackage, newest(unanswered, request), answered);
        }

        Invitation answering(Optional<ByteString> with, int request) {
            return new Invitation(with, List.of(), newest(answered, request));
        }

        /// We are in; who asks again is told nothing, unless it is with a new request.
        Invitation done() {
            return new Invitation(Optional.empty(), List.of(), answered);
        }

        static List<Integer> newest(List<Integer> of, int one) {
            var more = new ArrayList<>(of);
            more.removeIf(each -> each == one);
            more.add(one);
            return more.subList(Math.max(0, more.size() - MOST), more.size());
        }
    }

    /// Where we are when we hear of a session: its moderator's request is the first input.
    ///
    /// @param plan as [SessionPlan#asked] has it
    public static Participating begin(SessionPlan plan, Name moderator, Instant now) {
        return new Participating(
                plan,
                moderator,
                new Place.Invited(now.plus(ParticipantMachine.welcomeWithin(plan))),
                Invitation.NONE,
                new Roster(List.of(plan.self())),
                CommitOrder.NONE,
                0,
                Lag.NONE,
                Optional.empty(),
                List.of(),
                false,
                Requests.NONE,
                Liveness.from(now),
                false);
    }

    /// A session of before, which we were in; what was under way when it was stored is not.
    ///
    /// @param commit number of the one that we were at
    /// @param offline whether we wanted to be left alone
    public static Participating resume(
            SessionPlan plan,
            Name moderator,
            Roster roster,
            int commit,
            long epoch,
            boolean offline,
            Instant now) {
        return new Participating(
                plan,
                moderator,
                offline ? new Place.Offline() : new Place.Present(),
                Invitation.NONE,
                roster,
                new CommitOrder(commit, Map.of()),
                epoch,
                Lag.NONE,
                Optional.empty(),
                List.of(),
                true,
                Requests.NONE,
                Liveness.from(now),
                false);
    }

    /// Whether we are in, so that there is something to go on with after a restart.
    public boolean isIn() {
        return switch (place) {
            case Place.Present _,
                    Place.Rejoining _,
                    Place.Returning _,
                    Place.GoingOnline _,
                    Place.GoingOffline _,
                    Place.Offline _ ->
                    !over;
            case Place.Invited _, Place.Leaving _, Place.Removed _ -> false;
        };
    }

    /// Whether we are in, and want to be left alone.
    public boolean isOffline() {
        return place instanceof Place.Offline || place instanceof Place.GoingOffline;
    }

    /// Whether we may send data, and read what comes.
    public boolean takesPart() {
        return switch (place) {
            case Place.Present _,
                    Place.Rejoining _,
                    Place.Returning _,
                    Place.GoingOnline _,
                    Place.GoingOffline _ ->
                    !over;
            case Place.Invited _, Place.Offline _, Place.Leaving _, Place.Removed _ -> false;
        };
    }

    /// When time alone brings something.
    public Optional<Instant> deadline() {
        if (over) {
            return Optional.empty();
        }
        Optional<Instant> ofPlace =
                switch (place) {
                    case Place.Invited(Instant until) -> Optional.of(until);
                    case Place.Removed(Instant until) -> Optional.of(until);
                    case Place.Rejoining(_, _, Instant next, _) -> Optional.of(next);
                    case Place.Returning(_, Instant until) -> Optional.of(until);
                    case Place.Present _ -> lag.due();
                    case Place.GoingOffline _,
                            Place.Offline _,
                            Place.GoingOnline _,
                            Place.Leaving _ ->
                            Optional.empty();
                };
        return Stream.of(Optional.of(liveness.beat()), ofPlace, requests.deadline())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
