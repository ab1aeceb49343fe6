package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
import static io.slimconsole.session.membership.Desk.CARLA;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// A participant whose moderator, fellow members and application say whatever comes to their mind.
final class ParticipantWalkTest {
    private static final List<Name> NAMES = List.of(MODERATOR, BERTA, CARLA, ANNA);
    private static final int STEPS = 400;

    /// From a welcome that does not come, over a moderator that does not take us back, to a farewell that is not answered.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void everyOperationEndsOnceAndNothingGrows(long seed) {
        var random = new Random(seed);
        for (Supplier<Seat> kind :
                List.<Supplier<Seat>>of(Seat::group, Seat::plainGroup, Seat::pointToPoint)) {
            for (int i = 0; i < 20; i++) {
                new Walk(kind.get(), random).run();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void everyPlaceIsComeTo(long seed) {
        var random = new Random(seed);
        var places = new HashSet<Class<?>>();
        var ends = EnumSet.noneOf(ParticipantOutput.Reason.class);
        for (int i = 0; i < 200; i++) {
            var walk = new Walk(Seat.group(), random);
            walk.run();
            places.addAll(walk.places);
            ends.addAll(walk.ends);
        }

        assertThat(places).containsExactlyInAnyOrder(Place.class.getPermittedSubclasses());
        assertThat(ends)
                .contains(
                        ParticipantOutput.Reason.CLOSED,
                        ParticipantOutput.Reason.REMOVED,
                        ParticipantOutput.Reason.LEFT);
    }

    private static final class Walk {
        private final Seat seat;
        private final Random random;
        private final Map<Long, Integer> outcomes = new HashMap<>();
        private final List<SessionMessage> said = new ArrayList<>();
        private final Set<Class<?>> places = new HashSet<>();
        private final Set<ParticipantOutput.Reason> ends =
                EnumSet.noneOf(ParticipantOutput.Reason.class);
        private long tickets;

        Walk(Seat seat, Random random) {
            this.seat = seat;
            this.random = random;
        }

        void run() {
            if (random.nextBoolean()) {
                seat.in(1, BERTA);
            } else {
                hear(MODERATOR, seat.joinRequest());
            }
            for (int i = 0; i < STEPS; i++) {
                step();
                check();
            }
            seat.wait(LONGEST);
            look();
            on(new ParticipantInput.Leave(ticket()));
            seat.wait(LONGEST);
            look();
            assertThat(seat.state().over()).isTrue();
            assertThat(seat.state().deadline()).isEmpty();
            assertThat(outcomes).hasSize((int) tickets);
            assertThat(outcomes.values()).containsOnly(1);
            assertThat(ends).hasSize(1);
        }

        private long ticket() {
            return ++tickets;
        }

        private void on(ParticipantInput input) {
            seat.on(input);
            look();
        }

        /// Notes what came of an input; what is asked of the keys is done at once, as the loop does it, or fails.
        private void look() {
            places.add(seat.state().place().getClass());
            said.addAll(seat.sent());
            for (ParticipantOutput output : seat.last()) {
                switch (output) {
                    case ParticipantOutput.Done(long ticket, _) ->
                            outcomes.merge(ticket, 1, Integer::sum);
                    case ParticipantOutput.MakeKeyPackage _ ->
                            on(new ParticipantInput.KeyPackaged(Desk.KEY_PACKAGE));
                    case ParticipantOutput.Enter _ ->
                            on(
                                    oftenEnough()
                                            ? new ParticipantInput.Entered(random.nextInt(9))
                                            : new ParticipantInput.NotEntered("no"));
                    case ParticipantOutput.Follow _ -> on(followed());
                    case ParticipantOutput.Ended(var why) -> assertThat(ends.add(why)).isTrue();
                    default -> {
                        // of no concern to what waits
                    }
                }
            }
        }

        private ParticipantInput followed() {
            return switch (random.nextInt(40)) {
                case 0 -> new ParticipantInput.TakenOut();
                case 1, 2, 3 -> new ParticipantInput.NotFollowed("no");
                default -> new ParticipantInput.Followed(seat.state().epoch() + 1);
            };
        }

        private boolean oftenEnough() {
            return random.nextInt(4) > 0;
        }

        private Name anybody() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0 -> wish();
                case 1, 2 -> {
                    seat.wait(Duration.ofMillis(random.nextInt(6_000)));
                    look();
                }
                case 3 -> on(outOfPlace());
                case 4, 5 -> answer();
                case 6 -> hear(anybody(), bodyOfAnybody());
                default -> hear(oftenEnough() ? MODERATOR : anybody(), bodyOfModerator());
            }
        }

        private void wish() {
            on(
                    switch (random.nextInt(60)) {
                        case 0 -> new ParticipantInput.Leave(ticket());
                        case 1, 2, 3, 4, 5, 6, 7, 8 -> new ParticipantInput.GoOffline(ticket());
                        default -> new ParticipantInput.GoOnline(ticket());
                    });
        }

        /// Answers to what was not asked, and what the session's data has to say.
        private ParticipantInput outOfPlace() {
            return switch (random.nextInt(10)) {
                case 9 -> new ParticipantInput.Resumed();
                case 0 -> new ParticipantInput.KeyPackaged(Desk.KEY_PACKAGE);
                case 1 -> new ParticipantInput.Entered(random.nextInt(9));
                case 2 -> new ParticipantInput.NotEntered("no");
                case 3 -> new ParticipantInput.Followed(random.nextInt(9));
                case 4 -> new ParticipantInput.NotFollowed("no");
                case 5 -> new ParticipantInput.TakenOut();
                case 6 -> new ParticipantInput.Spoke();
                case 7 -> new ParticipantInput.Unreachable(anybody());
                default -> new ParticipantInput.NoRoute(random.nextInt(50));
            };
        }

        /// Somebody answers something that we have said, maybe long ago.
        private void answer() {
            if (said.isEmpty()) {
                return;
            }
            int newest = said.size() - 1;
            int which = random.nextInt(4) > 0 ? newest : random.nextInt(newest + 1);
            SessionMessage asked = said.get(which);
            Body body =
                    switch (asked.body()) {
                        case Body.LeaveRequest _ -> new Body.LeaveReply();
                        case Body.RejoinRequest _ -> new Body.RejoinReply(mls());
                        case Body.ParticipantState _ when random.nextBoolean() ->
                                new Body.GroupNack();
                        default -> new Body.GroupAck();
                    };
            Name from = oftenEnough() ? MODERATOR : anybody();
            on(new ParticipantInput.Heard(seat.message(from, asked.id(), body)));
        }

        private void hear(Name from, Body body) {
            SessionMessage message = seat.message(from, 1 + random.nextInt(200), body);
            on(
                    new ParticipantInput.Heard(
                            body instanceof Body.LeaveRequest && random.nextBoolean()
                                    ? message.with(
                                            Map.of(SessionMessage.LEAVING, SessionMessage.TRUE))
                                    : message));
        }

        private Body.MlsContent mls() {
            int next = seat.state().commits().last() + random.nextInt(5) - 1;
            return new Body.MlsContent(
                    random.nextInt(20) == 0 ? random.nextInt() : next, Desk.COMMIT);
        }

        private Optional<Body.MlsContent> maybeMls() {
            return seat.plan().mls().isPresent() == oftenEnough()
                    ? Optional.of(mls())
                    : Optional.empty();
        }

        private List<Participant> members() {
            return NAMES.stream()
                    .filter(_ -> random.nextInt(8) > 0)
                    .map(name -> member(name).withOnline(random.nextBoolean()))
                    .toList();
        }

        private Body bodyOfModerator() {
            if (seat.state().place() instanceof Place.Rejoining && random.nextBoolean()) {
                return new Body.RejoinReply(mls());
            }
            return switch (random.nextInt(40)) {
                case 0 -> new Body.GroupClose(List.of());
                case 1 -> new Body.LeaveRequest();
                case 2 ->
                        new Body.GroupUpdate(
                                Body.Operation.REMOVE, member(ANNA), members(), maybeMls());
                case 3, 4, 5 -> new Body.DiscoveryRequest();
                case 6, 7 ->
                        new Body.JoinRequest(Optional.empty(), Optional.empty(), Optional.empty());
                case 8, 9, 10, 11, 12 -> seat.joinRequest();
                case 13, 14, 15, 16, 17, 18, 19 -> new Body.GroupWelcome(members(), maybeMls());
                case 20, 21 -> new Body.RejoinReply(mls());
                default -> {
                    var operations = Body.Operation.values();
                    Name who = oftenEnough() ? CARLA : BERTA;
                    yield new Body.GroupUpdate(
                            operations[random.nextInt(operations.length)],
                            member(who),
                            members(),
                            maybeMls());
                }
            };
        }

        private Body bodyOfAnybody() {
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> new Body.Heartbeat(random.nextInt(20));
                case 3 -> new Body.Heartbeat(random.nextLong());
                case 4, 5 ->
                        new Body.ParticipantState(
                                anybody(), random.nextBoolean(), random.nextInt(9));
                case 6 -> new Body.RejoinRequest(anybody(), Desk.KEY_PACKAGE);
                case 7 -> new Body.JoinReply(Optional.empty(), member(anybody()));
                case 8 -> new Body.DiscoveryReply();
                default -> new Body.Data("text/plain", ByteString.EMPTY);
            };
        }

        private void check() {
            Participating state = seat.state();
            assertThat(outcomes.values()).allSatisfy(times -> assertThat(times).isEqualTo(1));
            if (state.over()) {
                assertThat(state.deadline()).isEmpty();
                return;
            }
            assertThat(state.deadline()).isPresent();
            assertThat(state.roster().members())
                    .extracting(Participant::name)
                    .contains(ANNA)
                    .doesNotHaveDuplicates();
            assertThat(state.requests().open()).hasSizeLessThanOrEqualTo(1);
            assertThat(state.commits().early()).hasSizeLessThanOrEqualTo(16);
            assertThat(state.handled()).hasSizeLessThanOrEqualTo(32);
            assertThat(state.invitation().answered()).hasSizeLessThanOrEqualTo(32);
            assertThat(state.invitation().unanswered()).hasSizeLessThanOrEqualTo(32);
            assertThat(state.liveness().missed().keySet())
                    .isSubsetOf(state.roster().members().stream().map(Participant::name).toList());
        }
    }
}
