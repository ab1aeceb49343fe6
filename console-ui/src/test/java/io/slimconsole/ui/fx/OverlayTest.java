package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.Notification;

import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.shell.Look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The toasts and questions of the layer above the screens.
final class OverlayTest extends UiTest {
    private Overlay overlay;

    @BeforeEach
    void openALayer() {
        robot().interact(
                        () -> {
                            overlay = new Overlay();
                            var field = new TextField();
                            field.setId("field");
                            var scene =
                                    new Scene(new StackPane(new VBox(field), overlay), 900, 500);
                            Look.apply(scene, false, 100);
                            stage().setScene(scene);
                            stage().show();
                            field.requestFocus();
                        });
    }

    private List<String> toasts() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () ->
                        ((VBox) find("toasts"))
                                .getChildren().stream()
                                        .map(node -> ((Notification) node).getMessage())
                                        .toList());
    }

    private Node focusOwner() {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> stage().getScene().getFocusOwner());
    }

    @Test
    void threeToastsAreShownAtMostAndTheOldestGives() {
        robot().interact(() -> List.of("one", "two", "three", "four").forEach(overlay::info));

        assertThat(toasts()).containsExactly("two", "three", "four");
    }

    @Test
    void theSameToastAgainIsCountedAndAnotherKindIsAnother() {
        robot().interact(
                        () -> {
                            overlay.error("disk full");
                            overlay.error("disk full");
                            overlay.error("disk full");
                            overlay.warning("disk full");
                        });

        assertThat(toasts()).containsExactly("disk full  ×3", "disk full");
    }

    @Test
    void aToastGoesByItselfAndItsSuccessorIsNewAgain() {
        robot().interact(() -> overlay.success("Copied address"));
        boolean shown = !toasts().isEmpty();

        Await.until("gone", () -> toasts().isEmpty());
        robot().interact(() -> overlay.success("Copied address"));

        assertThat(shown).isTrue();
        assertThat(toasts()).containsExactly("Copied address");
    }

    @Test
    void theLinkOfAToastGoesToItsPlaceAndTakesTheToastAlong() {
        var opened = new AtomicInteger();
        robot().interact(
                        () ->
                                overlay.show(
                                        Toasts.Kind.WARNING,
                                        "2 clients refused",
                                        Optional.of(
                                                new Toasts.Link(
                                                        "Show them", opened::incrementAndGet))));

        robot().clickOn("Show them");

        assertThat(opened).hasValue(1);
        assertThat(toasts()).isEmpty();
    }

    @Test
    void everyToastIsToldToTheHistory() {
        List<String> told = new ArrayList<>();
        robot().interact(
                        () -> {
                            overlay.keepIn((kind, text, _) -> told.add(kind + " " + text));
                            overlay.error("disk full");
                            overlay.error("disk full");
                            overlay.success("saved");
                        });

        assertThat(told).containsExactly("ERROR disk full", "ERROR disk full", "SUCCESS saved");
    }

    @Test
    void theFocusComesBackFromWhatCoversTheScreens() {
        var first = new Label("first");
        robot().interact(() -> overlay.open(first, Pos.CENTER));
        boolean open = overlay.isOpen();
        robot().interact(() -> overlay.open(new Label("second"), Pos.CENTER));

        robot().interact(overlay::close);

        assertThat(open).isTrue();
        assertThat(overlay.isOpen()).isFalse();
        assertThat(focusOwner().getId()).isEqualTo("field");
    }

    @Test
    void tabGoesRoundInWhatCoversTheScreens() {
        var first = new TextField();
        first.setId("first");
        var last = new TextField();
        last.setId("last");
        robot().interact(
                        () -> {
                            overlay.open(new VBox(first, last), Pos.CENTER);
                            first.requestFocus();
                        });

        List<String> forwards = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            robot().type(KeyCode.TAB);
            forwards.add(focusOwner().getId());
        }
        List<String> backwards = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            robot().press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
            backwards.add(focusOwner().getId());
        }

        assertThat(forwards).containsExactly("last", "first", "last");
        assertThat(backwards).containsExactly("first", "last", "first");
    }

    @Test
    void aQuestionIsAnsweredByItsActAndEscapedWithout() {
        var confirmed = new AtomicInteger();
        var question =
                new Confirmation(
                        "Disconnect 3 clients?", "They come back.", "Disconnect 3 clients", true);
        robot().interact(() -> overlay.confirm(question, confirmed::incrementAndGet));
        String shown = shownText("confirm");
        robot().clickOn("#confirm-cancel");
        int afterCancel = confirmed.get();

        robot().interact(() -> overlay.confirm(question, confirmed::incrementAndGet));
        robot().type(KeyCode.ENTER);

        assertThat(shown.lines())
                .containsExactly(
                        "Disconnect 3 clients?",
                        "They come back.",
                        "Cancel",
                        "Disconnect 3 clients");
        assertThat(afterCancel).isZero();
        assertThat(confirmed).hasValue(1);
        assertThat(overlay.isOpen()).isFalse();
    }
}
