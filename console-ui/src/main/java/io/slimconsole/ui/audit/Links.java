package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.shell.Target;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The places that an entry leads to. Looked up off the JavaFX application thread: a node may have many connections.
///
/// @param connections that are known still
/// @param source who gets a message to the source
/// @param destination who gets a message to the destination
/// @param channel that the console moderates
/// @param content what was said, unsealed, fit to be shown
record Links(
        Map<ConnectionRef, Target> connections,
        Optional<Target> source,
        Optional<Target> destination,
        Optional<Channel> channel,
        Optional<String> content) {
    private static final int MOST_CHARACTERS = 4_000;

    static Links of(MessageEntry entry, Places places) {
        Map<ConnectionRef, Target> connections = new LinkedHashMap<>();
        Stream.concat(Stream.of(entry.from()), entry.to().stream())
                .distinct()
                .forEach(c -> places.of(c).ifPresent(target -> connections.put(c, target)));
        return new Links(
                connections,
                entry.source().flatMap(places::of),
                entry.destination().flatMap(places::of),
                entry.destination().flatMap(places::channel),
                Optional.empty());
    }

    /// @param sealed opens what the entry holds
    static Links of(
            ActivityEntry entry, Places places, Function<ActivityEntry, Optional<byte[]>> sealed) {
        Map<ConnectionRef, Target> connections = new LinkedHashMap<>();
        entry.connection()
                .ifPresent(c -> places.of(c).ifPresent(target -> connections.put(c, target)));
        return new Links(
                connections,
                Optional.empty(),
                Optional.empty(),
                entry.session().isPresent()
                        ? places.channel(entry.session().getAsInt())
                        : Optional.empty(),
                entry.kind() == ActivityKind.CONTENT
                        ? sealed.apply(entry).map(Links::shown)
                        : Optional.empty());
    }

    /// As text where it is text, else in hexadecimal.
    private static String shown(byte[] content) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            String begin = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
            return String.join("\n", begin.lines().map(VisibleText::of).toList())
                    + (text.length() > MOST_CHARACTERS ? "…" : "");
        } catch (CharacterCodingException binary) {
            int most = Math.min(content.length, MOST_CHARACTERS / 4);
            return HexFormat.ofDelimiter(" ").formatHex(content, 0, most)
                    + (content.length > most ? " …" : "");
        }
    }
}
