package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.table.NamePattern.Range;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "svc, org/ns/my-svc/any, true",
        "SVC, org/ns/my-svc/any, true",
        "m*c, org/ns/my-svc/any, true",
        "y-s, org/ns/my-svc/any, true",
        "nothing, org/ns/my-svc/any, false",
        "org/*/svc, org/ns/svc/any, true",
        "org/*/svc, org/other/svc-2/any, true",
        "org/*/svc/, org/other/svc-2/any, false",
        "org/*/svc, organization/ns/svc/any, false",
        "org/*/svc, org/ns/my-svc/any, false",
        "*/n*s/*, org/ns/svc/any, true",
        "*/n*x/*, org/ns/svc/any, false",
        "org/ns/s, org/ns/svc/any, true",
        "org/n/svc, org/ns/svc/any, false",
        "org/, org/ns/svc/any, true",
        "/ns/, org/ns/svc/any, false",
        "org/ns/svc/an, org/ns/svc/any, true",
        "org/ns/svc/any/more, org/ns/svc/any, false",
        "a*b*c*d/x, a1b2c3b4c5d/xy/z/any, true",
    })
    void standsForNames(String pattern, String name, boolean expected) {
        assertThat(NamePattern.of(pattern).matches(name.split("/", -1))).isEqualTo(expected);
    }

    @Test
    void showsWhatOfAComponentAWordMatches() {
        var word = NamePattern.of("vc");

        assertThat(word.highlights(2, "my-svc-vc")).containsExactly(new Range(4, 6));
        assertThat(word.highlights(0, "org")).isEmpty();
    }

    @Test
    void showsTheLiteralsOfAComponentPatternOnly() {
        var pattern = NamePattern.of("org/n*s/sv");

        assertThat(pattern.highlights(0, "org")).containsExactly(new Range(0, 3));
        assertThat(pattern.highlights(1, "names"))
                .containsExactly(new Range(0, 1), new Range(4, 5));
        assertThat(pattern.highlights(2, "svc")).containsExactly(new Range(0, 2));
        assertThat(pattern.highlights(3, "any")).isEmpty();
    }

    @Test
    void starsMatchNothingToHighlight() {
        assertThat(NamePattern.of("*/*/*").highlights(1, "ns")).isEmpty();
    }
}
