package io.slimconsole.ui.recording;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeListener;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.ui.node.NodeServiceState;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What happens in the node. Called on its event loops.
final class NodeEvents implements NodeListener {
    private static final String NODE = "node";

    private final Recorder recorder;

    NodeEvents(Recorder recorder) {
        this.recorder = recorder;
    }

    /// The service that runs the nodes is in another state.
    void on(NodeServiceState state) {
        switch (state) {
            case NodeServiceState.Failed(var config, var problem) ->
                    recorder.record(
                            ActivityKind.NODE_FAILED,
                            () ->
                                    recorder.begin(
                                                    ActivityKind.NODE_FAILED,
                                                    NODE,
                                                    config.host() + ":" + config.port(),
                                                    "The node did not start: "
                                                            + problem.getMessage())
                                            .with("reason", problem.reason().name())
                                            .failed());
            case NodeServiceState.Stopped _,
                    NodeServiceState.Starting _,
                    NodeServiceState.Running _,
                    NodeServiceState.Stopping _ -> {
                // the node tells itself
            }
        }
    }

    @Override
    public void on(NodeEvent event) {
        ActivityKind kind = kind(event);
        origin(kind, event)
                .ifPresentOrElse(
                        origin -> recorder.fromPeer(origin, () -> activity(kind, event)),
                        () -> recorder.record(kind, () -> activity(kind, event)));
    }

    /// Empty for what no peer can bring about.
    private static Optional<Origin> origin(ActivityKind kind, NodeEvent event) {
        return switch (event) {
            case NodeEvent.Started _, NodeEvent.Stopped _ -> Optional.empty();
            case NodeEvent.Connected(_, ConnectionSnapshot connection) ->
                    Optional.of(ofHost(kind, connection.remoteAddress(), ""));
            case NodeEvent.Disconnected(_, ClosedConnection closed) ->
                    Optional.of(
                            ofHost(kind, closed.last().remoteAddress(), closed.reason().name()));
            case NodeEvent.Refused(_, String address, CloseReason reason, _) ->
                    Optional.of(new Origin(kind, Origin.host(address), NODE, reason.name()));
            case NodeEvent.RouteAdded(_, RouteSnapshot route) ->
                    Optional.of(new Origin(kind, subscriber(route), NODE, ""));
            case NodeEvent.RouteRemoved(_, RouteSnapshot route) ->
                    Optional.of(new Origin(kind, subscriber(route), NODE, ""));
            // its text has what the peer sent
            case NodeEvent.SubscriptionRefused refused ->
                    Optional.of(new Origin(kind, connection(refused.connection()), NODE, ""));
            case NodeEvent.Congested(_, ConnectionId connection, _) ->
                    Optional.of(new Origin(kind, connection(connection), NODE, ""));
        };
    }

    private static Origin ofHost(ActivityKind kind, String address, String reason) {
        String host = Origin.host(address);
        return new Origin(kind, host, host, reason);
    }

    private static ActivityKind kind(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Started _ -> ActivityKind.NODE_STARTED;
            case NodeEvent.Stopped _ -> ActivityKind.NODE_STOPPED;
            case NodeEvent.Connected _ -> ActivityKind.CONNECTED;
            case NodeEvent.Disconnected _ -> ActivityKind.DISCONNECTED;
            case NodeEvent.Refused _ -> ActivityKind.REFUSED;
            case NodeEvent.RouteAdded _ -> ActivityKind.ROUTE_ADDED;
            case NodeEvent.RouteRemoved _ -> ActivityKind.ROUTE_REMOVED;
            case NodeEvent.SubscriptionRefused _ -> ActivityKind.ROUTE_REFUSED;
            case NodeEvent.Congested _ -> ActivityKind.CONGESTED;
        };
    }

    private Activity activity(ActivityKind kind, NodeEvent event) {
        return switch (event) {
            case NodeEvent.Started(Instant at, var address) ->
                    Activity.of(
                                    at,
                                    kind,
                                    NODE,
                                    address.getHostString() + ":" + address.getPort(),
                                    "The node listens.")
                            .with("run", Integer.toString(recorder.run()));
            case NodeEvent.Stopped(Instant at) ->
                    Activity.of(at, kind, NODE, NODE, "The node has stopped.")
                            .with("run", Integer.toString(recorder.run()));
            case NodeEvent.Connected(Instant at, ConnectionSnapshot connection) ->
                    connected(at, connection);
            case NodeEvent.Disconnected(Instant at, ClosedConnection closed) ->
                    disconnected(at, closed);
            case NodeEvent.Refused(Instant at, String address, CloseReason reason, String detail) ->
                    Activity.of(at, kind, address, NODE, sentence("Refused", detail))
                            .with("reason", reason.name())
                            .failed();
            case NodeEvent.RouteAdded(Instant at, RouteSnapshot route) ->
                    route(
                            Activity.of(at, kind, subscriber(route), name(route), "Subscribed."),
                            route);
            case NodeEvent.RouteRemoved(Instant at, RouteSnapshot route) ->
                    route(
                            Activity.of(
                                    at,
                                    kind,
                                    subscriber(route),
                                    name(route),
                                    "Nobody subscribes it any more."),
                            route);
            case NodeEvent.SubscriptionRefused(
                            Instant at,
                            ConnectionId connection,
                            var encoded,
                            Optional<Name> name,
                            String reason) ->
                    Activity.of(
                                    at,
                                    kind,
                                    connection(connection),
                                    name.map(Recorder::text).orElseGet(encoded::toString),
                                    sentence("Not carried out", reason))
                            .withConnection(recorder.connection(connection))
                            .failed();
            case NodeEvent.Congested(Instant at, ConnectionId connection, long queued) ->
                    Activity.of(
                                    at,
                                    kind,
                                    connection(connection),
                                    NODE,
                                    "Takes messages more slowly than they come; its senders are"
                                            + " held back.")
                            .withConnection(recorder.connection(connection))
                            .with("queued", Long.toString(queued));
        };
    }

    private Activity connected(Instant at, ConnectionSnapshot connection) {
        Activity activity =
                Activity.of(
                                at,
                                ActivityKind.CONNECTED,
                                actor(connection),
                                connection.remoteAddress(),
                                "Connected.")
                        .withConnection(recorder.connection(connection.id()))
                        .with("type", connection.type().name());
        return connection.link().map(facts -> link(activity, facts)).orElse(activity);
    }

    private static Activity link(Activity activity, LinkFacts facts) {
        return activity.with("link", facts.linkId())
                .with("peer", facts.nodeId())
                .with("version", facts.slimVersion())
                .with("deployment", facts.deploymentName())
                .with("header-mac", Boolean.toString(facts.headerMac()))
                .with("key-agreement", facts.keyAgreement().name())
                .with("tls", facts.tls().orElse("none"));
    }

    private Activity disconnected(Instant at, ClosedConnection closed) {
        ConnectionSnapshot last = closed.last();
        Activity activity =
                Activity.of(
                                at,
                                ActivityKind.DISCONNECTED,
                                actor(last),
                                last.remoteAddress(),
                                sentence("Disconnected", closed.detail()))
                        .withConnection(recorder.connection(last.id()))
                        .with("reason", closed.reason().name())
                        .with("lasted", seconds(Duration.between(last.since(), at)))
                        .with("messages-in", Long.toString(last.traffic().messagesIn()))
                        .with("messages-out", Long.toString(last.traffic().messagesOut()))
                        .with("dropped", Long.toString(last.dropped()));
        return switch (closed.reason()) {
            case BY_PEER, BY_OPERATOR, KEPT_OUT, NODE_STOPPED -> activity;
            case NEGOTIATION_FAILED,
                    NOT_SUPPORTED,
                    PROTOCOL_ERROR,
                    LIMIT_REACHED,
                    TOO_SLOW,
                    TLS_FAILED ->
                    activity.failed();
        };
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1e3);
    }

    /// Two sentences, or one if there is no more to say.
    private static String sentence(String what, String detail) {
        return detail.isBlank() ? what + "." : what + ": " + detail + ".";
    }

    private static String actor(ConnectionSnapshot connection) {
        return connection.firstName().map(Recorder::text).orElseGet(connection::remoteAddress);
    }

    private Activity route(Activity activity, RouteSnapshot route) {
        return route.subscribers().isEmpty()
                ? activity
                : activity.withConnection(
                        recorder.connection(route.subscribers().getFirst().connection()));
    }

    private static String subscriber(RouteSnapshot route) {
        return route.subscribers().isEmpty()
                ? NODE
                : connection(route.subscribers().getFirst().connection());
    }

    private static String connection(ConnectionId id) {
        return "connection " + id;
    }

    private static String name(RouteSnapshot route) {
        Optional<Name> name = route.name();
        return name.map(Recorder::text).orElseGet(route.encoded()::toString);
    }
}
