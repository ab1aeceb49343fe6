package io.slimconsole.ui.recording;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.LocalReceiver;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeListener;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Registration;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A node, and what the operator does to its connections.
final class RecordedNode implements SlimNode {
    private final SlimNode node;
    private final Recorder recorder;

    RecordedNode(SlimNode node, Recorder recorder) {
        this.node = node;
        this.recorder = recorder;
    }

    @Override
    public boolean disconnect(ConnectionId connection, DisconnectMode mode) {
        String subject =
                node.connections().stream()
                        .filter(each -> each.id().equals(connection))
                        .findFirst()
                        .map(RecordedNode::describe)
                        .orElseGet(() -> "connection " + connection);
        boolean done = node.disconnect(connection, mode);
        var activity =
                recorder.begin(
                                Actor.OPERATOR,
                                subject,
                                switch (mode) {
                                    case LET_RECONNECT -> "Disconnects a client.";
                                    case KEEP_OUT -> "Disconnects a client and keeps it out.";
                                })
                        .withConnection(recorder.connection(connection));
        recorder.did(done ? activity : activity.with("reason", "it was gone already").failed());
        return done;
    }

    private static String describe(ConnectionSnapshot connection) {
        return connection.firstName().map(Recorder::text).orElseGet(connection::remoteAddress);
    }

    @Override
    public void letIn(String linkId) {
        String name =
                node.keptOut().stream()
                        .filter(each -> each.linkId().equals(linkId))
                        .findFirst()
                        .map(KeptOut::name)
                        .filter(each -> !each.isEmpty())
                        .orElse(linkId);
        node.letIn(linkId);
        recorder.did(
                recorder.begin(Actor.OPERATOR, name, "Lets a client in again.")
                        .with("link", linkId));
    }

    @Override
    public void start() {
        node.start();
    }

    @Override
    public NodeConfig config() {
        return node.config();
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }

    @Override
    public List<ConnectionSnapshot> connections() {
        return node.connections();
    }

    @Override
    public List<ClosedConnection> recentlyClosed() {
        return node.recentlyClosed();
    }

    @Override
    public RouteTableSnapshot routes() {
        return node.routes();
    }

    @Override
    public List<RouteSnapshot> routesOf(ConnectionId connection) {
        return node.routesOf(connection);
    }

    @Override
    public Explanation explain(
            EncodedName destination, Delivery delivery, Optional<ConnectionId> from) {
        return node.explain(destination, delivery, from);
    }

    @Override
    public List<KeptOut> keptOut() {
        return node.keptOut();
    }

    @Override
    public LocalApplication attach(String label, Name name, LocalReceiver receiver) {
        return node.attach(label, name, receiver);
    }

    @Override
    public Registration listen(NodeListener listener) {
        return node.listen(listener);
    }

    @Override
    public void close(Duration drain) {
        node.close(drain);
    }
}
