package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.table.NameLine.Part;

import javafx.scene.layout.Region;
import javafx.scene.text.Font;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

final class NameLineTest {
    private static final List<Part> NAME =
            List.of(new Part("agntcy/chat/", "text-part"), new Part("moderator", "hit-part"));

    /// As many as a large window shows.
    private static final int IN_SIGHT = 50;

    private int measured;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    private static void layOut(Region line, double width) {
        line.resize(width, 20);
        line.requestLayout();
        line.layout();
    }

    /// What is legible when there is room for so many characters, each one pixel wide.
    private static String shownIn(double room, Part... parts) {
        return onFx(
                () -> {
                    var line = new NameLine((text, _) -> text.length());
                    line.show(List.of(parts));
                    layOut(line, room);
                    return line.shownText();
                });
    }

    @Test
    void showsAllWhereThereIsRoom() {
        assertThat(shownIn(21, NAME.toArray(Part[]::new))).isEqualTo("agntcy/chat/moderator");
    }

    @Test
    void shortensWhatTellsLeastAndKeepsTheEnd() {
        assertThat(shownIn(17, NAME.toArray(Part[]::new))).isEqualTo("agnt\u2026at/moderator");
        assertThat(shownIn(11, NAME.toArray(Part[]::new))).isEqualTo("ag\u2026oderator");
    }

    @Test
    void namesThatDifferAtTheirEndDoNotLookAlike() {
        assertThat(shownIn(20, new Part("agntcy/flet-7/worker-4001", "text-part")))
                .isEqualTo("agnt\u2026t-7/worker-4001");
        assertThat(shownIn(20, new Part("agntcy/flet-7/worker-4002", "text-part")))
                .isEqualTo("agnt\u2026t-7/worker-4002");
    }

    @Test
    void saysThatThereIsMoreInTheSmallestRoom() {
        assertThat(shownIn(0.4, NAME.toArray(Part[]::new))).isEqualTo("\u2026");
    }

    @Test
    void showsNoHalfOfACharacter() {
        String faces = "\ud83d\ude00".repeat(10);

        for (int room = 1; room < 20; room++) {
            String shown = shownIn(room, new Part(faces, "text-part"));
            assertThat(shown.replace("\ud83d\ude00", "")).isEqualTo("\u2026");
        }
    }

    @Test
    void measuresRealTextAlike() {
        String shown =
                onFx(
                        () -> {
                            var line = new NameLine();
                            line.show(NAME);
                            layOut(line, line.prefWidth(-1) * 0.6);
                            return line.shownText();
                        });

        assertThat(shown).startsWith("a").contains("\u2026").endsWith("rator").hasSizeLessThan(21);
    }

    private double counted(String text, Font font) {
        measured++;
        return text.length() * font.getSize();
    }

    /// As many lines as are in sight, half of them too long for their room.
    private List<NameLine> window() {
        List<NameLine> lines = new ArrayList<>();
        for (int i = 0; i < IN_SIGHT; i++) {
            var line = new NameLine(this::counted);
            line.show(List.of(new Part("agntcy/fleet-7/", "text-part"), part("worker-" + i)));
            lines.add(line);
        }
        return lines;
    }

    private static Part part(String text) {
        return new Part(text, "text-part");
    }

    private static void sample(List<NameLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).show(List.of(part("agntcy/fleet-7/"), part("worker-" + i)));
            layOut(lines.get(i), i % 2 == 0 ? 10_000 : 150);
        }
    }

    @Test
    void samplesThatChangeNothingMeasureNothing() {
        List<NameLine> lines = onFx(this::window);
        onFx(
                () -> {
                    sample(lines);
                    return true;
                });
        int first = measured;

        for (int turn = 0; turn < 40; turn++) {
            onFx(
                    () -> {
                        sample(lines);
                        return true;
                    });
        }

        assertThat(measured).isEqualTo(first);
        // two pieces each, and for those that are cut at most two a step of a search in 24 places
        assertThat(first).isBetween(2 * IN_SIGHT, 2 * IN_SIGHT + IN_SIGHT / 2 * 12);
    }

    @Test
    void onlyALineThatChangesIsMeasuredAnew() {
        List<NameLine> lines = onFx(this::window);
        onFx(
                () -> {
                    sample(lines);
                    return true;
                });
        measured = 0;

        onFx(
                () -> {
                    lines.getFirst().show(List.of(part("agntcy/fleet-7/"), part("other")));
                    lines.forEach(line -> layOut(line, line.getWidth()));
                    return true;
                });

        assertThat(measured).isEqualTo(2);
    }
}
