package io.slimconsole.ui.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.Explanation.Candidate;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.clients.ClientsScreen;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.shell.Target;

import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

final class RoutesScreenTest extends UiTest {
    private static final String ID = "7d3f0b52-7f0e-4d5d-9b37-0a4f1cf0a001";

    private void openIn(Theme theme) {
        open(theme, context -> List.of(new RoutesScreen(context), new ClientsScreen(context)));
        robot().interact(() -> context().navigation().open("routes"));
    }

    private static List<RouteSnapshot> five() {
        Instant now = Instant.now();
        return List.of(
                RouteFixtures.counted(
                        RouteFixtures.route("agntcy/chat/moderator", 1), 12_000, 4_000_000, now),
                RouteFixtures.counted(
                        RouteFixtures.route("agntcy/chat/moderator/" + ID, 1), 321, 200_000, now),
                RouteFixtures.counted(
                        RouteFixtures.route("agntcy/chat/alice", 2, 3), 17, 4_000, now),
                RouteFixtures.local("acme/warehouse/stock-keeper", 5),
                RouteFixtures.unnamed("hidden/name/space", 4));
    }

    private TableView<?> table() {
        return find(TableView.class, "routes-table");
    }

    private void rows(int count) {
        Await.until("rows", () -> table().getItems().size() == count);
    }

    private void explainLike(Candidate... candidates) {
        node().setExplaining(
                        e ->
                                new Explanation(
                                        e.destination(),
                                        e.delivery(),
                                        e.from(),
                                        true,
                                        List.of(candidates)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoneFiveAndManyInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme);
        Await.until("empty", () -> isShown("state-message"));
        picture("routes-0-" + name);

        node().setConnections(
                        List.of(
                                RouteFixtures.connection(1, "agntcy/chat/moderator/" + ID),
                                RouteFixtures.connection(2, "agntcy/chat/alice"),
                                RouteFixtures.connection(3, "agntcy/chat/alice-two")));
        node().setRoutes(five());
        Await.until("summary", () -> textOf("routes-summary").equals("5 routes"));
        rows(15);
        picture("routes-5-tree-" + name);
        robot().clickOn("#routes-flat");
        rows(5);
        picture("routes-5-flat-" + name);
        robot().interact(
                        () -> {
                            table().getSelectionModel().clearAndSelect(3);
                            table().requestFocus();
                        });
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("route-detail-component-0"));
        picture("routes-5-detail-" + name);
        resize(900, 600);
        picture("routes-5-detail-small-" + name);
        resize(1280, 800);

        explainLike(
                new Candidate(
                        new ConnectionId(1),
                        ConnectionType.EDGE,
                        List.of(NameId.NULL_COMPONENT, NameId.parse(ID)),
                        Verdict.CHOSEN),
                new Candidate(
                        new ConnectionId(2),
                        ConnectionType.EDGE,
                        List.of(NameId.NULL_COMPONENT),
                        Verdict.NEXT_IN_TURN),
                new Candidate(
                        new ConnectionId(3),
                        ConnectionType.EDGE,
                        List.of(NameId.parse(ID)),
                        Verdict.IS_SENDER));
        robot().clickOn("#routes-explain");
        Await.until(
                "explained",
                () ->
                        isShown("explain-sentence")
                                && textOf("explain-sentence").contains("receives it"));
        picture("routes-explain-" + name);
        resize(900, 600);
        picture("routes-explain-small-" + name);
        resize(1280, 800);
        robot().type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);

        List<RouteSnapshot> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(
                    RouteFixtures.counted(
                            RouteFixtures.route(
                                    "agntcy/fleet-" + i % 40 + "/worker-" + i, 1 + i % 3),
                            i,
                            i * 300L,
                            Instant.now()));
        }
        node().setRoutes(many);
        rows(50_000);
        picture("routes-50000-flat-" + name);
        robot().clickOn("#routes-filter").write("*/fleet-7/worker-4");
        Await.until("filtered", () -> textOf("routes-summary").contains(" of "));
        picture("routes-50000-filtered-" + name);
        robot().clickOn("#routes-tree");
        Await.until("tree", () -> table().getItems().size() == 2 + 2 * 279);
        picture("routes-50000-filtered-tree-" + name);
    }

    @Test
    void aRouteAppearsMarkedAndGoes() {
        openIn(Theme.LIGHT);
        node().setRoutes(List.of(RouteFixtures.route("org/ns/alice", 1)));
        rows(4);
        node().setRoutes(
                        List.of(
                                RouteFixtures.route("org/ns/alice", 1),
                                RouteFixtures.route("org/ns/bob", 1)));
        rows(6);
        picture("routes-fresh");

        node().setRoutes(List.of(RouteFixtures.route("org/ns/bob", 1)));
        rows(4);
    }

    @Test
    void groupsOpenAndCloseByKeyboard() {
        openIn(Theme.LIGHT);
        node().setRoutes(List.of(RouteFixtures.route("org/ns/alice", 1)));
        rows(4);
        robot().interact(
                        () -> {
                            table().getSelectionModel().clearAndSelect(0);
                            table().requestFocus();
                        });

        robot().type(KeyCode.LEFT);
        rows(1);
        robot().type(KeyCode.RIGHT);
        rows(4);
        robot().type(KeyCode.ENTER);
        rows(1);
    }

    @Test
    void aFilterWithoutMatchSaysSo() {
        openIn(Theme.LIGHT);
        node().setRoutes(
                        List.of(
                                RouteFixtures.route("org/ns/alice", 1),
                                RouteFixtures.route("org/ns/bob", 1)));
        rows(6);

        robot().clickOn("#routes-filter").write("org/*/x");
        Await.until("no match", () -> isShown("state-message"));

        assertThat(shownText("state-message"))
                .contains("None of 2 routes match org/*/x", "Clear filter");
        robot().type(KeyCode.ESCAPE);
        rows(6);
    }

    @Test
    void aRouteInAClosedGroupIsRevealed() {
        openIn(Theme.LIGHT);
        node().setRoutes(
                        List.of(
                                RouteFixtures.route("org/ns/alice", 1),
                                RouteFixtures.route("org/ns/bob", 1)));
        rows(6);
        robot().clickOn("#routes-collapse-all");
        rows(1);

        robot().interact(
                        () ->
                                context()
                                        .navigation()
                                        .reveal(
                                                new Target.OfRoute(
                                                        Name.parse("org/ns/bob").encoded())));

        Await.until(
                "details",
                () ->
                        isShown("route-detail-service")
                                && textOf("route-detail-service").equals("bob"));
        Await.until(
                "selected",
                () ->
                        String.valueOf(table().getSelectionModel().getSelectedItem())
                                .contains("bob"));
    }

    @Test
    void theNamesOfAClientAreShownUntilEscape() {
        openIn(Theme.LIGHT);
        node().setRoutes(
                        List.of(
                                RouteFixtures.route("org/ns/alice", 1),
                                RouteFixtures.route("org/ns/alice-too", 1, 2),
                                RouteFixtures.route("org/ns/bob", 2)));
        rows(8);

        robot().interact(
                        () ->
                                context()
                                        .navigation()
                                        .reveal(new Target.OfNamesOf(new ConnectionId(1))));

        Await.until("only its names", () -> textOf("routes-summary").equals("2 of 3 routes"));
        assertThat(find(TextField.class, "routes-filter").getText()).isEqualTo("client:1");
        robot().type(KeyCode.ESCAPE);
        Await.until("all names", () -> textOf("routes-summary").equals("3 routes"));
    }

    @Test
    void explainCompletesFromLiveRoutesAndAnswers() {
        openIn(Theme.LIGHT);
        node().setRoutes(
                        List.of(
                                RouteFixtures.route("org/ns/search", 1),
                                RouteFixtures.route("org/ns/store", 1)));
        rows(6);
        robot().press(KeyCode.CONTROL).type(KeyCode.T).release(KeyCode.CONTROL);
        Await.until("explain", () -> isShown("explain-name") && find("explain-name").isFocused());

        robot().write("org/ns/");
        Await.until("offers", () -> isShown("explain-name-offers"));
        picture("routes-explain-offers");
        robot().type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.ENTER);
        Await.until(
                "taken",
                () -> find(TextField.class, "explain-name").getText().equals("org/ns/store"));
        Await.until("answered", () -> textOf("explain-sentence").equals("Nobody receives it."));
        picture("routes-explain-nobody");
    }
}
