package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.table.FilterText.Term;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class FilterTextTest {
    private static final Set<String> KEYS = Set.of("type", "name");

    @Test
    void takesKeysValuesAndWordsApart() {
        var filter = FilterText.parse("  TYPE:edge,local  -name:org/*/svc chat ", KEYS);

        assertThat(filter)
                .isEqualTo(
                        new FilterText(
                                List.of(
                                        new Term("type", List.of("edge", "local"), false),
                                        new Term("name", List.of("org/*/svc"), true),
                                        new Term("", List.of("chat"), false))));
    }

    @Test
    void anAddressIsAWord() {
        assertThat(FilterText.parse("10.0.0.7:46357", KEYS).terms())
                .containsExactly(new Term("", List.of("10.0.0.7:46357"), false));
    }

    @Test
    void aKeyWithoutValueIsStillBeingTyped() {
        assertThat(FilterText.parse("type: type:,", KEYS).isEmpty()).isTrue();
    }

    @Test
    void aLoneDashIsAWord() {
        assertThat(FilterText.parse("-", KEYS).terms())
                .containsExactly(new Term("", List.of("-"), false));
    }

    @Test
    void nothingTypedIsNoTerm() {
        assertThat(FilterText.parse("   ", KEYS)).isEqualTo(FilterText.EMPTY);
    }
}
