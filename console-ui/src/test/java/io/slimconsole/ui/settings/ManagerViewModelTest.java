package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.ManagerSettings;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.manager.ManagerState;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.settings.Finding.Level;
import io.slimconsole.ui.shell.CurrentSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

final class ManagerViewModelTest {
    private final InMemorySettings store = new InMemorySettings(ConsoleSettings.defaults());
    private final CurrentSettings settings =
            new CurrentSettings(
                    store.load(),
                    store,
                    new TaskRunner(Runnable::run, Runnable::run),
                    (_, _, _) -> {});
    private final NodeService nodes = new NodeService(SlimNode::create);
    private final VaultResult vault = new VaultResult.Opened(new InMemoryVault());
    private final ConsoleChannels channels =
            ConsoleChannels.open(
                    nodes, new InMemorySessionStore(), () -> vault, InstantSource.system());
    private final ManagerService manager = new ManagerService(channels);
    private final ManagerViewModel model =
            new ManagerViewModel(
                    settings, manager, Runnable::run, Texts.of(ManagerViewModel.class));

    @AfterEach
    void close() {
        model.close();
        manager.close();
        channels.close();
        nodes.close();
    }

    @Test
    void whatIsStoredIsShown() {
        var stored =
                new ManagerSettings(
                        false, "10.0.0.1", 10_400, Optional.of(Path.of("/etc/slim/token")));

        settings.change(now -> now.withManager(stored));

        assertThat(model.host().get()).isEqualTo("10.0.0.1");
        assertThat(model.port().get()).isEqualTo("10400");
        assertThat(model.tokenFile().get()).isEqualTo("/etc/slim/token");
        assertThat(model.on().get()).isFalse();
        assertThat(model.finding().get()).isEmpty();
    }

    @Test
    void whatIsTypedCountsWhenItIsSwitchedOn() {
        model.host().set(" localhost ");
        model.port().set(" 10400 ");
        model.tokenFile().set("/etc/slim/token");
        assertThat(settings.get().manager()).isEqualTo(ManagerSettings.OFF);

        model.switchTo(true);

        assertThat(settings.get().manager())
                .isEqualTo(
                        new ManagerSettings(
                                true,
                                "localhost",
                                10_400,
                                Optional.of(Path.of("/etc/slim/token"))));
        assertThat(model.on().get()).isTrue();

        model.switchTo(false);
        assertThat(settings.get().manager())
                .isEqualTo(
                        new ManagerSettings(
                                false,
                                "localhost",
                                10_400,
                                Optional.of(Path.of("/etc/slim/token"))));
    }

    @ParameterizedTest
    @CsvSource({
        "' ', 10356, '', 'Write an address first, like 127.0.0.1.'",
        "127.0.0.1, 65536, '', 'Write a port from 0 to 65535 first, for example 10356.'",
        "127.0.0.1, ten, '', 'Write a port from 0 to 65535 first, for example 10356.'",
        "127.0.0.1, 10356, token, 'Write the whole path of the token file, from the root on.'",
    })
    void itStaysOffWhileSomethingIsWrong(String host, String port, String token, String words) {
        model.host().set(host);
        model.port().set(port);
        model.tokenFile().set(token);

        model.switchTo(true);

        assertThat(settings.get().manager()).isEqualTo(ManagerSettings.OFF);
        assertThat(model.finding().get()).contains(new Finding(Level.ERROR, words));
    }

    @Test
    void howItStandsIsSaid() {
        var state =
                manager.apply(new ManagerSettings(true, "127.0.0.1", 0, Optional.empty()))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
        int port = ((ManagerState.Serving) state).address().getPort();
        assertThat(model.finding().get())
                .contains(
                        new Finding(
                                Level.OK,
                                "Served on 127.0.0.1:%d, for every program of this machine."
                                        .formatted(port)));

        manager.apply(ManagerSettings.OFF).orTimeout(30, TimeUnit.SECONDS).join();
        Await.until("nothing is said", () -> model.finding().get().isEmpty());
    }
}
