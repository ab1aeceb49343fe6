package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Traffic;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.shell.Target;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

final class PlacesTest {
    private static final ConnectionId FIRST = new ConnectionId(1);
    private static final ConnectionId SECOND = new ConnectionId(2);

    private final FakeNode node = FakeNode.running();
    private final AtomicInteger run = new AtomicInteger(3);
    private final Places places = new Places(() -> Optional.of(node), run::get, new FakeChannels());

    private static ConnectionSnapshot connection(ConnectionId id) {
        return new ConnectionSnapshot(
                id,
                ConnectionType.EDGE,
                ConnectionState.OPEN,
                "10.0.0.1:5000",
                FakeNode.START,
                FakeNode.START,
                Optional.empty(),
                Optional.empty(),
                0,
                new Traffic(0, 0, 0, 0),
                0,
                0);
    }

    @Test
    void aConnectionIsKnownWhileItIsOpenAndAWhileAfterwards() {
        node.setConnections(List.of(connection(FIRST)));
        node.setRecentlyClosed(
                List.of(
                        new ClosedConnection(
                                connection(SECOND), CloseReason.BY_PEER, "", FakeNode.START)));

        assertThat(places.of(new ConnectionRef(3, FIRST))).contains(new Target.OfConnection(FIRST));
        assertThat(places.of(new ConnectionRef(3, SECOND)))
                .contains(new Target.OfConnection(SECOND));
        assertThat(places.of(new ConnectionRef(3, new ConnectionId(3)))).isEmpty();
    }

    @Test
    void oneOfAnEarlierRunIsAnotherThoughItHadTheSameNumber() {
        node.setConnections(List.of(connection(FIRST)));

        assertThat(places.of(new ConnectionRef(2, FIRST))).isEmpty();
        run.set(4);
        assertThat(places.of(new ConnectionRef(3, FIRST))).isEmpty();
        assertThat(places.of(new ConnectionRef(4, FIRST))).contains(new Target.OfConnection(FIRST));
    }
}
