package io.slimconsole.ui.shell;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An event of the node as the window tells it.
///
/// @param kind `ok`, `warn` or `plain`
public record EventLine(Instant at, String kind, String text, Optional<Target> place) {
    private static final Texts TEXTS = Texts.of(EventLine.class);

    public static EventLine of(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Started(var at, var address) ->
                    new EventLine(
                            at,
                            "ok",
                            TEXTS.get(
                                    "event.started",
                                    Addresses.text(address.getHostString(), address.getPort())),
                            Optional.empty());
            case NodeEvent.Stopped(var at) ->
                    new EventLine(at, "plain", TEXTS.get("event.stopped"), Optional.empty());
            case NodeEvent.Connected(var at, var connection) ->
                    new EventLine(
                            at,
                            "ok",
                            TEXTS.get("event.connected", label(connection)),
                            Optional.of(new Target.OfConnection(connection.id())));
            case NodeEvent.Disconnected(var at, var closed) ->
                    new EventLine(
                            at,
                            closed.reason() == CloseReason.BY_PEER ? "plain" : "warn",
                            TEXTS.get("event.disconnected", label(closed.last()), closed.detail()),
                            Optional.of(new Target.OfConnection(closed.last().id())));
            case NodeEvent.Refused(var at, var address, var reason, var detail) ->
                    new EventLine(
                            at,
                            "warn",
                            TEXTS.get(
                                    "event.refused",
                                    address,
                                    detail.isBlank()
                                            ? reason.name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', ' ')
                                            : detail),
                            Optional.of(new Target.OfClosedConnections()));
            case NodeEvent.Congested(var at, var connection, var bytes) ->
                    new EventLine(
                            at,
                            "warn",
                            TEXTS.get("event.congested", connection, Formats.bytes(bytes)),
                            Optional.of(new Target.OfConnection(connection)));
            case NodeEvent.RouteAdded(var at, var route) ->
                    new EventLine(
                            at,
                            "plain",
                            route.displayName(),
                            Optional.of(new Target.OfRoute(route.encoded())));
            case NodeEvent.RouteRemoved(var at, var route) ->
                    new EventLine(at, "plain", route.displayName(), Optional.empty());
            case NodeEvent.SubscriptionRefused(
                            var at,
                            var connection,
                            var encoded,
                            var name,
                            var reason) ->
                    new EventLine(
                            at,
                            "warn",
                            TEXTS.get(
                                    "event.refused",
                                    name.map(Name::toString).orElseGet(encoded::toString),
                                    reason),
                            Optional.of(new Target.OfConnection(connection)));
        };
    }

    private static String label(ConnectionSnapshot connection) {
        return connection.firstName().map(name -> name.prefix()).orElse(connection.remoteAddress());
    }
}
