package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.TimeRange;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

final class ActivityQueryTest {
    private static Query<ActivityFilter> parse(String typed) {
        return new ActivityQuery().parse(typed, TimeRange.ALL, Clock.systemUTC());
    }

    @Test
    void everyTermNarrowsWhatIsAskedFor() {
        Query<ActivityFilter> query =
                parse(
                        "kind:joined,left actor:operator subject:org/* session:9 outcome:failed"
                                + " link lost");

        assertThat(query.problems()).isEmpty();
        assertThat(query.filter())
                .isEqualTo(
                        new ActivityFilter(
                                TimeRange.ALL,
                                Set.of(ActivityKind.JOINED, ActivityKind.LEFT),
                                "operator",
                                "org/*",
                                "",
                                Optional.empty(),
                                OptionalInt.of(9),
                                Optional.of(false),
                                "link lost"));
    }

    @Test
    void aGroupStandsForAllItsKinds() {
        assertThat(parse("kind:connection").filter().kinds())
                .containsExactlyInAnyOrder(
                        ActivityKind.CONNECTED,
                        ActivityKind.DISCONNECTED,
                        ActivityKind.REFUSED,
                        ActivityKind.CONGESTED);
        assertThat(parse("kind:operator").filter().kinds())
                .containsExactlyInAnyOrder(ActivityKind.OPERATOR, ActivityKind.API);
    }

    @Test
    void askingForBothOutcomesAsksForNothing() {
        assertThat(parse("outcome:failed,succeeded").isEverything()).isTrue();
        assertThat(parse("kind:joind").problems()).first().asString().contains("“joined”");
    }
}
