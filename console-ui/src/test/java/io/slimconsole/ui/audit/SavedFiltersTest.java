package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.ui.audit.SavedFilters.Saved;

import org.junit.jupiter.api.Test;

final class SavedFiltersTest {
    private final InMemoryUiState store = new InMemoryUiState();
    private final SavedFilters filters = new SavedFilters(store, "messages.saved");

    private SavedFilters again() {
        return new SavedFilters(store, "messages.saved");
    }

    @Test
    void areThereAgainAfterARestart() {
        filters.save("  Lost messages ", "outcome:failed");
        filters.save("Large", "size:>1M name:\"a b\"");

        assertThat(again().all().get())
                .containsExactly(
                        new Saved("Lost messages", "outcome:failed"),
                        new Saved("Large", "size:>1M name:\"a b\""));
    }

    @Test
    void theSameNameReplaces() {
        filters.save("Large", "size:>1M");
        filters.save("Large", "size:>2M");

        assertThat(again().all().get()).containsExactly(new Saved("Large", "size:>2M"));
    }

    @Test
    void canBeRenamedDeletedAndBroughtBack() {
        filters.save("a", "x");
        filters.save("b", "y");

        filters.rename(new Saved("a", "x"), "b");
        assertThat(filters.all().get()).containsExactly(new Saved("a", "x"), new Saved("b", "y"));
        filters.rename(new Saved("a", "x"), "c");
        filters.delete(new Saved("b", "y"));
        assertThat(again().all().get()).containsExactly(new Saved("c", "x"));
        filters.restore(new Saved("b", "y"), 0);

        assertThat(again().all().get()).containsExactly(new Saved("b", "y"), new Saved("c", "x"));
    }

    @Test
    void nothingAndTooMuchIsNotSaved() {
        assertThat(filters.fits("", "x")).isFalse();
        assertThat(filters.fits("a", " ")).isFalse();
        assertThat(filters.fits("a", "x".repeat(300))).isFalse();
        for (int i = 0; i < 60; i++) {
            filters.save("filter " + i, "x".repeat(250));
        }

        assertThat(filters.fits("one more", "x")).isFalse();
        assertThat(again().all().get()).hasSize(60);
    }
}
