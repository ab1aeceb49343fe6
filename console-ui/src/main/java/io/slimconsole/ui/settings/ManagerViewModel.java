package io.slimconsole.ui.settings;

import io.slimconsole.node.Registration;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.manager.ManagerState;
import io.slimconsole.ui.settings.Finding.Level;
import io.slimconsole.ui.shell.CurrentSettings;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/// The switch of the channel manager, and where it listens. What is typed counts when it is switched on.
final class ManagerViewModel implements AutoCloseable {
    private static final int MAX_PORT = 65_535;

    private final CurrentSettings settings;
    private final Texts texts;
    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty port = new SimpleStringProperty("");
    private final StringProperty tokenFile = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Finding>> finding =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Subscription stored;
    private final Registration states;

    ManagerViewModel(CurrentSettings settings, ManagerService manager, Executor ui, Texts texts) {
        this.settings = settings;
        this.texts = texts;
        this.stored = settings.value().subscribe(now -> show(now.manager()));
        this.states = manager.listen(state -> ui.execute(() -> show(state)));
    }

    private void show(ManagerSettings now) {
        on.set(now.on());
        host.set(now.host());
        port.set(Integer.toString(now.port()));
        tokenFile.set(now.tokenFile().map(Path::toString).orElse(""));
    }

    private void show(ManagerState state) {
        finding.set(
                switch (state) {
                    case ManagerState.Off _ -> Optional.empty();
                    case ManagerState.Serving(InetSocketAddress address, boolean authenticated) ->
                            Optional.of(
                                    new Finding(
                                            Level.OK,
                                            texts.get(
                                                    authenticated
                                                            ? "manager.serving.token"
                                                            : "manager.serving",
                                                    address.getHostString(),
                                                    Integer.toString(address.getPort()))));
                    case ManagerState.Failed(String why) ->
                            Optional.of(new Finding(Level.ERROR, why));
                });
    }

    StringProperty host() {
        return host;
    }

    StringProperty port() {
        return port;
    }

    StringProperty tokenFile() {
        return tokenFile;
    }

    ReadOnlyBooleanProperty on() {
        return on.getReadOnlyProperty();
    }

    /// How it stands, or what is wrong with what was typed.
    ReadOnlyObjectProperty<Optional<Finding>> finding() {
        return finding.getReadOnlyProperty();
    }

    /// Stays off while something is wrong with what was typed.
    void switchTo(boolean wanted) {
        if (!wanted) {
            settings.change(now -> now.withManager(now.manager().withOn(false)));
            return;
        }
        OptionalLong number = Quantities.count(port.get().strip());
        Optional<Path> token = Optional.empty();
        if (host.get().isBlank()) {
            refuse("manager.host.empty");
            return;
        }
        if (number.isEmpty() || number.getAsLong() > MAX_PORT) {
            refuse("manager.port.wrong");
            return;
        }
        try {
            String file = tokenFile.get().strip();
            token = file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
        } catch (InvalidPathException _) {
            refuse("manager.token.wrong");
            return;
        }
        if (token.isPresent() && !token.get().isAbsolute()) {
            refuse("manager.token.wrong");
            return;
        }
        var next = new ManagerSettings(true, host.get().strip(), (int) number.getAsLong(), token);
        settings.change(now -> now.withManager(next));
    }

    private void refuse(String key) {
        finding.set(Optional.of(new Finding(Level.ERROR, texts.get(key))));
    }

    @Override
    public void close() {
        states.close();
        stored.unsubscribe();
    }
}
