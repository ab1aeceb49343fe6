package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// What the command line says. Host and port count for this run only; the settings keep theirs.
@Command(
        name = "slim-console",
        description = "A SLIM node with a window that shows its clients and routes, live.",
        mixinStandardHelpOptions = true,
        versionProvider = Options.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Options {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data-folder",
            paramLabel = "<folder>",
            description = "Where settings, window state and log are kept.")
    private @Nullable Path dataFolder;

    private @Nullable String host;

    private @Nullable Integer port;

    @Option(
            names = {"--no-window", "--headless"},
            description = "Run the node alone; end it with Ctrl-C.")
    private boolean noWindow;

    Optional<Path> dataFolder() {
        return Optional.ofNullable(dataFolder);
    }

    Optional<String> host() {
        return Optional.ofNullable(host);
    }

    OptionalInt port() {
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    boolean noWindow() {
        return noWindow;
    }

    @Option(
            names = "--host",
            paramLabel = "<address>",
            description = "Listen on this address instead of the one in the settings.")
    void setHost(String value) {
        if (value.isBlank()) {
            throw refused("the listen address is empty");
        }
        host = value;
    }

    @Option(
            names = "--port",
            paramLabel = "<port>",
            description =
                    "Listen on this port instead of the one in the settings; 0 takes a free one.")
    void setPort(int value) {
        try {
            port = NodeConfig.loopback(value).port();
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException refused(String message) {
        if (spec == null) {
            throw new IllegalStateException("options are read by picocli only");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    /// The version in the manifest of the packaged console; a build that was never packaged has none.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Options.class.getPackage().getImplementationVersion();
            return new String[] {
                "SLIM Console %s (Java %s)"
                        .formatted(
                                version == null ? "development build" : version, Runtime.version())
            };
        }
    }
}
