package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.shell.Target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The places that an entry leads to. Looked up off the JavaFX application thread: a node may have many connections.
///
/// @param connections that are known still
/// @param source who gets a message to the source
/// @param destination who gets a message to the destination
/// @param channel that the console moderates
record Links(
        Map<ConnectionRef, Target> connections,
        Optional<Target> source,
        Optional<Target> destination,
        Optional<Channel> channel) {
    static Links of(MessageEntry entry, Places places) {
        Map<ConnectionRef, Target> connections = new LinkedHashMap<>();
        Stream.concat(Stream.of(entry.from()), entry.to().stream())
                .distinct()
                .forEach(
                        c ->
                                places.of(c, entry.at())
                                        .ifPresent(target -> connections.put(c, target)));
        return new Links(
                connections,
                entry.source().flatMap(places::of),
                entry.destination().flatMap(places::of),
                entry.destination().flatMap(places::channel));
    }

    static Links of(ActivityEntry entry, Places places) {
        Map<ConnectionRef, Target> connections = new LinkedHashMap<>();
        entry.connection()
                .ifPresent(
                        c ->
                                places.of(c, entry.at())
                                        .ifPresent(target -> connections.put(c, target)));
        return new Links(
                connections,
                Optional.empty(),
                Optional.empty(),
                entry.session().isPresent()
                        ? places.channel(entry.session().getAsInt())
                        : Optional.empty());
    }
}
