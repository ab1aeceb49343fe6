package io.slimconsole.session.membership;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A moderator among members that answer, are silent, answer twice, late, or with whatever comes to their mind.
final class ModeratorWalkTest {
    private static final List<Name> NAMES = List.of(Desk.ANNA, Desk.BERTA, Desk.CARLA);

    /// A member that does not answer costs an operation three rounds at most: its commit's update, its request, and the
    /// way out again after a welcome that it did not confirm.
    private static final Duration LONGEST = Desk.PATIENCE.multipliedBy(4);

    private static final int OPERATIONS = 5;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void everyOperationEndsOnceAndInTime(long seed) {
        var random = new Random(seed);
        for (Desk desk : List.of(Desk.group(), Desk.plainGroup(), Desk.pointToPoint())) {
            new Walk(desk, random).run();
        }
    }

    private static final class Walk {
        private final Desk desk;
        private final Random random;
        private final Map<Long, Integer> outcomes = new HashMap<>();
        private final List<SessionMessage> heardByMembers = new ArrayList<>();
        private long tickets;

        Walk(Desk desk, Random random) {
            this.desk = desk;
            this.random = random;
        }

        void run() {
            for (int i = 0; i < 300; i++) {
                step();
                check();
            }
            desk.wait(LONGEST.multipliedBy(OPERATIONS));
            look();
            on(new ModeratorInput.Close(ticket()));
            desk.wait(LONGEST);
            look();
            assertThat(desk.state().over()).isTrue();
            assertThat(outcomes).hasSize((int) tickets);
            assertThat(outcomes.values()).containsOnly(1);
        }

        private long ticket() {
            return ++tickets;
        }

        private void on(ModeratorInput input) {
            desk.on(input);
            look();
        }

        /// Notes what came of an input; commits are made at once, as the loop does it.
        private void look() {
            List<ModeratorOutput> outputs = desk.last();
            heardByMembers.addAll(desk.sent());
            for (ModeratorOutput output : outputs) {
                switch (output) {
                    case ModeratorOutput.Done(long ticket, _) ->
                            outcomes.merge(ticket, 1, Integer::sum);
                    case ModeratorOutput.Commit _ -> {
                        if (random.nextInt(8) == 0) {
                            on(new ModeratorInput.NotCommitted("no"));
                        } else {
                            desk.committed();
                            look();
                        }
                    }
                    case ModeratorOutput.Begin _ -> on(new ModeratorInput.Ready(0));
                    default -> {
                        // of no concern to what waits
                    }
                }
            }
        }

        private Name anybody() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0 -> {
                    if (waiting() < OPERATIONS) {
                        on(new ModeratorInput.Invite(ticket(), Desk.service(anybody())));
                    }
                }
                case 1 -> {
                    if (waiting() < OPERATIONS) {
                        on(new ModeratorInput.Remove(ticket(), Desk.service(anybody())));
                    }
                }
                case 2 -> {
                    desk.wait(Duration.ofMillis(random.nextInt(3_000)));
                    look();
                }
                case 3 -> on(new ModeratorInput.Heard(nonsense()));
                case 4 -> on(new ModeratorInput.Unreachable(anybody()));
                default -> answer();
            }
        }

        private long waiting() {
            return tickets - outcomes.size();
        }

        /// Somebody answers something that the moderator has said, maybe long ago.
        private void answer() {
            if (heardByMembers.isEmpty()) {
                return;
            }
            int newest = heardByMembers.size() - 1;
            int which = random.nextInt(4) > 0 ? newest : random.nextInt(newest + 1);
            SessionMessage asked = heardByMembers.get(which);
            Name from =
                    asked.toAll()
                            ? anybody()
                            : NAMES.stream()
                                    .filter(n -> n.prefix().equals(asked.destination().prefix()))
                                    .findFirst()
                                    .orElseThrow();
            Optional<Body> body =
                    switch (asked.body()) {
                        case Body.DiscoveryRequest _ -> Optional.of(new Body.DiscoveryReply());
                        case Body.JoinRequest _ ->
                                Optional.of(
                                        new Body.JoinReply(
                                                Optional.of(Desk.KEY_PACKAGE), Desk.member(from)));
                        case Body.LeaveRequest _ -> Optional.of(new Body.LeaveReply());
                        case Body.GroupUpdate _,
                                Body.GroupWelcome _,
                                Body.GroupClose _,
                                Body.RejoinReply _ ->
                                Optional.of(new Body.GroupAck());
                        default -> Optional.empty();
                    };
            body.ifPresent(
                    said -> on(new ModeratorInput.Heard(desk.message(from, asked.id(), said))));
        }

        private SessionMessage nonsense() {
            Name from = anybody();
            int id = random.nextInt(50);
            Body body =
                    switch (random.nextInt(9)) {
                        case 0 -> new Body.Heartbeat(random.nextInt(5));
                        case 1 ->
                                new Body.ParticipantState(
                                        from, random.nextBoolean(), random.nextInt(5));
                        case 2 -> new Body.RejoinRequest(from, Desk.KEY_PACKAGE);
                        case 3 -> new Body.LeaveRequest();
                        case 4 -> new Body.JoinReply(Optional.empty(), Desk.member(anybody()));
                        case 5 -> new Body.GroupAck();
                        case 6 -> new Body.GroupNack();
                        case 7 -> new Body.DiscoveryReply();
                        default -> new Body.RejoinRequest(anybody(), ByteString.EMPTY);
                    };
            SessionMessage message = desk.message(from, id, body);
            return body instanceof Body.LeaveRequest && random.nextBoolean()
                    ? message.with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE))
                    : message;
        }

        private void check() {
            Moderating state = desk.state();
            if (state.over()) {
                return;
            }
            assertThat(state.roster().members()).contains(Desk.member(Desk.MODERATOR));
            assertThat(state.roster().members())
                    .extracting(Participant::name)
                    .doesNotHaveDuplicates();
            // two of the task, and one to tell each member who is in
            assertThat(state.requests().open()).hasSizeLessThanOrEqualTo(2 + NAMES.size());
            assertThat(state.waiting()).hasSizeLessThanOrEqualTo(OPERATIONS + 2 * NAMES.size());
            assertThat(outcomes.values()).allSatisfy(times -> assertThat(times).isEqualTo(1));
        }
    }
}
