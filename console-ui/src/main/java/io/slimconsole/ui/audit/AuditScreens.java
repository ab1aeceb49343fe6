package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.UiAction;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.table.Json;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// The screens of the audit log: the messages that came to the node, and all else that happened.
public final class AuditScreens {
    public static final String MESSAGES = "messages";
    public static final String ACTIVITY = "activity";

    private static final Texts TEXTS = Texts.of(AuditScreens.class);

    private AuditScreens() {}

    /// In the order of the navigation.
    public static List<Screen> of(ConsoleContext context) {
        var work =
                new AuditWork(
                        context.audit(),
                        context.tasks(),
                        context.toasts(),
                        context.navigation()::reveal);
        context.actions()
                .add(
                        "audit.verify",
                        TEXTS.get("action.group"),
                        TEXTS.get("action.verify"),
                        "",
                        UiAction.EVERYWHERE,
                        work::verifyOrCancel);
        Executor workers = command -> Thread.ofVirtual().name("audit").start(command);
        var places = new Places(context.nodes()::node, context.run(), context.channels());
        var unlocking = new UnlockViewModel(context.audit(), context.tasks(), context.toasts());
        return List.of(
                messages(context, places, work, unlocking, workers),
                activity(context, places, work, unlocking, workers));
    }

    private static Screen messages(
            ConsoleContext context,
            Places places,
            AuditWork work,
            UnlockViewModel unlocking,
            Executor workers) {
        Texts texts = TEXTS.part(MESSAGES);
        TrailKind<MessageEntry, MessageFilter> kind =
                new TrailKind<>(
                        MESSAGES,
                        Feather.MAIL,
                        texts,
                        AuditLog::messages,
                        AuditStatus::messages,
                        rules -> rules.messages() instanceof Recording.Off,
                        new MessageQuery(),
                        "outcome:failed",
                        List.of(MessageColumn.values()),
                        EntryJson::of);
        var screen =
                new TrailScreen<>(
                        kind,
                        model -> {
                            var details =
                                    new MessageDetails(
                                            texts,
                                            context.clock().getZone(),
                                            context.navigation()::reveal,
                                            model::ask,
                                            entry -> copy(kind, entry, context));
                            return new EntryDetails<>(
                                    details::heading,
                                    entry -> Links.of(entry, places),
                                    details::of);
                        },
                        work,
                        unlocking,
                        context,
                        workers);
        TrailCells.paintMessages(screen.view().table());
        return screen;
    }

    private static Screen activity(
            ConsoleContext context,
            Places places,
            AuditWork work,
            UnlockViewModel unlocking,
            Executor workers) {
        Texts texts = TEXTS.part(ACTIVITY);
        TrailKind<ActivityEntry, ActivityFilter> kind =
                new TrailKind<>(
                        ACTIVITY,
                        Feather.LIST,
                        texts,
                        AuditLog::activity,
                        AuditStatus::activity,
                        rules -> Set.of(ActivityKind.Group.LOG).containsAll(rules.activity()),
                        new ActivityQuery(),
                        "outcome:failed",
                        List.of(ActivityColumn.values()),
                        EntryJson::of);
        var screen =
                new TrailScreen<>(
                        kind,
                        model -> {
                            var details =
                                    new ActivityDetails(
                                            texts,
                                            context.clock().getZone(),
                                            context.navigation()::reveal,
                                            model::ask,
                                            entry -> copy(kind, entry, context));
                            return new EntryDetails<>(
                                    details::heading,
                                    entry -> Links.of(entry, places, context.audit()::content),
                                    details::of);
                        },
                        work,
                        unlocking,
                        context,
                        workers);
        TrailCells.paintActivity(screen.view().table());
        return screen;
    }

    private static <E extends AuditEntry> void copy(
            TrailKind<E, ?> kind, E entry, ConsoleContext context) {
        context.copier().copy(Json.write(kind.json().apply(entry)), kind.texts().get("copy.json"));
    }
}
