package io.slimconsole.ui.clients;

import static io.slimconsole.ui.clients.Connections.closed;
import static io.slimconsole.ui.clients.Connections.dropping;
import static io.slimconsole.ui.clients.Connections.edge;
import static io.slimconsole.ui.clients.Connections.local;
import static io.slimconsole.ui.clients.Connections.subscribing;
import static io.slimconsole.ui.clients.Connections.with;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.clients.ClientsViewModel.Tab;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.kit.FakeNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ClientsViewModelTest {
    private final FakeNode node = FakeNode.running();
    private final List<Confirmation> questions = new ArrayList<>();
    private final List<String> toasts = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private Optional<SlimNode> running = Optional.of(node);
    private Instant now = Connections.START.plusSeconds(100);
    private boolean agree = true;

    private final ClientsViewModel model =
            new ClientsViewModel(
                    () -> running,
                    new TaskRunner(Runnable::run, Runnable::run),
                    new AnsweringDialogs(),
                    new RecordingToasts(),
                    (text, _) -> copied.add(text),
                    Runnable::run,
                    () -> now);

    @Test
    void listsOpenConnectionsOldestFirst() {
        node.setConnections(List.of(edge(2, "org/ns/bob"), edge(1, "org/ns/alice")));

        model.feed().sampleHere();

        assertThat(names()).containsExactly("alice", "bob");
        assertThat(model.tally().summary()).isEqualTo("2 connections");
    }

    @Test
    void showsRatesOfTheLastSecond() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();
        assertThat(line(0).rates()).isEqualTo(ClientLine.Rates.UNKNOWN);
        node.setConnections(
                List.of(with(edge(1, "org/ns/alice"), new Traffic(100, 4000, 50, 200))));
        now = now.plusSeconds(2);

        model.feed().sampleHere();

        assertThat(line(0).rates()).isEqualTo(new ClientLine.Rates(50, 2000, 25, 100));
    }

    @Test
    void ratesGoBackToZeroWhenNothingComes() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();
        node.setConnections(List.of(with(edge(1, "org/ns/alice"), new Traffic(9, 9, 9, 9))));
        now = now.plusSeconds(1);
        model.feed().sampleHere();
        now = now.plusSeconds(1);

        model.feed().sampleHere();

        assertThat(line(0).rates()).isEqualTo(ClientLine.Rates.ZERO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "alice, alice",
        "type:local, sample",
        "-type:edge, sample",
        "state:congested, bob",
        "state:cong type:edge, bob",
        "name:org/*/bo, bob",
        "address:10.0.0.1, alice",
        "10.0.0.2, bob",
        "link:link-2, bob",
        "id:1, alice",
        "mac:off, sample",
        "problem:yes, bob",
        "second, alice",
        "name:org/ns/second, alice",
        "nothing, ''",
    })
    void filtersByWordsAndTokens(String typed, String expected) {
        node.setConnections(
                List.of(
                        subscribing(edge(1, "org/ns/alice"), 2),
                        with(edge(2, "org/ns/bob"), ConnectionState.CONGESTED, 5000),
                        local(3, "sample")));
        node.setRoutes(List.of(route("org/ns/second", 1)));

        model.feed().filter().set(typed);
        model.feed().sampleHere();

        assertThat(names())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
        assertThat(model.counts().get().open()).isEqualTo(3);
    }

    @Test
    void aNameSubscribedAfterwardsIsFoundToo() {
        node.setConnections(List.of(subscribing(edge(1, "org/ns/alice"), 2)));
        node.setRoutes(List.of(route("org/ns/second", 1)));
        model.feed().filter().set("third");
        model.feed().sampleHere();
        assertThat(names()).isEmpty();

        node.setRoutes(List.of(route("org/ns/second", 1), route("org/ns/third", 1)));
        model.feed().sampleHere();

        assertThat(names()).containsExactly("alice");
    }

    @Test
    void showsProblemsOnly() {
        node.setConnections(
                List.of(
                        edge(1, "org/ns/fine"),
                        with(edge(2, "org/ns/full"), ConnectionState.CONGESTED, 5000),
                        dropping(edge(3, "org/ns/dropping"), 2),
                        with(edge(4, "org/ns/silent"), ConnectionState.NEGOTIATING, 0)));

        model.problemsOnly().set(true);
        model.feed().sampleHere();

        assertThat(model.open().rows())
                .extracting(r -> r.value().problem())
                .containsExactly(
                        Optional.of(ClientLine.Problem.CONGESTED),
                        Optional.of(ClientLine.Problem.DROPPED),
                        Optional.of(ClientLine.Problem.NOT_NEGOTIATED));
        assertThat(model.counts().get().problems()).isEqualTo(3);
    }

    @Test
    void aConnectionThatJustCameHasTimeToNegotiate() {
        node.setConnections(List.of(with(edge(99, "org/ns/new"), ConnectionState.NEGOTIATING, 0)));

        model.feed().sampleHere();

        assertThat(line(0).problem()).isEmpty();
        now = now.plusSeconds(5);
        model.feed().sampleHere();
        assertThat(line(0).problem()).contains(ClientLine.Problem.NOT_NEGOTIATED);
    }

    @Test
    void aPausedListStaysAndCountsWhatItMisses() {
        node.setConnections(List.of(edge(1, "org/ns/alice"), edge(2, "org/ns/bob")));
        model.feed().sampleHere();

        model.feed().paused().set(true);
        node.setConnections(
                List.of(
                        with(edge(1, "org/ns/alice"), new Traffic(1, 1, 1, 1)),
                        edge(3, "org/ns/carol")));
        model.feed().sampleHere();

        assertThat(names()).containsExactly("alice", "bob");
        assertThat(model.counts().get().missed()).isEqualTo(3);
        model.feed().paused().set(false);
        model.feed().sampleHere();
        assertThat(names()).containsExactly("alice", "carol");
        assertThat(model.counts().get().missed()).isZero();
    }

    @Test
    void withoutANodeTheLastRowsStay() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();
        running = Optional.empty();

        model.feed().sampleHere();

        assertThat(names()).containsExactly("alice");
        assertThat(model.counts().get().running()).isFalse();
    }

    @Test
    void anotherNodeBeginsAnew() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();
        var before = model.open().rows().getFirst();
        var other = FakeNode.running();
        other.setConnections(List.of(edge(1, "org/ns/other")));
        running = Optional.of(other);

        model.feed().sampleHere();

        assertThat(names()).containsExactly("other");
        assertThat(model.open().rows().getFirst()).isNotSameAs(before);
    }

    @Test
    void disconnectingAsksFirstAndNamesTheConsequence() {
        node.setConnections(List.of(edge(1, "org/ns/alice"), edge(2, "org/ns/bob")));
        model.feed().sampleHere();

        model.disconnect(List.of(line(0)), DisconnectMode.LET_RECONNECT);

        assertThat(questions)
                .containsExactly(
                        new Confirmation(
                                "Disconnect org/ns/alice/00000000?",
                                "Its stream ends and messages waiting for it are lost. An SDK"
                                        + " connects again by itself within about a second and"
                                        + " subscribes its names again.",
                                "Disconnect it",
                                true));
        assertThat(node.disconnects())
                .containsExactly(
                        new FakeNode.Disconnect(new ConnectionId(1), DisconnectMode.LET_RECONNECT));
        assertThat(toasts)
                .containsExactly(
                        "SUCCESS Disconnected org/ns/alice/00000000. It may come back by itself.");
    }

    @Test
    void nothingIsDisconnectedWithoutConsent() {
        agree = false;
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();

        model.disconnect(List.of(line(0)), DisconnectMode.KEEP_OUT);

        assertThat(questions).hasSize(1);
        assertThat(node.disconnects()).isEmpty();
    }

    @Test
    void keepingOutLeavesLocalApplicationsConnectedAndSaysSo() {
        node.setConnections(List.of(edge(1, "org/ns/alice"), local(2, "sample")));
        model.feed().sampleHere();

        model.disconnect(List.of(line(0), line(1)), DisconnectMode.KEEP_OUT);

        assertThat(questions.getFirst().title()).isEqualTo("Keep org/ns/alice/00000000 out?");
        assertThat(questions.getFirst().consequence())
                .endsWith("One without a link stays connected.");
        assertThat(node.disconnects())
                .containsExactly(
                        new FakeNode.Disconnect(new ConnectionId(1), DisconnectMode.KEEP_OUT));
    }

    @Test
    void aLocalApplicationAloneCanNotBeKeptOut() {
        node.setConnections(List.of(local(2, "sample")));
        model.feed().sampleHere();

        assertThat(model.whyNotKeptOut(List.of(line(0))))
                .hasValueSatisfying(why -> assertThat(why).contains("inside this process"));
        model.disconnect(List.of(line(0)), DisconnectMode.KEEP_OUT);
        assertThat(questions).isEmpty();
        assertThat(node.disconnects()).isEmpty();
    }

    @Test
    void aConnectionThatIsGoneIsSaidToBeGone() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        model.feed().sampleHere();
        var line = line(0);
        node.setConnections(List.of());

        model.disconnect(List.of(line), DisconnectMode.LET_RECONNECT);

        assertThat(toasts).containsExactly("INFO org/ns/alice/00000000 was gone already.");
    }

    @Test
    void keptOutLinksAreLetInAgain() {
        node.setKeptOut(List.of(new KeptOut("link-7", "10.0.0.7:1", "org/ns/gone", now)));
        model.feed().sampleHere();
        assertThat(model.keptOut()).hasSize(1);

        model.letIn(model.keptOut().stream().map(r -> r.value()).toList());
        model.feed().sampleHere();

        assertThat(node.lettingIn()).containsExactly("link-7");
        assertThat(model.keptOut()).isEmpty();
        assertThat(toasts).containsExactly("SUCCESS org/ns/gone may connect again.");
    }

    @Test
    void closedConnectionsAreListedNewestFirstAndFoundByWhatHappened() {
        node.setRecentlyClosed(
                List.of(
                        closed(edge(1, "org/ns/alice"), CloseReason.BY_PEER, "It left."),
                        closed(
                                edge(2, "org/ns/bob"),
                                CloseReason.TOO_SLOW,
                                "Its queue stayed full.")));
        model.tab().set(Tab.CLOSED);
        model.feed().sampleHere();
        assertThat(model.closed())
                .extracting(r -> r.value().last().id().value())
                .containsExactly(2L, 1L);

        model.feed().filter().set("queue stayed");
        model.feed().sampleHere();

        assertThat(model.closed())
                .extracting(r -> r.value().last().id().value())
                .containsExactly(2L);
        assertThat(model.tally().summary()).isEqualTo("1 of 2 ended connections");
    }

    @Test
    void detailsFollowAConnectionToItsEnd() {
        node.setConnections(List.of(edge(1, "org/ns/alice")));
        node.setRoutes(List.of(route("org/ns/alice", 1)));
        model.focus(Optional.of(new ConnectionId(1)));
        model.feed().sampleHere();
        assertThat(model.detail().get())
                .hasValueSatisfying(
                        d -> {
                            assertThat(d.gone()).isFalse();
                            assertThat(d.names()).hasSize(1);
                        });

        node.setConnections(List.of());
        node.setRecentlyClosed(
                List.of(closed(edge(1, "org/ns/alice"), CloseReason.BY_PEER, "It left.")));
        model.feed().sampleHere();

        assertThat(model.detail().get())
                .hasValueSatisfying(
                        d -> {
                            assertThat(d.gone()).isTrue();
                            assertThat(d.ended()).map(e -> e.detail()).contains("It left.");
                        });
    }

    @Test
    void copiesNamesAndJson() {
        node.setConnections(List.of(edge(1, "org/ns/alice"), local(2, "sample")));
        model.feed().sampleHere();
        var both = List.of(line(0).now(), line(1).now());

        model.copyNames(both);
        model.copyJson(both.subList(1, 2));

        assertThat(copied.getFirst())
                .isEqualTo(
                        "org/ns/alice/00000000-0000-0001-0000-000000000001\n"
                                + "org/local/sample/00000000-0000-0002-0000-000000000002");
        assertThat(copied.get(1))
                .startsWith(
                        """
                        {
                          "id": 2,
                          "type": "LOCAL",
                          "state": "OPEN",
                        """);
    }

    private static RouteSnapshot route(String name, long connection) {
        Name parsed = Name.parse(name);
        return new RouteSnapshot(
                parsed.encoded(),
                Optional.of(parsed),
                List.of(
                        new RouteSnapshot.Subscriber(
                                new ConnectionId(connection),
                                ConnectionType.EDGE,
                                Connections.START)),
                Connections.START,
                0,
                0,
                Optional.empty());
    }

    private ClientLine line(int index) {
        return model.open().rows().get(index).value();
    }

    private List<String> names() {
        return model.open().stream()
                .map(r -> r.value().now().firstName().map(Name::service).orElse(""))
                .toList();
    }

    private final class AnsweringDialogs implements Dialogs {
        @Override
        public void confirm(Confirmation question, Runnable confirmed) {
            questions.add(question);
            if (agree) {
                confirmed.run();
            }
        }

        @Override
        public Optional<Path> chooseFile(String title, Optional<Path> start) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder(String title, Optional<Path> start) {
            return Optional.empty();
        }
    }

    private final class RecordingToasts implements Toasts {
        @Override
        public void show(Kind kind, String text, Optional<Link> link) {
            toasts.add(kind + " " + text);
        }
    }
}
