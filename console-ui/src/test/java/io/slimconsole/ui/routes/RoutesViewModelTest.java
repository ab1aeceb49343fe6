package io.slimconsole.ui.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.table.LiveRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RoutesViewModelTest {
    private final FakeNode node = FakeNode.running();
    private final List<String> copied = new ArrayList<>();
    private Optional<SlimNode> running = Optional.of(node);
    private Instant now = RouteFixtures.START.plusSeconds(100);

    private final RoutesViewModel model =
            new RoutesViewModel(
                    () -> running,
                    new TaskRunner(Runnable::run, Runnable::run),
                    (text, _) -> copied.add(text),
                    Runnable::run,
                    () -> now);

    @Test
    void groupsRoutesByTheirNames() {
        node.setRoutes(
                List.of(
                        RouteFixtures.route("org/chat/room", 1),
                        RouteFixtures.route(
                                "org/chat/room/00000000-0000-0000-0000-00000000002a", 2),
                        RouteFixtures.route("org/api/search", 3),
                        RouteFixtures.route("acme/x/y", 4)));

        model.feed().sampleHere();

        assertThat(tree())
                .containsExactly(
                        "acme",
                        " x",
                        "  y",
                        "   any",
                        "org",
                        " api",
                        "  search",
                        "   any",
                        " chat",
                        "  room",
                        "   00000000",
                        "   any");
        assertThat(model.tally().summary()).isEqualTo("4 routes");
    }

    @Test
    void aGroupSumsUpWhatIsInIt() {
        node.setRoutes(
                List.of(
                        RouteFixtures.counted(RouteFixtures.route("org/ns/a", 1), 10, 100, now),
                        RouteFixtures.counted(
                                RouteFixtures.route("org/ns/b", 1, 2), 5, 50, now.plusSeconds(1))));

        model.feed().sampleHere();

        RouteLine group = model.rows().rows().getFirst().value();
        assertThat(group.routes()).isEqualTo(2);
        assertThat(group.subscribers().of(ConnectionType.EDGE)).isEqualTo(3);
        assertThat(group.messages()).isEqualTo(15);
        assertThat(group.bytes()).isEqualTo(150);
        assertThat(group.lastMatched()).contains(now.plusSeconds(1));
    }

    @Test
    void aClosedGroupKeepsItsRoutesToItself() {
        node.setRoutes(
                List.of(
                        RouteFixtures.route("org/chat/room", 1),
                        RouteFixtures.route("org/api/x", 2)));
        model.feed().sampleHere();

        model.expand(rowAt(" chat").value(), false);
        model.feed().sampleHere();

        assertThat(tree()).containsExactly("org", " api", "  x", "   any", " chat");
        model.expand(rowAt(" chat").value(), true);
        model.feed().sampleHere();
        assertThat(tree()).contains("  room");
    }

    @Test
    void manyRoutesBeginWithTheirOrganizations() {
        var many = new ArrayList<>(List.of(RouteFixtures.route("acme/x/y", 1)));
        for (int i = 0; i < 3_000; i++) {
            many.add(RouteFixtures.route("org/ns/svc-" + i, 1));
        }
        node.setRoutes(many);

        model.feed().sampleHere();

        assertThat(tree()).containsExactly("acme", "org");
    }

    @Test
    void aFilterOpensWhereItMatchesAndGivesBackWhatWasOpen() {
        node.setRoutes(
                List.of(
                        RouteFixtures.route("org/chat/room", 1),
                        RouteFixtures.route("org/api/x", 2)));
        model.feed().sampleHere();
        model.expand(rowAt("org").value(), false);
        model.feed().sampleHere();

        model.feed().filter().set("room");
        model.feed().sampleHere();
        assertThat(tree()).containsExactly("org", " chat", "  room", "   any");
        assertThat(model.tally().summary()).isEqualTo("1 of 2 routes");

        model.feed().filter().set("");
        model.feed().sampleHere();
        assertThat(tree()).containsExactly("org");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "org/*/room, org/chat/room/any org/talk/room/00000000",
        "org/*/room/any, org/chat/room/any",
        "instance:any, acme/x/y/any org/chat/room/any",
        "client:2, org/talk/room/00000000",
        "type:local, acme/x/y/any",
        "used:yes, org/chat/room/any",
        "-org, acme/x/y/any",
        "nothing, ''",
    })
    void filtersTheFlatList(String typed, String expected) {
        node.setRoutes(
                List.of(
                        RouteFixtures.counted(RouteFixtures.route("org/chat/room", 1), 1, 1, now),
                        RouteFixtures.route(
                                "org/talk/room/00000000-0000-0000-0000-00000000002a", 2),
                        RouteFixtures.local("acme/x/y", 3)));
        model.tree().set(false);

        model.feed().filter().set(typed);
        model.feed().sampleHere();

        assertThat(flat())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    void rowsKeepTheirIdentityInTreeAndFlat() {
        node.setRoutes(List.of(RouteFixtures.route("org/ns/a", 1)));
        model.feed().sampleHere();
        var before = List.copyOf(model.rows().rows());

        node.setRoutes(
                List.of(
                        RouteFixtures.counted(RouteFixtures.route("org/ns/a", 1), 7, 7, now),
                        RouteFixtures.route("aaa/ns/b", 1)));
        model.feed().sampleHere();

        assertThat(model.rows().rows().subList(4, 8)).containsExactlyElementsOf(before);
        assertThat(model.rows().rows().get(7).value().messages()).isEqualTo(7);
    }

    @Test
    void onlyWhatCameInWhileWatchedHasArrived() {
        node.setRoutes(List.of(RouteFixtures.route("org/ns/a", 1)));
        model.feed().sampleHere();
        now = now.plusSeconds(1);
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a", 1), RouteFixtures.route("org/other/b", 1)));

        model.feed().sampleHere();

        assertThat(model.rows().rows())
                .extracting(LiveRow::arrived)
                .containsExactly(Instant.MIN, Instant.MIN, Instant.MIN, Instant.MIN, now, now, now);
    }

    @Test
    void clearingAFilterMarksNothingAsNew() {
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a", 1), RouteFixtures.route("acme/ns/b", 1)));
        model.feed().filter().set("org");
        model.feed().sampleHere();
        now = now.plusSeconds(1);

        model.feed().filter().set("");
        model.feed().sampleHere();

        assertThat(model.rows().rows()).hasSize(8).allMatch(r -> r.arrived().equals(Instant.MIN));
    }

    @Test
    void goneRoutesGoWithTheirGroups() {
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a", 1), RouteFixtures.route("acme/ns/b", 1)));
        model.feed().sampleHere();
        node.setRoutes(List.of(RouteFixtures.route("org/ns/a", 1)));

        model.feed().sampleHere();

        assertThat(tree()).containsExactly("org", " ns", "  a", "   any");
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a", 1), RouteFixtures.route("acme/ns/b", 1)));
        model.feed().sampleHere();
        assertThat(tree()).startsWith("acme", " ns", "  b", "   any");
    }

    @Test
    void detailsNameTheSubscribers() {
        node.setConnections(List.of(RouteFixtures.connection(7, "org/ns/alice")));
        node.setRoutes(List.of(RouteFixtures.route("org/ns/a", 7)));
        model.focus(Optional.of(Name.parse("org/ns/a").encoded()));

        model.feed().sampleHere();

        assertThat(model.detail().get())
                .hasValueSatisfying(
                        d ->
                                assertThat(d.subscribers())
                                        .extracting(RouteDetail.Subscriber::called)
                                        .containsExactly("org/ns/alice/any"));
        node.setRoutes(List.of());
        model.feed().sampleHere();
        assertThat(model.detail().get()).hasValueSatisfying(d -> assertThat(d.gone()).isTrue());
    }

    @Test
    void aPausedTableCountsWhatItMisses() {
        node.setRoutes(List.of(RouteFixtures.route("org/ns/a", 1)));
        model.feed().sampleHere();
        model.feed().paused().set(true);
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a", 1, 2), RouteFixtures.route("org/ns/b", 1)));

        model.feed().sampleHere();

        assertThat(model.tally().missed()).isEqualTo(2);
        assertThat(model.tally().all()).isEqualTo(1);
    }

    @Test
    void aNameWithoutTextsIsShownByItsHashes() {
        node.setRoutes(List.of(RouteFixtures.unnamed("org/ns/a", 1)));
        model.tree().set(false);

        model.feed().sampleHere();

        assertThat(flat())
                .containsExactly(
                        Long.toUnsignedString(0x873e580376ea963bL)
                                + "/"
                                + Long.toUnsignedString(0xeef9769a4c6990d1L)
                                + "/"
                                + Long.toUnsignedString(0x3ff5008a504a5280L)
                                + "/any");
    }

    @Test
    void copiesFullNames() {
        node.setRoutes(
                List.of(RouteFixtures.route("org/ns/a/00000000-0000-0000-0000-00000000002a", 1)));
        model.tree().set(false);
        model.feed().sampleHere();

        model.copyNames(List.of(model.rows().rows().getFirst().value()));
        model.copyJson(List.of(model.rows().rows().getFirst().value()));

        assertThat(copied.getFirst()).isEqualTo("org/ns/a/00000000-0000-0000-0000-00000000002a");
        assertThat(copied.get(1)).contains("\"encoded\": [", "\"connection\": 1");
    }

    private LiveRow<RouteLine> rowAt(String label) {
        return model.rows().rows().get(tree().indexOf(label));
    }

    private List<String> tree() {
        return model.rows().stream()
                .map(LiveRow::value)
                .map(l -> " ".repeat(l.level()) + l.name().component(l.level()))
                .toList();
    }

    private List<String> flat() {
        return model.rows().stream()
                .map(LiveRow::value)
                .map(l -> l.name().path(2) + "/" + l.name().component(RouteName.INSTANCE))
                .toList();
    }
}
