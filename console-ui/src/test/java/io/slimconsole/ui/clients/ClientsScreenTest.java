package io.slimconsole.ui.clients;

import static io.slimconsole.ui.clients.Connections.closed;
import static io.slimconsole.ui.clients.Connections.dropping;
import static io.slimconsole.ui.clients.Connections.edge;
import static io.slimconsole.ui.clients.Connections.local;
import static io.slimconsole.ui.clients.Connections.subscribing;
import static io.slimconsole.ui.clients.Connections.with;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.Traffic;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.routes.RoutesScreen;
import io.slimconsole.ui.shell.Target;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

final class ClientsScreenTest extends UiTest {
    private void openIn(Theme theme) {
        open(theme, context -> List.of(new ClientsScreen(context), new RoutesScreen(context)));
        robot().interact(() -> context().navigation().open("clients"));
    }

    private static List<ConnectionSnapshot> five() {
        return List.of(
                subscribing(
                        with(
                                edge(1, "agntcy/chat/moderator"),
                                new Traffic(12_400, 4_200_000, 11_000, 9_000_000)),
                        4),
                with(edge(2, "agntcy/chat/alice"), new Traffic(321, 200_000, 1_204, 700_000)),
                with(
                        with(
                                edge(3, "acme/warehouse/stock-keeper"),
                                new Traffic(17, 4_000, 90_321, 88_000_000)),
                        ConnectionState.CONGESTED,
                        3_400_000),
                dropping(edge(4, "acme/warehouse/scanner-with-a-rather-long-service-name"), 12),
                local(5, "sample-echo"));
    }

    private void rows(int count) {
        Await.until("rows", () -> table().getItems().size() == count);
    }

    private TableView<?> table() {
        return find(TableView.class, "clients-open");
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoneFiveAndManyInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme);
        Await.until("empty", () -> isShown("state-message"));
        picture("clients-0-" + name);

        node().setConnections(five());
        node().setRecentlyClosed(
                        List.of(
                                closed(
                                        edge(7, "agntcy/chat/bob"),
                                        CloseReason.BY_PEER,
                                        "The other end closed the stream."),
                                closed(
                                        edge(8, "acme/warehouse/printer"),
                                        CloseReason.TOO_SLOW,
                                        "Its queue of 4 MiB stayed full for 10 s.")));
        node().setKeptOut(
                        List.of(
                                new KeptOut(
                                        "3f0c9e52-7f0e-4d5d-9b37-0a4f1cf0a001",
                                        "10.0.0.9:41000",
                                        "acme/x/intruder",
                                        Instant.now())));
        rows(5);
        picture("clients-5-" + name);
        robot().interact(() -> table().getSelectionModel().select(2));
        robot().interact(table()::requestFocus);
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("client-detail-note"));
        picture("clients-5-detail-" + name);
        resize(900, 600);
        picture("clients-5-detail-small-" + name);
        assertThat(place("clients-columns").intersects(place("clients-open"))).isFalse();
        robot().clickOn("#clients-tab-closed");
        Await.until("closed", () -> find(TableView.class, "clients-closed").getItems().size() == 2);
        resize(1280, 800);
        picture("clients-closed-" + name);
        robot().clickOn("#clients-tab-kept_out");
        picture("clients-kept-out-" + name);
        robot().clickOn("#clients-tab-open");

        List<ConnectionSnapshot> many = new ArrayList<>();
        for (int i = 1; i <= 5_000; i++) {
            many.add(
                    with(
                            edge(i, "agntcy/fleet-" + i % 7 + "/worker-" + i),
                            new Traffic(i, i * 300L, i * 2L, i * 600L)));
        }
        node().setConnections(many);
        rows(5_000);
        picture("clients-5000-" + name);
        resize(900, 600);
        picture("clients-5000-small-" + name);
    }

    private Bounds place(String id) {
        return find(id).localToScene(find(id).getLayoutBounds());
    }

    @Test
    void largeTextInLittleRoomLeavesNothingOutOfSight() {
        open(
                ConsoleSettings.defaults().withNode(node().config()).withFontPercent(150),
                _ -> node(),
                context -> List.of(new ClientsScreen(context)));
        node().setConnections(five());
        rows(5);
        double inOneLine = place("clients-filter").getMinY();

        resize(900, 600);

        Await.untilAsserted(
                () -> assertThat(place("clients-live").getMaxX()).isLessThanOrEqualTo(900));
        assertThat(place("clients-tab-open").getMinX())
                .isGreaterThan(place("clients-screen").getMinX());
        assertThat(place("clients-filter").getMinY()).isGreaterThan(inOneLine + 20);
        picture("clients-5-large-text");

        resize(1280, 800);

        Await.untilAsserted(
                () ->
                        assertThat(place("clients-filter").getMinY())
                                .isCloseTo(inOneLine, offset(1.0)));
    }

    @Test
    void columnsAreChosenInTheBar() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);

        robot().clickOn("#clients-columns").clickOn("Version");

        Await.until("column", () -> visibleColumns(table()).contains("version"));
        robot().clickOn("#clients-tab-closed").clickOn("#clients-columns").clickOn("Msgs in");
        Await.until(
                "column of the other table",
                () ->
                        visibleColumns(find(TableView.class, "clients-closed"))
                                .contains("messages-in"));
        robot().clickOn("#clients-tab-open").clickOn("#clients-columns").clickOn("As at first");
        Await.until("as at first", () -> !visibleColumns(table()).contains("version"));
    }

    private static List<String> visibleColumns(TableView<?> of) {
        return of.getVisibleLeafColumns().stream().map(TableColumn::getId).toList();
    }

    @Test
    void aClientAppearsAndDisappears() {
        openIn(Theme.LIGHT);
        node().setConnections(List.of(edge(1, "org/ns/alice")));
        rows(1);
        assertThat(textOf("clients-summary")).isEqualTo("1 connection");

        node().setConnections(List.of());
        rows(0);
    }

    @Test
    void disconnectsTheSelectedOnesAfterAQuestion() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);
        robot().interact(
                        () -> {
                            table().getSelectionModel().selectIndices(0, 1);
                            table().requestFocus();
                        });
        robot().type(KeyCode.DELETE);
        Await.until("question", () -> isShown("confirm"));
        picture("clients-disconnect");
        assertThat(node().disconnects()).isEmpty();

        robot().clickOn("#confirm-act");

        Await.until("disconnected", () -> node().disconnects().size() == 2);
        assertThat(node().disconnects())
                .containsExactly(
                        new FakeNode.Disconnect(new ConnectionId(1), DisconnectMode.LET_RECONNECT),
                        new FakeNode.Disconnect(new ConnectionId(2), DisconnectMode.LET_RECONNECT));
        rows(3);
    }

    @Test
    void aLocalApplicationIsNotKeptOut() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);
        robot().interact(() -> table().getSelectionModel().select(4));

        assertThat(find("clients-keep-out").isDisabled()).isTrue();
        assertThat(find("clients-disconnect").isDisabled()).isFalse();
        robot().interact(() -> table().getSelectionModel().clearAndSelect(0));
        assertThat(find("clients-keep-out").isDisabled()).isFalse();
    }

    @Test
    void aFilterWithoutMatchSaysSoAndIsCleared() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);

        robot().clickOn("#clients-filter").write("nobody");
        Await.until("no match", () -> isShown("state-message"));
        picture("clients-no-match");
        robot().type(KeyCode.ESCAPE);

        rows(5);
        Await.until("rows in sight", () -> !isShown("state-message"));
    }

    @Test
    void spacePausesAndGoesOn() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);
        robot().interact(table()::requestFocus);
        robot().type(KeyCode.SPACE);
        node().setConnections(List.of());

        Await.until("missed", () -> textOf("clients-paused").contains("5 changed"));
        assertThat(table().getItems()).hasSize(5);
        picture("clients-paused");
        robot().type(KeyCode.SPACE);

        rows(0);
    }

    /// Where texts with these beginnings stand in the window.
    private List<Double> heights(String... beginnings) {
        List<Text> texts =
                table().lookupAll(".text").stream()
                        .filter(Text.class::isInstance)
                        .map(Text.class::cast)
                        .toList();
        return Stream.of(beginnings)
                .map(
                        beginning ->
                                texts.stream()
                                        .filter(t -> t.getText().startsWith(beginning))
                                        .findFirst()
                                        .orElseThrow())
                .map(t -> t.localToScene(0, 0).getY())
                .toList();
    }

    @Test
    void namesStandAsHighAsTheOtherCellsOfTheirRow() {
        openIn(Theme.LIGHT);
        node().setConnections(List.of(edge(2, "agntcy/chat/alice")));
        rows(1);
        WaitForAsyncUtils.waitForFxEvents();

        List<Double> heights =
                WaitForAsyncUtils.waitForAsyncFx(10_000, () -> heights("agntcy/chat", "Edge"));

        assertThat(heights.getFirst()).isEqualTo(heights.getLast());
    }

    @Test
    void theOldestStandFirstAndTheArrowOfTheirAgePointsDown() {
        openIn(Theme.LIGHT);
        node().setConnections(List.of(edge(500, "org/ns/young"), edge(5, "org/ns/old")));
        rows(2);

        assertThat(table().getItems().getFirst().toString()).contains("org/ns/old");
        assertThat(table().getSortOrder().getFirst().getId()).isEqualTo("since");
        assertThat(table().getSortOrder().getFirst().getSortType())
                .isEqualTo(TableColumn.SortType.DESCENDING);
    }

    @Test
    void aHeaderSortsAndTheOrderIsKept() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);

        robot().clickOn("Name");

        Await.until(
                "sorted",
                () ->
                        table().getItems().getFirst().toString().contains("scanner-with")
                                && uiState()
                                        .get("clients.open.sort")
                                        .equals(Optional.of("name:up")));
    }

    @Test
    void selectionAndScrollPositionStayWhenRowsComeAbove() {
        openIn(Theme.LIGHT);
        List<ConnectionSnapshot> many = new ArrayList<>();
        for (int i = 1_000; i < 2_000; i++) {
            many.add(edge(i, "org/ns/svc-" + i));
        }
        node().setConnections(many);
        rows(1_000);
        robot().interact(
                        () -> {
                            table().scrollTo(500);
                            table().getSelectionModel().select(505);
                        });
        Object selected = table().getSelectionModel().getSelectedItem();
        double before = rowTop(selected);

        List<ConnectionSnapshot> more = new ArrayList<>(many);
        for (int i = 1; i < 300; i++) {
            more.add(edge(i, "org/ns/svc-" + i));
        }
        node().setConnections(more);
        rows(1_299);

        assertThat(table().getSelectionModel().getSelectedItem()).isSameAs(selected);
        Await.untilAsserted(() -> assertThat(rowTop(selected)).isCloseTo(before, offset(1.0)));
    }

    /// Where on the screen a row stands; -1 if it is not in sight.
    private double rowTop(Object item) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () ->
                        table().lookupAll(".table-row-cell").stream()
                                .filter(Node::isVisible)
                                .filter(n -> n instanceof TableRow<?> r && item.equals(r.getItem()))
                                .mapToDouble(n -> n.localToScene(0, 0).getY())
                                .findFirst()
                                .orElse(-1));
    }

    @Test
    void copiesWithTheKeyboard() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);
        robot().interact(
                        () -> {
                            table().getSelectionModel().clearAndSelect(1);
                            table().requestFocus();
                        });

        robot().press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);

        robot().interact(
                        () ->
                                assertThat(Clipboard.getSystemClipboard().getString())
                                        .isEqualTo(
                                                "agntcy/chat/alice/00000000-0000-0002-0000-000000000002"));
    }

    @Test
    void aConnectionIsRevealedWithItsDetails() {
        openIn(Theme.LIGHT);
        node().setConnections(five());
        rows(5);
        robot().interact(
                        () ->
                                context()
                                        .navigation()
                                        .reveal(new Target.OfConnection(new ConnectionId(4))));

        Await.until(
                "details",
                () -> isShown("client-detail-id") && textOf("client-detail-id").equals("4"));
        assertThat(table().getSelectionModel().getSelectedIndex()).isEqualTo(3);
    }
}
