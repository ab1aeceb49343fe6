package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.Screenshots;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.shell.Look;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

final class StatePaneTest extends UiTest {
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");

    private final List<String> done = new ArrayList<>();
    private Label content;
    private StatePane pane;

    @BeforeEach
    void openAPane() {
        openIn(false);
    }

    private void openIn(boolean dark) {
        robot().interact(
                        () -> {
                            content = new Label("the last known rows");
                            content.setId("content");
                            pane = new StatePane(content);
                            pane.getStyleClass().add("window");
                            var scene = new Scene(pane, 640, 360);
                            Look.apply(scene, dark, 100);
                            stage().setScene(scene);
                            stage().show();
                        });
    }

    private void show(ViewState state) {
        robot().interact(() -> pane.show(state));
    }

    private ViewState.Offer offer(String text) {
        return new ViewState.Offer(text, () -> done.add(text));
    }

    private boolean isOutdated() {
        return content.getPseudoClassStates().contains(OUTDATED);
    }

    private ViewState.Empty empty() {
        return new ViewState.Empty(
                Feather.MONITOR,
                "No connections yet",
                "Point a client at 127.0.0.1:46357.",
                Optional.of(offer("Copy configuration")));
    }

    private ViewState.Failed failed() {
        return new ViewState.Failed(
                "The routes could not be read",
                "Reading 1 204 routes took longer than 10 s.",
                Optional.of(offer("Try again")),
                Optional.of(offer("Copy details")));
    }

    @Test
    void contentAloneIsShownAtFirst() {
        assertThat(pane.state()).isEqualTo(new ViewState.Ready());
        assertThat(isShown("content")).isTrue();
        assertThat(isOutdated()).isFalse();
    }

    @Test
    void emptinessSaysWhatWouldBeThereAndOffersTheOneThingToDo() {
        show(empty());

        robot().clickOn("Copy configuration");

        assertThat(shownText("state-message").lines())
                .containsExactly(
                        "No connections yet",
                        "Point a client at 127.0.0.1:46357.",
                        "Copy configuration");
        assertThat(isShown("content")).isFalse();
        assertThat(done).containsExactly("Copy configuration");
    }

    @Test
    void aFilterThatHidesAllLeavesTheContentInSight() {
        show(new ViewState.NoMatch("None of 12 routes match org/*/x", offer("Clear filter")));

        robot().clickOn("Clear filter");

        assertThat(shownText("state-message")).contains("None of 12 routes match org/*/x");
        assertThat(isShown("content")).isTrue();
        assertThat(done).containsExactly("Clear filter");
    }

    @Test
    void oldDataStaysReadableBelowABanner() {
        show(new ViewState.Stale("Snapshot is 14 s old", offer("Retry")));

        robot().clickOn("Retry");

        assertThat(shownText("state-banner")).isEqualTo("Snapshot is 14 s old\nRetry");
        assertThat(isShown("content")).isTrue();
        assertThat(isOutdated()).isTrue();
        assertThat(done).containsExactly("Retry");
    }

    @Test
    void aStoppedNodeWithoutAWayToStartItOffersNothing() {
        show(new ViewState.Stopped("The node stops", Optional.empty()));

        assertThat(shownText("state-banner")).isEqualTo("The node stops");
        assertThat(isOutdated()).isTrue();
    }

    @Test
    void aFailureOffersToTryAgainAndToCopyItsDetails() {
        show(failed());

        robot().clickOn("Try again").clickOn("Copy details");

        assertThat(shownText("state-message")).startsWith("The routes could not be read\n");
        assertThat(done).containsExactly("Try again", "Copy details");
    }

    @Test
    void nothingIsLeftOfAStateThatIsOver() {
        List<ViewState> states =
                List.of(
                        empty(),
                        failed(),
                        new ViewState.Stale("old", offer("Retry")),
                        new ViewState.NoMatch("none", offer("Clear filter")),
                        new ViewState.Loading("Reading routes…"));
        for (ViewState state : states) {
            show(state);
            show(new ViewState.Ready());

            assertThat(robot().lookup("#state-message").tryQuery()).as("%s", state).isEmpty();
            assertThat(robot().lookup("#state-banner").tryQuery()).as("%s", state).isEmpty();
            assertThat(robot().lookup(".skeleton").tryQuery()).as("%s", state).isEmpty();
            assertThat(isShown("content")).as("%s", state).isTrue();
            assertThat(isOutdated()).as("%s", state).isFalse();
        }
    }

    @Test
    void theSameStateAgainLeavesWhatIsShownAlone() {
        ViewState.Empty once = empty();
        show(once);
        Node shown = find("state-message");

        show(once);

        assertThat(find("state-message")).isSameAs(shown);
    }

    @Test
    void loadingIsQuietAtFirstThenShowsRowsThenSaysWhatItReads() {
        show(new ViewState.Loading("Reading routes…"));
        boolean contentHidden = !isShown("content");

        Await.until("skeleton", () -> !rows().isEmpty());
        boolean wordsWithTheRows = robot().lookup("#state-message").tryQuery().isPresent();
        Await.until("words", () -> robot().lookup("#state-message").tryQuery().isPresent());

        assertThat(contentHidden).isTrue();
        assertThat(wordsWithTheRows).isFalse();
        assertThat(shownText("state-message")).isEqualTo("Reading routes…");
        assertThat(rows()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyStateIsReadableInBothThemes(boolean dark) {
        openIn(dark);
        List<Supplier<ViewState>> states =
                List.of(
                        this::empty,
                        this::failed,
                        () -> new ViewState.Stale("Snapshot is 14 s old", offer("Retry")),
                        () ->
                                new ViewState.Stopped(
                                        "The node is stopped", Optional.of(offer("Start node"))),
                        () -> new ViewState.NoMatch("None of 12 match", offer("Clear filter")));
        for (Supplier<ViewState> state : states) {
            ViewState next = state.get();
            show(next);
            Screenshots.take(
                    stage().getScene(),
                    "state-%s-%s"
                            .formatted(
                                    next.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                                    dark ? "dark" : "light"));

            Node words = find(isShown("state-banner") ? "state-banner" : "state-message");
            assertThat(pane.getLayoutBounds().contains(words.localToScene(words.getLayoutBounds())))
                    .as("%s is whole", next)
                    .isTrue();
        }
    }

    private List<Region> rows() {
        return List.copyOf(robot().lookup(".skeleton-row").<Region>queryAll());
    }
}
