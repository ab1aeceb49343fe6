package io.slimconsole.ui.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.ui.fx.Texts;

import java.util.Optional;

/// Who the console is to applications.
///
/// @param service its name, without instance
/// @param secret that the applications have as well; at least 32 bytes of UTF-8
public record ConsoleIdentity(Name service, String secret) {
    /// What it is called unless the operator says otherwise.
    public static final Name DEFAULT_SERVICE = Name.parse("slim-console/default/console");

    /// What nobody could be known by, in words for the operator; empty if nothing is wrong.
    Optional<String> mistake(Texts texts) {
        String name = service.prefix();
        int bytes = secret.getBytes(UTF_8).length;
        if (!service.id().isNull()) {
            return Optional.of(texts.get("identity.instance"));
        }
        if (name.chars().anyMatch(c -> c == ':' || Character.isWhitespace(c))) {
            return Optional.of(texts.get("identity.characters", name));
        }
        return bytes < SharedSecret.LEAST_BYTES
                ? Optional.of(texts.get("identity.secret", bytes, SharedSecret.LEAST_BYTES))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ConsoleIdentity(%s)".formatted(service);
    }
}
