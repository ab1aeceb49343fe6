package io.slimconsole.ui.audit;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.shell.Target;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Where in the window the things are that an entry tells of, as far as they are still there.
final class Places {
    private static final Pattern HASHES = Pattern.compile("(?:[0-9a-f]{9,20}/?){3}");

    private final Supplier<Optional<SlimNode>> node;
    private final IntSupplier run;
    private final Channels channels;

    /// @param run the number of the newest run of the node
    Places(Supplier<Optional<SlimNode>> node, IntSupplier run, Channels channels) {
        this.node = node;
        this.run = run;
        this.channels = channels;
    }

    /// The connection, open or ended lately. Each run of the node numbers them anew.
    Optional<Target> of(ConnectionRef connection) {
        if (connection.run() != run.getAsInt()) {
            return Optional.empty();
        }
        return node.get()
                .filter(
                        n ->
                                n.connections().stream().anyMatch(c -> isIt(c, connection))
                                        || n.recentlyClosed().stream()
                                                .anyMatch(c -> isIt(c.last(), connection)))
                .map(_ -> new Target.OfConnection(connection.id()));
    }

    /// Who gets a message to this name; empty where only hashes of it are known.
    Optional<Target> of(AuditName name) {
        if (HASHES.matcher(name.prefix()).matches()) {
            return Optional.empty();
        }
        try {
            Name parsed = Name.parse(name.prefix());
            return Optional.of(new Target.OfExplanation(parsed.withId(name.instance()).toString()));
        } catch (NameFormatException unreadable) {
            return Optional.empty();
        }
    }

    /// The channel that the console moderates under this name.
    Optional<Channel> channel(AuditName name) {
        return channels.list().stream()
                .filter(c -> c.name().prefix().equals(name.prefix()))
                .findFirst();
    }

    Optional<Channel> channel(int sessionId) {
        return channels.list().stream().filter(c -> c.sessionId() == sessionId).findFirst();
    }

    private static boolean isIt(ConnectionSnapshot known, ConnectionRef asked) {
        return known.id().equals(asked.id());
    }
}
