package io.slimconsole.ui.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.Explanation.Candidate;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.NameId;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.routes.Explained.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ExplainViewModelTest {
    private static final String ID = "00000000-0000-0000-0000-00000000002a";

    private final FakeNode node = FakeNode.running();
    private Optional<SlimNode> running = Optional.of(node);
    private Instant now = RouteFixtures.START;
    private final ExplainViewModel model =
            new ExplainViewModel(() -> running, Runnable::run, () -> now);

    @Test
    void waitsUntilTheNameIsComplete() {
        assertThat(ask("org/ns").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(ask("org/ns/").outcome()).isEqualTo(Outcome.WAITING);
    }

    @Test
    void saysWhatIsWrongWithAName() {
        var wrong = ask("org/ns/svc/not-a-uuid");

        assertThat(wrong.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(wrong.reason()).contains("\"not-a-uuid\" is no instance id");
    }

    @Test
    void namesTheOneThatReceives() {
        node.setConnections(List.of(RouteFixtures.connection(3, "org/ns/alice")));
        answer(candidate(3, ConnectionType.EDGE, Verdict.CHOSEN));

        var answer = ask("org/ns/svc");

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(answer.sentence())
                .isEqualTo("org/ns/alice/any receives it (Edge, connection 3).");
        assertThat(answer.reason())
                .isEqualTo(
                        "It is the only Edge connection that subscribes org/ns/svc, with whatever"
                                + " instance.");
    }

    @Test
    void tellsTurnsPreferenceAndTheSender() {
        answer(
                candidate(1, ConnectionType.LOCAL, Verdict.IS_SENDER),
                candidate(2, ConnectionType.PEER, Verdict.CHOSEN),
                candidate(3, ConnectionType.PEER, Verdict.NEXT_IN_TURN),
                candidate(4, ConnectionType.EDGE, Verdict.LESS_PREFERRED));

        assertThat(ask("org/ns/svc").reason())
                .isEqualTo(
                        "2 Peer connections are equally good: they take turns, and it is this"
                            + " one's. Peer goes before Edge: the order is Local, Remote, Peer,"
                            + " Edge. The sender subscribes it as well and is left out: a message"
                            + " never goes back.");
    }

    @Test
    void countsThoseThatReceiveWhenAllDo() {
        model.delivery().set(Delivery.ALL);
        answer(
                candidate(1, ConnectionType.EDGE, Verdict.CHOSEN),
                candidate(2, ConnectionType.EDGE, Verdict.CHOSEN));

        var answer = ask("org/ns/svc");

        assertThat(answer.sentence()).isEqualTo("2 connections receive it.");
        assertThat(answer.reason())
                .isEqualTo(
                        "Everyone that subscribes org/ns/svc gets it, with whatever instance, once"
                                + " per connection.");
    }

    @Test
    void offersTheNearestNamesForAnUnknownOne() {
        node.setRoutes(
                List.of(
                        RouteFixtures.route("org/ns/search", 1),
                        RouteFixtures.route("org/ns/store", 1),
                        RouteFixtures.route("completely/different/thing", 1)));

        var answer = ask("org/ns/serch");

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_DELIVERED);
        assertThat(answer.reason())
                .isEqualTo(
                        "No connection subscribes org/ns/serch, not any instance of it. The node"
                                + " drops it and tells nobody: the sender only sees that no answer"
                                + " comes.");
        assertThat(answer.nearest()).containsExactly("org/ns/search", "org/ns/store");
    }

    @Test
    void tellsAnUnknownInstanceFromASubscriptionWithoutOne() {
        answer(candidate(1, ConnectionType.EDGE, Verdict.OTHER_INSTANCE, new NameId(0, 7)));
        assertThat(ask("org/ns/svc/" + ID).reason())
                .startsWith("org/ns/svc is known, and the instance 00000000 is not among those");

        answer(candidate(1, ConnectionType.EDGE, Verdict.OTHER_INSTANCE, NameId.NULL_COMPONENT));
        assertThat(ask("org/ns/svc/" + ID).reason())
                .startsWith("org/ns/svc is subscribed without an instance only.");
    }

    @Test
    void saysThatOnlyTheSenderSubscribesIt() {
        answer(candidate(1, ConnectionType.EDGE, Verdict.IS_SENDER));

        assertThat(ask("org/ns/svc").reason())
                .startsWith("Only the sender itself subscribes it, and a message never goes back");
    }

    @Test
    void asksAsIfSentByAConnection() {
        node.setConnections(
                List.of(
                        RouteFixtures.connection(3, "org/ns/alice"),
                        RouteFixtures.connection(4, "org/ns/bob")));
        List<Optional<ConnectionId>> asked = new ArrayList<>();
        node.setExplaining(
                e -> {
                    asked.add(e.from());
                    return e;
                });

        model.sender().set("org");
        assertThat(ask("org/ns/svc").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(model.answer().get().senders()).hasSize(2);
        model.sender().set("bob");
        ask("org/ns/svc");

        assertThat(asked).containsExactly(Optional.of(new ConnectionId(4)));
    }

    @Test
    void completesFromLiveRoutes() {
        node.setRoutes(
                List.of(
                        RouteFixtures.route("org/ns/search", 1),
                        RouteFixtures.route("org/ns/search/" + ID, 1),
                        RouteFixtures.route("org/other/x", 1)));

        ask("org/ns/s");
        assertThat(model.answer().get().completions()).containsExactly("org/ns/search");
        ask("org/ns/search");
        assertThat(model.answer().get().completions()).containsExactly("org/ns/search/" + ID);
        ask("or");
        assertThat(model.answer().get().completions())
                .containsExactly("org/ns/search", "org/other/x");
    }

    @Test
    void withoutANodeThereIsNoAnswer() {
        running = Optional.empty();

        assertThat(ask("org/ns/svc").outcome()).isEqualTo(Outcome.NO_NODE);
    }

    private Explained ask(String name) {
        model.name().set(name);
        model.sampleHere();
        return model.answer().get().explained();
    }

    private void answer(Candidate... candidates) {
        node.setExplaining(
                e ->
                        new Explanation(
                                e.destination(),
                                e.delivery(),
                                e.from(),
                                true,
                                List.of(candidates)));
    }

    private static Candidate candidate(long id, ConnectionType type, Verdict verdict) {
        return candidate(id, type, verdict, NameId.NULL_COMPONENT);
    }

    private static Candidate candidate(
            long id, ConnectionType type, Verdict verdict, NameId instance) {
        return new Candidate(new ConnectionId(id), type, List.of(instance), verdict);
    }
}
