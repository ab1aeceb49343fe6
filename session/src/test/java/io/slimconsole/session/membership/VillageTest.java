package io.slimconsole.session.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One moderator and its participants over a network that does what networks do.
final class VillageTest {
    private static final int SIZE = 6;

    /// A moderator's operations come one after the other, each in four rounds at most.
    private static final Duration LONGEST = Desk.PATIENCE.multipliedBy(4);

    /// Three beats until somebody silent is off, three rounds of asking to come in again, and the waits between.
    private static final Duration UNTIL_ALL_KNOW = Duration.ofMinutes(4);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void membersAgreeAfterTheNetworkHeals(long seed) {
        for (boolean mls : List.of(true, false)) {
            var village = new Village(seed, mls, SIZE);
            var asked = new ArrayList<Long>();
            live(village, new Random(seed), asked, 500);

            village.heal();
            village.run(LONGEST.multipliedBy(SIZE * 2).plus(UNTIL_ALL_KNOW));

            assertThat(asked).allSatisfy(ticket -> assertThat(village.outcome(ticket)).isPresent());
            assertAgreed(village, mls);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void everybodyCanBeInvitedAndTheSessionClosedAfterAll(long seed) {
        for (boolean mls : List.of(true, false)) {
            var village = new Village(seed, mls, SIZE);
            live(village, new Random(seed), new ArrayList<>(), 60);
            village.heal();
            village.run(LONGEST.multipliedBy(SIZE * 2).plus(UNTIL_ALL_KNOW));
            village.names().forEach(village::goOnline);
            village.run(LONGEST.multipliedBy(2));

            for (Name name : village.names()) {
                long ticket = village.invite(name);
                village.run(LONGEST);
                assertThat(village.outcome(ticket).orElseThrow())
                        .isInstanceOfAny(Outcome.Invited.class, Outcome.AlreadyMember.class);
            }
            village.run(UNTIL_ALL_KNOW);
            assertThat(village.members()).containsExactlyInAnyOrderElementsOf(village.names());
            assertAgreed(village, mls);

            long close = village.close();
            village.run(LONGEST);
            assertThat(village.outcome(close)).contains(new Outcome.Closed(Set.of()));
            assertThat(village.names())
                    .allSatisfy(name -> assertThat(village.participant(name)).isEmpty());
        }
    }

    /// Invitations, removals and partings, most of them at a bad moment.
    private static void live(Village village, Random random, List<Long> asked, int steps) {
        village.lose(0.15);
        for (int i = 0; i < steps; i++) {
            Name name = village.names().get(random.nextInt(SIZE));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> asked.add(village.invite(name));
                case 3 -> asked.add(village.remove(name));
                case 4 -> village.leave(name).ifPresent(asked::add);
                case 5 -> village.goOffline(name).ifPresent(asked::add);
                case 6 -> village.goOnline(name).ifPresent(asked::add);
                default -> {
                    village.heal().lose(0.15);
                    if (random.nextBoolean()) {
                        var away = new HashSet<Name>();
                        village.names().stream()
                                .filter(_ -> random.nextInt(3) == 0)
                                .forEach(away::add);
                        village.part(away);
                    }
                }
            }
            village.run(Duration.ofMillis(random.nextInt(15_000)));
        }
    }

    private static void assertAgreed(Village village, boolean mls) {
        Moderating moderator = village.moderator();
        assertThat(moderator.task()).isEqualTo(new Task.Idle());
        for (Name name : village.names()) {
            Optional<Participating> state = village.participant(name);
            if (!village.members().contains(name)) {
                assertThat(state.filter(each -> !isOffline(each))).as("out: %s", name).isEmpty();
            } else if (state.filter(each -> !isOffline(each)).isPresent()) {
                Participating member = state.get();
                assertThat(member.place()).as("%s", name).isEqualTo(new Place.Present());
                assertThat(member.epoch()).as("%s", name).isEqualTo(mls ? moderator.epoch() : 0);
                assertThat(names(member.roster()))
                        .as("%s", name)
                        .isEqualTo(names(moderator.roster()));
            }
        }
    }

    /// Nobody can tell anything to those.
    private static boolean isOffline(Participating member) {
        return member.place() instanceof Place.Offline;
    }

    private static Set<Name> names(Roster roster) {
        var names = new HashSet<Name>();
        roster.members().forEach(member -> names.add(member.name()));
        return names;
    }
}
