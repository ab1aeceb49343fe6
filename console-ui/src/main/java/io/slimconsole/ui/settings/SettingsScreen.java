package io.slimconsole.ui.settings;

import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Target;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.time.Duration;

/// The settings, as one page of the window. What is typed stays there until it is applied or reverted.
public final class SettingsScreen implements Screen, AutoCloseable {
    private static final String ID = "settings";

    private final ConsoleContext context;
    private final Texts texts = Texts.of(SettingsScreen.class);
    private final SettingsViewModel model;
    private final DataFolderViewModel folder;
    private final ManagerViewModel manager;
    private final BackupViewModel backup;
    private final AuditViewModel audit;
    private final Sampler<Integer> connections;
    private final KeysViewModel keys;
    private final Sampler<KeysViewModel.Reading> auditStatus;
    private @Nullable SettingsView view;

    /// @param overrides what the command line set for this run
    /// @param manager is switched here
    public SettingsScreen(
            ConsoleContext context,
            DataFolderControl dataFolder,
            Overrides overrides,
            ManagerService manager) {
        this.context = context;
        this.model =
                new SettingsViewModel(
                        context.nodes(),
                        context.settings(),
                        overrides,
                        new PemFiles(context.clock()),
                        command -> Thread.ofVirtual().name("certificates").start(command),
                        context.ui());
        this.folder = new DataFolderViewModel(dataFolder, context.dialogs(), context.tasks());
        this.manager = new ManagerViewModel(context.settings(), manager, context.ui(), texts);
        this.connections =
                new Sampler<>(
                        ID,
                        Duration.ofSeconds(1),
                        () ->
                                context.nodes()
                                        .node()
                                        .map(SlimNode::status)
                                        .map(status -> status.connectionCount())
                                        .orElse(0),
                        context.ui(),
                        model::setConnections);
        this.backup =
                new BackupViewModel(
                        context.dataFolder(),
                        context.dialogs(),
                        context.tasks(),
                        context.toasts(),
                        context.clock());
        this.audit =
                new AuditViewModel(
                        context.settings(),
                        context.audit(),
                        context.dialogs(),
                        context.tasks(),
                        context.toasts(),
                        context.clock());
        this.keys =
                new KeysViewModel(
                        context.audit(),
                        context.dialogs(),
                        context.tasks(),
                        context.toasts(),
                        context.copier(),
                        context.clock().getZone());
        this.auditStatus =
                new Sampler<>(
                        "audit-status",
                        Duration.ofSeconds(1),
                        () -> KeysViewModel.Reading.of(context.audit()),
                        context.ui(),
                        now -> {
                            audit.setStatus(now.status());
                            keys.show(now);
                        });
        String group = texts.get("action.group");
        context.actions()
                .add(
                        "settings.apply",
                        group,
                        texts.get("action.apply"),
                        "Shortcut+S",
                        ID,
                        this::apply);
        context.actions()
                .add("settings.revert", group, texts.get("action.revert"), "", ID, this::revert);
        context.actions()
                .add("data.back-up", group, texts.get("action.backup"), "", ID, backup::backUp);
        context.actions()
                .add("data.restore", group, texts.get("action.restore"), "", ID, backup::restore);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public Ikon icon() {
        return Feather.SETTINGS;
    }

    @Override
    public Node content() {
        return view();
    }

    @Override
    public void shown() {
        connections.start();
        auditStatus.start();
        model.readFilesAgain();
    }

    @Override
    public void hidden() {
        connections.stop();
        auditStatus.stop();
    }

    @Override
    public ObservableValue<Boolean> unapplied() {
        return model.pending()
                .flatMap(
                        pending ->
                                audit.changes()
                                        .map(
                                                changes ->
                                                        !(pending instanceof Pending.Nothing)
                                                                || changes
                                                                        != AuditViewModel.Changes
                                                                                .NONE));
    }

    @Override
    public void refresh() {
        model.readFilesAgain();
        connections.sampleNow();
    }

    /// Goes to a section; an unknown one is none of ours.
    @Override
    public boolean reveal(Target target) {
        if (target instanceof Target.OfSettings(String name)) {
            for (Section section : Section.values()) {
                if (section.key().equals(name)) {
                    // its place is known after the page has its size
                    context.ui().execute(() -> view().goTo(section));
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        connections.close();
        auditStatus.close();
        audit.close();
        manager.close();
        model.close();
    }

    private SettingsView view() {
        SettingsView made = view;
        if (made == null) {
            made = new SettingsView(model, folder, backup, audit, keys, manager, context, texts);
            made.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
            view = made;
        }
        return made;
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            apply();
            event.consume();
        }
    }

    private void apply() {
        ApplyBar.apply(model, audit);
    }

    private void revert() {
        ApplyBar.revert(model, audit);
    }
}
