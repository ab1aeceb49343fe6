package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.table.EndingLine.Part;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

final class EndingLineTest {
    private static final List<Part> NAME =
            List.of(new Part("agntcy/chat/", "text-part"), new Part("moderator", "hit-part"));

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static String shownIn(double share) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    var line = new EndingLine();
                    line.show(NAME);
                    double whole = line.prefWidth(-1);
                    for (double width : List.of(whole, whole * share)) {
                        line.resize(width, 20);
                        line.layout();
                    }
                    return line.shownText();
                });
    }

    @Test
    void showsAllWhereThereIsRoom() {
        assertThat(shownIn(1)).isEqualTo("agntcy/chat/moderator");
    }

    @Test
    void endsInAnEllipsisWithinAPiece() {
        assertThat(shownIn(0.8)).startsWith("agntcy/chat/m").endsWith("\u2026").hasSizeLessThan(21);
        assertThat(shownIn(0.4)).startsWith("agntcy").endsWith("\u2026").hasSizeLessThan(12);
    }

    @Test
    void saysThatThereIsMoreInTheSmallestRoom() {
        assertThat(shownIn(0.01)).isEqualTo("\u2026");
    }
}
