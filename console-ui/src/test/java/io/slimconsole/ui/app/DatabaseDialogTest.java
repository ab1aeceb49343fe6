package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.OpenResult;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.app.DatabaseQuestion.Choice;
import io.slimconsole.ui.fx.FxThread;
import io.slimconsole.ui.kit.Screenshots;
import io.slimconsole.ui.kit.UiTest;

import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// The window that asks about the database when there is no other window yet.
final class DatabaseDialogTest extends UiTest {
    private static final Path FOLDER = Path.of("/home/operator/.local/share/slim-console");
    private static final Path FILE = FOLDER.resolve("console.mv.db");

    private static final OpenResult.NotOpened LOCKED =
            new OpenResult.Locked(FILE, OptionalLong.of(48_211));

    private static final OpenResult.NotOpened DAMAGED =
            new OpenResult.Damaged(FILE, "its header is not one of an H2 file");

    /// The pictures, each of one way in which a database does not open.
    private static final Map<String, OpenResult.NotOpened> WAYS =
            Map.of(
                    "locked", LOCKED,
                    "damaged", DAMAGED,
                    "newer", new OpenResult.Newer(FILE, "12", "9"),
                    "unwritable", new OpenResult.Unwritable(FOLDER, "permission denied"),
                    "full", new OpenResult.DiskFull(FOLDER, "no space left on device"));

    private CompletableFuture<Choice> ask(OpenResult.NotOpened result, ColorScheme colours) {
        var answer = new CompletableFuture<Choice>();
        new FxThread()
                .execute(
                        () ->
                                answer.complete(
                                        new DatabaseDialog(DatabaseQuestion.about(result), colours)
                                                .ask()));
        Await.until("dialog", () -> isShown("database-question"));
        return answer;
    }

    @ParameterizedTest
    @EnumSource(ColorScheme.class)
    void everyQuestionIsWholeInBothThemes(ColorScheme colours) {
        WAYS.forEach(
                (name, result) -> {
                    CompletableFuture<Choice> answer = ask(result, colours);
                    Scene scene = find("database-question").getScene();
                    Screenshots.take(
                            scene,
                            "database-" + name + "-" + colours.name().toLowerCase(Locale.ROOT));
                    String shown = shownText("database-question");
                    robot().type(KeyCode.ESCAPE);

                    DatabaseQuestion question = DatabaseQuestion.about(result);
                    assertThat(shown).startsWith(question.title() + "\n" + question.text());
                    assertThat(shown.lines())
                            .containsAll(question.choices().stream().map(Choice::text).toList());
                    assertThat(answer.join()).isEqualTo(Choice.QUIT);
                });
    }

    @Test
    void enterTakesTheChoiceToTakeInDoubt() {
        CompletableFuture<Choice> locked = ask(LOCKED, ColorScheme.LIGHT);
        robot().type(KeyCode.ENTER);
        Choice ofLocked = locked.join();
        CompletableFuture<Choice> damaged = ask(DAMAGED, ColorScheme.LIGHT);
        robot().type(KeyCode.ENTER);

        assertThat(List.of(ofLocked, damaged.join())).containsExactly(Choice.RETRY, Choice.QUIT);
    }

    @Test
    void eachButtonIsItsChoice() {
        List<Choice> chosen =
                DatabaseQuestion.about(DAMAGED).choices().stream()
                        .map(
                                choice -> {
                                    CompletableFuture<Choice> answer =
                                            ask(DAMAGED, ColorScheme.LIGHT);
                                    robot().clickOn(choice.text());
                                    return answer.join();
                                })
                        .toList();

        assertThat(chosen).isEqualTo(DatabaseQuestion.about(DAMAGED).choices());
    }
}
