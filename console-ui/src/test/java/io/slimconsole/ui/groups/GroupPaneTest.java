package io.slimconsole.ui.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.kit.PaneScreen;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.sessions.Channel;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;
import java.util.Optional;

final class GroupPaneTest extends UiTest {
    private final ManualClock clock = new ManualClock(Groups.BEGAN);
    private GroupPane pane;

    private void open(Channel channel) {
        open(
                Theme.LIGHT,
                context -> {
                    pane = new GroupPane(context);
                    return List.of(new PaneScreen(pane.content()));
                });
        show(channel);
    }

    private void show(Channel channel) {
        robot().interact(() -> pane.show(channel));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void fire(String id) {
        robot().interact(() -> find(ButtonBase.class, id).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aChannelWithoutAGroupSaysWhy() {
        open(Groups.channel(false, Optional.empty(), List.of()));
        assertThat(shownText("state-message")).startsWith("This channel is not encrypted");

        show(Groups.channel(true, Optional.empty(), List.of()));
        assertThat(shownText("state-message")).startsWith("No group yet");

        show(Groups.begin(clock).channel());
        assertThat(robot().lookup("#state-message").tryQuery()).isEmpty();

        robot().interact(() -> pane.clear());
        assertThat(shownText("state-message")).startsWith("No channel");
    }

    @Test
    void theCodeAndTheFactsAreThoseOfTheGroup() {
        Groups groups = Groups.of(3, clock);
        open(groups.channel());

        assertThat(textOf("group-code")).isEqualTo(groups.view().code());
        assertThat(textOf("group-epoch")).isEqualTo("2");
        assertThat(textOf("group-facts-members")).isEqualTo("3 on 4 leaves");
        assertThat(textOf("group-facts-suite"))
                .isEqualTo("2 · MLS_128_DHKEMP256_AES128GCM_SHA256_P256");

        show(groups.renew().channel());

        assertThat(textOf("group-code")).isEqualTo(groups.view().code());
        assertThat(textOf("group-epoch")).isEqualTo("3");
    }

    @Test
    void arrowKeysGoThroughTheTreeAndTheListFollows() {
        open(Groups.of(4, clock).channel());
        fire("group-tab-tree");
        robot().interact(() -> find("tree-drawing").requestFocus());

        robot().type(KeyCode.HOME);
        assertThat(shownText("tree-node")).startsWith("Node 3, above leaves 0 to 3");
        robot().type(KeyCode.RIGHT, KeyCode.RIGHT, KeyCode.DOWN);
        assertThat(shownText("tree-node")).startsWith("Leaf 1 · plant/line-2/press-01");
        robot().type(KeyCode.LEFT);
        assertThat(shownText("tree-node")).startsWith("Node 1, above leaves 0 to 1");

        fire("tree-listed");
        ListView<?> outline = find(ListView.class, "tree-outline");
        assertThat(outline.getSelectionModel().getSelectedIndex()).isEqualTo(1);
        robot().interact(outline::requestFocus);
        robot().type(KeyCode.DOWN);
        assertThat(shownText("tree-node")).startsWith("Leaf 0 · " + Groups.SELF);
    }

    @Test
    void aClickSelectsWhatIsDrawnThere() {
        open(Groups.of(2, clock).channel());
        fire("group-tab-tree");

        robot().clickOn(
                        find("tree-drawing").localToScreen(60, 45).getX(),
                        find("tree-drawing").localToScreen(60, 45).getY());

        assertThat(shownText("tree-node")).startsWith("Leaf 1 · plant/line-2/press-01");
    }

    @Test
    void whatIsSelectedStaysSoInTheNextEpoch() {
        Groups groups = Groups.of(4, clock);
        open(groups.channel());
        fire("group-tab-tree");
        robot().interact(() -> find("tree-drawing").requestFocus());
        robot().type(KeyCode.END);
        assertThat(shownText("tree-node")).startsWith("Leaf 3 ");

        show(groups.remove(1).channel());
        assertThat(shownText("tree-node")).startsWith("Leaf 3 · ");

        show(groups.remove(3).channel());
        assertThat(shownText("tree-node")).startsWith("Leaf 3 is blank");
    }

    @Test
    void newCommitsComeInAboveWithoutMovingWhatIsRead() {
        Groups groups = Groups.of(20, clock);
        for (int i = 0; i < 20; i++) {
            groups.renew();
        }
        open(groups.channel());
        fire("group-tab-history");
        ListView<?> list = find(ListView.class, "group-history");
        robot().interact(() -> list.scrollTo(10));
        WaitForAsyncUtils.waitForFxEvents();
        Object read = first(list);

        show(groups.renew().renew().channel());

        assertThat(first(list)).isEqualTo(read);

        robot().interact(() -> list.scrollTo(0));
        WaitForAsyncUtils.waitForFxEvents();
        show(groups.renew().channel());
        assertThat(first(list)).isEqualTo(list.getItems().getFirst());
    }

    private static Object first(ListView<?> list) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () ->
                        ((VirtualFlow<?>) list.lookup(".virtual-flow"))
                                .getFirstVisibleCell()
                                .getItem());
    }
}
