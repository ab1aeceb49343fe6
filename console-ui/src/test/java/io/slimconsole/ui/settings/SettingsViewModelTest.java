package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.settings.Finding.Level;
import io.slimconsole.ui.settings.Pending.Effect;
import io.slimconsole.ui.shell.CurrentSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

final class SettingsViewModelTest {
    private static final int TAKEN = 4711;
    private static final NodeConfig CONFIG = NodeConfig.loopback(NodeConfig.DEFAULT_PORT);

    /// Holds what is meant for the window until the test's thread runs it: the view model stays on one thread.
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

    private final Executor ui = queue::add;
    private final List<Runnable> readings = new ArrayList<>();
    private final List<TlsPaths> read = new ArrayList<>();
    private final Set<Integer> takenPorts = ConcurrentHashMap.newKeySet();
    private final List<NodeConfig> started = new CopyOnWriteArrayList<>();
    private final NodeService nodes = new NodeService(this::makeNode);
    private final InMemorySettings store =
            new InMemorySettings(new ConsoleSettings(CONFIG, Theme.SYSTEM, 100));
    private final List<String> toasts = new ArrayList<>();
    private final CurrentSettings settings =
            new CurrentSettings(
                    store.load(),
                    store,
                    new TaskRunner(Runnable::run, Runnable::run),
                    (_, text, _) -> toasts.add(text));
    private Optional<SettingsViewModel> opened = Optional.empty();

    private SlimNode makeNode(NodeConfig config) {
        started.add(config);
        var node = new FakeNode(config);
        if (takenPorts.contains(config.port())) {
            node.failStart(
                    new NodeException(
                            NodeException.Reason.ADDRESS_IN_USE,
                            "Port %d is taken; choose another.".formatted(config.port())));
        }
        return node;
    }

    private SettingsViewModel open() {
        return open(Overrides.NONE);
    }

    private SettingsViewModel open(Overrides overrides) {
        var model =
                new SettingsViewModel(
                        nodes,
                        settings,
                        overrides,
                        paths -> {
                            read.add(paths);
                            return reportOn(paths);
                        },
                        readings::add,
                        ui);
        opened = Optional.of(model);
        drain();
        return model;
    }

    /// A model whose node runs as stored.
    private SettingsViewModel running() {
        nodes.start(CONFIG).join();
        return open();
    }

    private static TlsReport reportOn(TlsPaths paths) {
        return new TlsReport(
                paths,
                paths.certificate().equals("/good")
                        ? Map.of()
                        : Map.of(
                                SettingField.CERTIFICATE, List.of(new Finding(Level.ERROR, "bad"))),
                Optional.empty());
    }

    private void drain() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }

    private void until(String what, BooleanSupplier condition) {
        Await.until(
                what,
                () -> {
                    drain();
                    return condition.getAsBoolean();
                });
    }

    private void finishReading() {
        List<Runnable> now = List.copyOf(readings);
        readings.clear();
        now.forEach(Runnable::run);
        drain();
    }

    private void applied(SettingsViewModel model) {
        until("applied", () -> !(model.pending().get() instanceof Pending.Applying));
    }

    @AfterEach
    void close() {
        opened.ifPresent(SettingsViewModel::close);
        nodes.close();
        assertThat(toasts).as("everything could be saved").isEmpty();
    }

    @Test
    void whatIsStoredNeedsNoApplying() {
        SettingsViewModel model = running();

        assertThat(model.draft().get()).isEqualTo(Draft.of(CONFIG));
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
        assertThat(model.failure().get()).isEmpty();
    }

    @Test
    void themeAndTextSizeCountAtOnce() {
        SettingsViewModel model = running();

        model.choose(Theme.DARK);
        model.setFontPercent(150);

        assertThat(store.load()).isEqualTo(new ConsoleSettings(CONFIG, Theme.DARK, 150));
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void anotherPortRestartsTheNodeAndIsStored() {
        SettingsViewModel model = running();

        model.type(SettingField.PORT, "50000");
        Pending before = model.pending().get();
        model.apply();
        Pending during = model.pending().get();
        applied(model);

        assertThat(before).isEqualTo(new Pending.Ready(Effect.RESTART));
        assertThat(during).isEqualTo(new Pending.Applying());
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
        assertThat(store.load().node().port()).isEqualTo(50_000);
        assertThat(started).extracting(NodeConfig::port).containsExactly(46_357, 50_000);
    }

    @Test
    void theSameValueInOtherWordsIsNoChange() {
        SettingsViewModel model = running();

        model.type(SettingField.MESSAGE_SIZE, "4096 KiB");

        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void anErrorIsNamedAndCanNotBeApplied() {
        SettingsViewModel model = running();

        model.type(SettingField.PORT, "http");
        model.type(SettingField.QUEUE_SIZE, "1 MiB");
        model.apply();
        drain();

        assertThat(model.pending().get())
                .isEqualTo(new Pending.Errors(List.of(SettingField.PORT, SettingField.QUEUE_SIZE)));
        assertThat(model.hasErrors(Section.NODE)).isTrue();
        assertThat(model.hasErrors(Section.LIMITS)).isTrue();
        assertThat(model.hasErrors(Section.TLS)).isFalse();
        assertThat(started).containsExactly(CONFIG);
        assertThat(store.load().node()).isEqualTo(CONFIG);
    }

    @Test
    void revertPutsBackWhatIsStored() {
        SettingsViewModel model = running();
        model.type(SettingField.PORT, "http");
        model.type(SettingField.HEADER_MAC, "false");
        boolean changed = model.isChanged(SettingField.PORT);

        model.revert();

        assertThat(changed).isTrue();
        assertThat(model.isChanged(SettingField.PORT)).isFalse();
        assertThat(model.draft().get()).isEqualTo(Draft.of(CONFIG));
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void aFieldGoesBackToItsDefaultAlone() {
        SettingsViewModel model = running();
        model.type(SettingField.CONNECTIONS, "5");
        model.type(SettingField.SUBSCRIPTIONS, "6");

        model.resetToDefault(SettingField.CONNECTIONS);

        assertThat(model.isDefault(SettingField.CONNECTIONS)).isTrue();
        assertThat(model.isDefault(SettingField.SUBSCRIPTIONS)).isFalse();
        assertThat(model.draft().get().text(SettingField.SUBSCRIPTIONS)).isEqualTo("6");
    }

    @Test
    void aFailedStartKeepsWhatIsTypedAndStoresNothing() {
        SettingsViewModel model = running();
        takenPorts.add(TAKEN);

        model.type(SettingField.PORT, "4711");
        model.apply();
        applied(model);

        assertThat(model.failure().get())
                .contains(
                        new Failure(
                                "Port 4711 is taken; choose another.", SettingField.PORT, true));
        assertThat(model.draft().get().text(SettingField.PORT)).isEqualTo("4711");
        assertThat(model.pending().get()).isEqualTo(new Pending.Ready(Effect.START));
        assertThat(store.load().node()).isEqualTo(CONFIG);
    }

    @Test
    void aRetryAfterTheCauseIsGoneStoresWhatWasTyped() {
        SettingsViewModel model = running();
        takenPorts.add(TAKEN);
        model.type(SettingField.PORT, "4711");
        model.apply();
        applied(model);

        takenPorts.clear();
        model.retry();
        applied(model);

        assertThat(model.failure().get()).isEmpty();
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
        assertThat(store.load().node().port()).isEqualTo(TAKEN);
    }

    @Test
    void aRetryFromElsewhereCountsAsWell() {
        SettingsViewModel model = running();
        takenPorts.add(TAKEN);
        model.type(SettingField.PORT, "4711");
        model.apply();
        applied(model);

        takenPorts.clear();
        nodes.retry().join();
        until("stored", () -> store.load().node().port() == TAKEN);

        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void theLastWorkingSettingsComeBackAndRun() {
        SettingsViewModel model = running();
        takenPorts.add(TAKEN);
        model.type(SettingField.PORT, "4711");
        model.apply();
        applied(model);

        model.backToLastWorking();
        applied(model);

        assertThat(model.draft().get()).isEqualTo(Draft.of(CONFIG));
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
        assertThat(model.failure().get()).isEmpty();
        assertThat(nodes.node().map(SlimNode::config)).contains(CONFIG);
        assertThat(store.load().node()).isEqualTo(CONFIG);
    }

    @Test
    void aNodeThatNeverRanHasNoSettingsToGoBackTo() {
        takenPorts.add(CONFIG.port());
        nodes.start(CONFIG).join();

        SettingsViewModel model = open();
        model.backToLastWorking();
        drain();

        assertThat(model.failure().get().map(Failure::canGoBack)).contains(false);
        assertThat(started).containsExactly(CONFIG);
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void afterAFailedFirstStartAnotherPortStartsTheNode() {
        takenPorts.add(CONFIG.port());
        nodes.start(CONFIG).join();
        SettingsViewModel model = open();

        model.type(SettingField.PORT, "50000");
        Pending before = model.pending().get();
        model.apply();
        applied(model);

        assertThat(before).isEqualTo(new Pending.Ready(Effect.START));
        assertThat(store.load().node().port()).isEqualTo(50_000);
        assertThat(model.failure().get()).isEmpty();
    }

    @Test
    void aStoppedNodeStaysStopped() {
        SettingsViewModel model = open();

        model.type(SettingField.PORT, "50000");
        Pending before = model.pending().get();
        model.apply();
        drain();

        assertThat(before).isEqualTo(new Pending.Ready(Effect.LATER));
        assertThat(store.load().node().port()).isEqualTo(50_000);
        assertThat(started).isEmpty();
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void anAttemptThatFailedIsForgottenWhenTheStoredSettingsRun() {
        SettingsViewModel model = running();
        takenPorts.add(TAKEN);
        model.type(SettingField.PORT, "4711");
        model.apply();
        applied(model);

        nodes.start(CONFIG).join();
        until("no failure", () -> model.failure().get().isEmpty());

        assertThat(store.load().node()).isEqualTo(CONFIG);
        assertThat(model.draft().get().text(SettingField.PORT)).isEqualTo("4711");
        assertThat(model.pending().get()).isEqualTo(new Pending.Ready(Effect.RESTART));
    }

    @Test
    void whatTheCommandLineSetsNeedsNoRestartWhenStored() {
        var overrides =
                new Overrides(
                        Map.of(SettingField.PORT, "--port 50000"),
                        c ->
                                new NodeConfig(
                                        c.nodeId(),
                                        c.host(),
                                        50_000,
                                        c.tls(),
                                        c.domainName(),
                                        c.requireHeaderMac(),
                                        c.limits()));
        nodes.start(overrides.effect().apply(CONFIG)).join();
        SettingsViewModel model = open(overrides);

        model.type(SettingField.PORT, "4712");
        Pending portOnly = model.pending().get();
        model.type(SettingField.DOMAIN, "factory");
        Pending domainToo = model.pending().get();
        model.apply();
        applied(model);

        assertThat(portOnly).isEqualTo(new Pending.Ready(Effect.NONE));
        assertThat(domainToo).isEqualTo(new Pending.Ready(Effect.RESTART));
        assertThat(model.override(SettingField.PORT)).contains("--port 50000");
        assertThat(model.override(SettingField.DOMAIN)).isEmpty();
        assertThat(started).extracting(NodeConfig::port).containsExactly(50_000, 50_000);
        assertThat(store.load().node())
                .extracting(NodeConfig::port, NodeConfig::domainName)
                .containsExactly(4712, "factory");
    }

    @Test
    void filesAreReadAsTheyAreTypedOneReadingAtATime() {
        SettingsViewModel model = running();

        model.type(SettingField.TLS, "true");
        model.type(SettingField.CERTIFICATE, "/g");
        model.type(SettingField.CERTIFICATE, "/good");
        model.type(SettingField.PRIVATE_KEY, "/key");
        Pending whileReading = model.pending().get();
        int readingsAtOnce = readings.size();
        finishReading();
        finishReading();

        assertThat(whileReading).isEqualTo(new Pending.Reading());
        assertThat(readingsAtOnce).isEqualTo(1);
        assertThat(read)
                .containsExactly(new TlsPaths("", "", ""), new TlsPaths("/good", "/key", ""));
        assertThat(model.pending().get()).isEqualTo(new Pending.Ready(Effect.RESTART));
    }

    @Test
    void aBadFileIsAnErrorUntilTlsIsOffAgain() {
        SettingsViewModel model = running();

        model.type(SettingField.TLS, "true");
        finishReading();
        Pending bad = model.pending().get();
        model.type(SettingField.TLS, "false");

        assertThat(bad).isEqualTo(new Pending.Errors(List.of(SettingField.CERTIFICATE)));
        assertThat(model.pending().get()).isEqualTo(new Pending.Nothing());
    }

    @Test
    void replacedFilesAreReadAgain() {
        SettingsViewModel model = running();
        model.type(SettingField.TLS, "true");
        finishReading();

        model.readFilesAgain();
        finishReading();

        assertThat(read).hasSize(2);
    }

    @Test
    void theDraftFollowsTheStoreUnlessItHasChangesOfItsOwn() {
        SettingsViewModel model = open();
        NodeConfig other = NodeConfig.loopback(1111);

        settings.change(s -> s.withNode(other));
        Draft followed = model.draft().get();
        model.type(SettingField.DOMAIN, "mine");
        settings.change(s -> s.withNode(CONFIG));

        assertThat(followed).isEqualTo(Draft.of(other));
        assertThat(model.draft().get())
                .isEqualTo(Draft.of(other).with(SettingField.DOMAIN, "mine"));
    }
}
