package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.shell.Look;

import javafx.scene.Scene;
import javafx.scene.control.Label;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.concurrent.atomic.AtomicInteger;

final class SidePaneTest extends UiTest {
    private static final String KEY = "clients.details";

    private final AtomicInteger closed = new AtomicInteger();
    private SidePane pane;

    private void openPane() {
        robot().interact(
                        () -> {
                            var list = new Label("the list");
                            list.setId("list");
                            list.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
                            pane = new SidePane(list, uiState(), KEY);
                            pane.setOnClose(closed::incrementAndGet);
                            var scene = new Scene(pane, 1000, 500);
                            Look.apply(scene, false, 100);
                            stage().setScene(scene);
                            stage().show();
                        });
    }

    private void open(String heading) {
        robot().interact(() -> pane.open(heading, new Label("all about " + heading)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private double divider() {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> pane.getDividerPositions()[0]);
    }

    @Test
    void theListStaysInSightBesideTheDetails() {
        openPane();
        boolean before = pane.isOpen();

        open("acme/prod/worker");

        assertThat(before).isFalse();
        assertThat(isShown("list")).isTrue();
        assertThat(shownText("details")).contains("acme/prod/worker", "all about acme/prod/worker");
        assertThat(divider()).isCloseTo(0.68, within(0.01));
    }

    @Test
    void otherDetailsTakeThePlaceOfTheFirst() {
        openPane();
        open("worker");

        open("planner");

        assertThat(shownText("details"))
                .contains("all about planner")
                .doesNotContain("all about worker");
        assertThat(pane.getItems()).hasSize(2);
        assertThat(closed).hasValue(0);
    }

    @Test
    void theButtonClosesThemAndTellsOnce() {
        openPane();
        open("worker");

        robot().clickOn("#details-close");
        boolean again = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> pane.closeDetails());

        assertThat(pane.isOpen()).isFalse();
        assertThat(again).isFalse();
        assertThat(closed).hasValue(1);
    }

    @Test
    void theWidthIsKept() {
        openPane();
        open("worker");
        robot().interact(() -> pane.setDividerPositions(0.5));
        WaitForAsyncUtils.waitForFxEvents();

        openPane();
        open("planner");

        assertThat(uiState().get(KEY)).contains("0.500");
        assertThat(divider()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aKeptWidthThatIsOfNoUseIsNotTaken() {
        for (String kept : new String[] {"0.99", "-1", "wide", "NaN"}) {
            uiState().put(KEY, kept);
            openPane();

            open("worker");

            assertThat(divider()).as(kept).isCloseTo(0.68, within(0.01));
        }
    }
}
