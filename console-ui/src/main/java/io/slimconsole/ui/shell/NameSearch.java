package io.slimconsole.ui.shell;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds channels, routes and connections by any part of their names. Called off the JavaFX application thread.
final class NameSearch {
    private static final int MAX_ROUTES = 8;
    private static final int MAX_CONNECTIONS = 5;
    private static final int MAX_CHANNELS = 8;

    private final Texts texts = Texts.of(NameSearch.class);
    private final NodeService nodes;
    private final Channels channels;
    private final Navigation navigation;

    NameSearch(NodeService nodes, Channels channels, Navigation navigation) {
        this.nodes = nodes;
        this.channels = channels;
        this.navigation = navigation;
    }

    /// The channels whose names contain `query`, then the shortest names of the route table, then the oldest connections; empty for an
    /// empty query.
    List<PaletteItem> find(String query) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<PaletteItem> found = new ArrayList<>();
        channels.list().stream()
                .filter(channel -> contains(channel.name().prefix(), wanted))
                .limit(MAX_CHANNELS)
                .map(this::item)
                .forEach(found::add);
        Optional<SlimNode> node = nodes.node();
        if (node.isEmpty()) {
            return found;
        }
        node.get().routes().routes().stream()
                .filter(route -> contains(route.displayName(), wanted))
                .sorted(
                        Comparator.comparingInt((RouteSnapshot r) -> r.displayName().length())
                                .thenComparing(RouteSnapshot::displayName))
                .limit(MAX_ROUTES)
                .map(this::item)
                .forEach(found::add);
        node.get().connections().stream()
                .filter(connection -> matches(connection, wanted))
                .limit(MAX_CONNECTIONS)
                .map(this::item)
                .forEach(found::add);
        return found;
    }

    private PaletteItem item(Channel channel) {
        return new PaletteItem(
                Feather.HASH,
                channel.name().prefix(),
                texts.get(
                        "palette.channel",
                        Formats.count(channel.members().size(), "member", "members")),
                "",
                () -> navigation.reveal(new Target.OfChannel(channel.sessionId())));
    }

    private PaletteItem item(RouteSnapshot route) {
        return new PaletteItem(
                Feather.SHARE_2,
                route.displayName(),
                texts.get(
                        "palette.route",
                        Formats.count(route.subscribers().size(), "subscriber", "subscribers")),
                "",
                () -> navigation.reveal(new Target.OfRoute(route.encoded())));
    }

    private PaletteItem item(ConnectionSnapshot connection) {
        String label =
                connection.firstName().map(Object::toString).orElse(connection.remoteAddress());
        return new PaletteItem(
                Feather.MONITOR,
                label,
                texts.get("palette.connection", connection.id(), connection.remoteAddress()),
                "",
                () -> navigation.reveal(new Target.OfConnection(connection.id())));
    }

    private static boolean matches(ConnectionSnapshot connection, String wanted) {
        return contains(connection.remoteAddress(), wanted)
                || connection.firstName().filter(n -> contains(n.toString(), wanted)).isPresent()
                || connection.link().filter(l -> contains(l.linkId(), wanted)).isPresent();
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
