package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.fx.Texts;

import javafx.scene.Scene;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

final class PagedTableTest {
    private static final int ROWS = 1_000;

    private final PagedList<Long> rows = new PagedList<>(Runnable::run, Runnable::run);
    private long newest = ROWS;
    private PagedTable<Long> table;

    @SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
    private enum Column implements LiveColumn<Long> {
        NUMBER(ColumnShape.filling(240, n -> n));

        private final ColumnShape<Long> shape;

        Column(ColumnShape<Long> shape) {
            this.shape = shape;
        }

        @Override
        public ColumnShape<Long> shape() {
            return shape;
        }

        @Override
        public String title(Texts texts) {
            return id();
        }

        @Override
        public String text(Long number, Texts texts, Instant at) {
            return number.toString();
        }

        @Override
        public String tooltip(Long number, Texts texts, ZoneId zone, Instant at) {
            return number.toString();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        onFx(
                () -> {
                    table =
                            new PagedTable<>(
                                    "numbers",
                                    rows,
                                    List.of(Column.values()),
                                    Texts.of(LiveTable.class),
                                    Clock.systemUTC());
                    // as the style sheet has it
                    table.view().setFixedCellSize(28);
                    grow(0);
                    stage.setScene(new Scene(table.view(), 300, 300));
                    stage.show();
                    stage.sizeToScene();
                });
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.hideStage();
        FxToolkit.cleanupStages();
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// More numbers at the top, the newest first.
    private void grow(int more) {
        newest += more;
        table.change(() -> rows.grow(this::page, newest, newest - ROWS, List.of()));
    }

    private List<Long> page(long from, int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = from; i < Math.min(newest, from + count); i++) {
            numbers.add(newest - i);
        }
        return numbers;
    }

    private List<Integer> inSight() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    VirtualFlow<?> flow = Objects.requireNonNull(KeptPlace.flow(table.view()));
                    return List.of(
                            flow.getFirstVisibleCell().getIndex(),
                            flow.getLastVisibleCell().getIndex());
                });
    }

    private @Nullable Long selected() {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> table.selectedEntry().orElse(null));
    }

    @Test
    void theNewestStayInSightWhileNobodyHasGoneAway() {
        onFx(() -> grow(50));

        assertThat(inSight().getFirst()).isZero();
        assertThat(table.atTop().get()).isTrue();
    }

    @Test
    void aSelectedRowComesIntoSightThoughMoreComeBeforeItIsDrawn() {
        onFx(
                () -> {
                    table.select(400);
                    grow(0);
                    grow(30);
                });

        assertThat(inSight().getFirst()).isEqualTo(427);
        assertThat(selected()).isEqualTo(600);
        assertThat(table.atTop().get()).isFalse();
    }

    @Test
    void whoHasArrivedMayGoElsewhere() {
        onFx(() -> table.select(400));
        onFx(() -> grow(0));
        onFx(table::toTop);
        onFx(() -> grow(10));

        assertThat(inSight().getFirst()).isZero();
        assertThat(table.atTop().get()).isTrue();
    }

    @Test
    void whoScrollsAwayIsFollowedByNothing() {
        onFx(() -> table.view().scrollTo(500));
        onFx(() -> grow(10));

        assertThat(table.atTop().get()).isFalse();
        assertThat(inSight().getFirst()).isEqualTo(510);
    }

    @Test
    void whoScrollsRightAfterGoingUpIsNotCalledBack() {
        onFx(table::toTop);
        onFx(() -> table.view().scrollTo(500));
        onFx(() -> grow(10));

        assertThat(table.atTop().get()).isFalse();
        assertThat(inSight().getFirst()).isEqualTo(510);
    }

    @Test
    void whatComesRightAfterScrollingDoesNotUndoIt() {
        onFx(
                () -> {
                    table.view().scrollTo(500);
                    grow(10);
                });

        assertThat(table.atTop().get()).isFalse();
        assertThat(inSight().getFirst()).isEqualTo(510);
    }

    @Test
    void whatComesRightAfterGoingUpFindsTheTableThere() {
        onFx(() -> table.view().scrollTo(500));
        onFx(() -> grow(10));
        onFx(
                () -> {
                    table.toTop();
                    grow(10);
                });

        assertThat(inSight().getFirst()).isZero();
        assertThat(table.atTop().get()).isTrue();
    }

    @Test
    void theEndIsNotTheTop() {
        onFx(table::toEnd);
        onFx(() -> grow(10));

        assertThat(inSight().getLast()).isGreaterThanOrEqualTo(ROWS + 8);
        assertThat(table.atTop().get()).isFalse();
    }
}
