package io.slimconsole.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.kit.PaneScreen;
import io.slimconsole.ui.kit.UiTest;

import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Pictures of the group in both themes, with few members and with many, for people to look at.
final class GroupPicturesTest extends UiTest {
    private GroupPane pane;

    @ParameterizedTest
    @CsvSource({"LIGHT, 2", "DARK, 2", "LIGHT, 12", "DARK, 12", "LIGHT, 200", "DARK, 200"})
    void everyPartOfItIsSeen(Theme theme, int members) {
        var clock = new ManualClock(Instant.now().minus(Duration.ofMinutes(7L * members)));
        Groups groups = Groups.of(members, clock);
        if (members > 2) {
            groups.remove(members - 3).remove(5);
            clock.advance(Duration.ofSeconds(40));
            groups.add(false, Duration.ofHours(2), "plant/line-9/spare");
        }
        open(
                theme,
                context -> {
                    pane = new GroupPane(context);
                    return List.of(new PaneScreen(pane.content()));
                });
        robot().interact(() -> pane.show(groups.channel()));
        for (String tab : List.of("facts", "tree", "members", "history")) {
            robot().interact(() -> find(ToggleButton.class, "group-tab-" + tab).fire());
            take(theme, members, tab, "");
        }
        robot().interact(() -> find(ToggleButton.class, "group-tab-tree").fire());
        robot().interact(() -> find("tree-drawing").requestFocus());
        robot().type(KeyCode.HOME, KeyCode.RIGHT);
        take(theme, members, "tree", "-selected");
        robot().interact(() -> find(Button.class, "tree-normal").fire());
        take(theme, members, "tree", "-large");
        resize(760, 560);
        take(theme, members, "tree", "-small");
        robot().interact(() -> find(ToggleButton.class, "tree-listed").fire());
        take(theme, members, "tree", "-list");
        robot().interact(() -> find(ToggleButton.class, "group-tab-facts").fire());
        take(theme, members, "facts", "-small");

        assertThat(textOf("group-member-count"))
                .isEqualTo(Integer.toString(groups.view().members().size()));
    }

    private void take(Theme theme, int members, String tab, String suffix) {
        picture(
                "group-%s-%d-%s%s"
                        .formatted(tab, members, theme.name().toLowerCase(Locale.ROOT), suffix));
    }
}
