package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

final class PaletteViewModelTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final PaletteViewModel model =
            new PaletteViewModel(
                    () -> List.of(item("Open Routes"), item("Restart node"), item("Routes: add")),
                    query -> query.isEmpty() ? List.of() : List.of(item("name for " + query)),
                    background::add,
                    Runnable::run);

    private static PaletteItem item(String text) {
        return new PaletteItem(Feather.CHEVRON_RIGHT, text, "Window", "", () -> {});
    }

    private List<String> shown() {
        return model.items().stream().map(PaletteItem::text).toList();
    }

    @Test
    void everythingIsOfferedAtFirst() {
        assertThat(shown()).containsExactly("Open Routes", "Restart node", "Routes: add");
    }

    @Test
    void everyWordMustOccurAndWhatBeginsWithTheTextComesFirst() {
        model.query().set("routes");
        assertThat(shown()).containsExactly("Routes: add", "Open Routes");

        model.query().set("open ROU");
        assertThat(shown()).containsExactly("Open Routes");
    }

    @Test
    void namesFollowTheCommandsWhenTheyAreFound() {
        background.clear();
        model.query().set("node");
        List<String> before = shown();

        background.remove().run();

        assertThat(before).containsExactly("Restart node");
        assertThat(shown()).containsExactly("Restart node", "name for node");
    }

    @Test
    void namesOfAnOlderQueryAreNotShown() {
        background.clear();
        model.query().set("node");
        model.query().set("nod");

        background.remove().run();

        assertThat(shown()).containsExactly("Restart node");
    }

    @Test
    void theSelectionGoesAroundTheEnds() {
        model.move(-1);
        int last = model.selected().get();
        model.move(1);

        assertThat(last).isEqualTo(2);
        assertThat(model.selected().get()).isZero();
    }
}
