package io.slimconsole.persistence;

import java.nio.file.Path;
import java.util.Optional;

/// Whether the console is served as a channel manager, and where.
///
/// @param tokenFile holds what callers have to show; without one, only this machine may call
public record ManagerSettings(boolean on, String host, int port, Optional<Path> tokenFile) {
    /// Where upstream's tools look for a channel manager.
    public static final int DEFAULT_PORT = 10_356;

    public static final ManagerSettings OFF =
            new ManagerSettings(false, "127.0.0.1", DEFAULT_PORT, Optional.empty());

    private static final int MAX_PORT = 65_535;

    public ManagerSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "a port is from 0 to %d, not %d".formatted(MAX_PORT, port));
        }
    }

    public ManagerSettings withOn(boolean other) {
        return new ManagerSettings(other, host, port, tokenFile);
    }
}
