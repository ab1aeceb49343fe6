package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.Invitation;
import io.slimconsole.ui.table.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/// What an operator does with the channel whose page is open: who is invited, who is removed.
final class ChannelViewModel {
    private final Channels channels;
    private final Supplier<Optional<Channel>> open;
    private final Commands commands;
    private final Executor ui;
    private final Texts texts = Texts.of(ChannelViewModel.class);

    /// What the window lends it.
    ///
    /// @param isInSight whether the operator sees the page of the channel with this session id
    /// @param show opens that page
    /// @param changed there is something new to be read
    record Commands(
            TaskRunner tasks,
            Dialogs dialogs,
            Toasts toasts,
            Copier copier,
            IntPredicate isInSight,
            IntConsumer show,
            Runnable changed) {}

    /// @param open the channel whose page is open
    ChannelViewModel(
            Channels channels, Supplier<Optional<Channel>> open, Commands commands, Executor ui) {
        this.channels = channels;
        this.open = open;
        this.commands = commands;
        this.ui = ui;
    }

    /// Invites these, all at once. How each fares is told by the channel; if nobody looks there, by a message.
    void invite(List<Name> names) {
        open.get().ifPresent(channel -> names.forEach(name -> invite(channel, name)));
    }

    private void invite(Channel channel, Name name) {
        var _ =
                channels.invite(channel.sessionId(), name)
                        .thenAcceptAsync(outcome -> invited(channel, outcome), ui);
        commands.changed().run();
    }

    private void invited(Channel channel, Outcome outcome) {
        commands.changed().run();
        if (commands.isInSight().test(channel.sessionId())) {
            return;
        }
        boolean good = OutcomeWords.isGood(outcome);
        commands.toasts()
                .show(
                        good ? Toasts.Kind.SUCCESS : Toasts.Kind.ERROR,
                        channel.name().prefix() + ": " + OutcomeWords.sentence(outcome),
                        Optional.of(
                                new Toasts.Link(
                                        texts.get("toast.open"),
                                        () -> commands.show().accept(channel.sessionId()))));
    }

    /// Takes a failed invitation off and sends it again.
    void retry(Invitation invitation) {
        dismiss(invitation);
        invite(List.of(invitation.asked()));
    }

    void dismiss(Invitation invitation) {
        open.get().ifPresent(channel -> channels.dismiss(channel.sessionId(), invitation.id()));
        commands.changed().run();
    }

    /// Takes off all that have ended.
    void dismissEnded() {
        open.get().ifPresent(channel -> dismissEnded(channel, false));
        commands.changed().run();
    }

    /// What went well and was seen is not told again the next time.
    void leave(Channel channel) {
        dismissEnded(channel, true);
    }

    private void dismissEnded(Channel channel, boolean goodOnly) {
        for (Invitation invitation : channel.invitations()) {
            if (invitation.outcome().filter(o -> !goodOnly || OutcomeWords.isGood(o)).isPresent()) {
                channels.dismiss(channel.sessionId(), invitation.id());
            }
        }
    }

    /// Why these can't be removed; empty if they can.
    Optional<String> whyNotRemoved(List<Channel.Member> members) {
        if (members.stream().anyMatch(Channel.Member::self)) {
            return Optional.of(texts.get("remove.self"));
        }
        return members.stream().anyMatch(Channel.Member::leaving)
                ? Optional.of(texts.get("remove.leaving"))
                : Optional.empty();
    }

    /// Asks, then removes these members, one after the other.
    void remove(List<Channel.Member> members) {
        Optional<Channel> channel = open.get();
        if (channel.isEmpty() || members.isEmpty() || whyNotRemoved(members).isPresent()) {
            return;
        }
        List<Name> names = members.stream().map(member -> member.participant().name()).toList();
        String who =
                names.size() == 1
                        ? ChannelWords.called(names.getFirst())
                        : texts.get("member.many", Formats.count(names.size()));
        commands.dialogs()
                .confirm(
                        new Confirmation(
                                texts.get("remove.title", who, channel.get().name().prefix()),
                                consequence(channel.get(), names.size()),
                                texts.get("remove.act", names.size(), Formats.count(names.size())),
                                true),
                        () -> carryOutRemove(channel.get(), names, who));
    }

    private String consequence(Channel channel, int removed) {
        int told = ChannelWords.others(channel);
        boolean encrypted = channel.options().encrypted();
        return texts.get(
                encrypted ? "remove.consequence.mls" : "remove.consequence.plain",
                told,
                Formats.count(told),
                removed,
                Formats.count(channel.epoch() + removed));
    }

    private void carryOutRemove(Channel channel, List<Name> names, String who) {
        commands.tasks()
                .run(
                        texts.get("remove.running", who),
                        progress -> {
                            List<Outcome> outcomes = new ArrayList<>();
                            for (Name name : names) {
                                outcomes.add(channels.remove(channel.sessionId(), name).get());
                                progress.report((double) outcomes.size() / names.size());
                            }
                            return outcomes;
                        },
                        outcomes -> {
                            outcomes.forEach(outcome -> removed(channel, outcome));
                            commands.changed().run();
                        },
                        failure ->
                                commands.toasts()
                                        .error(
                                                texts.get(
                                                        "remove.failed",
                                                        who,
                                                        String.valueOf(failure.getMessage()))));
    }

    private void removed(Channel channel, Outcome outcome) {
        String text = channel.name().prefix() + ": " + OutcomeWords.sentence(outcome);
        if (OutcomeWords.isGood(outcome)) {
            commands.toasts().success(text);
        } else {
            commands.toasts().error(text);
        }
    }

    void copyName() {
        open.get()
                .ifPresent(
                        channel ->
                                commands.copier()
                                        .copy(channel.name().prefix(), texts.get("copy.names", 1)));
    }

    /// Their names with the instance, one a line.
    void copyNames(List<Channel.Member> members) {
        if (!members.isEmpty()) {
            commands.copier()
                    .copy(
                            String.join(
                                    "\n",
                                    members.stream()
                                            .map(m -> m.participant().name().toString())
                                            .toList()),
                            texts.get("copy.member-names", members.size()));
        }
    }

    void copyJson(List<Channel.Member> members) {
        if (!members.isEmpty()) {
            var all = members.stream().map(ChannelJson::of).toList();
            commands.copier()
                    .copy(
                            Json.write(all.size() == 1 ? all.getFirst() : all),
                            texts.get("copy.member-json", members.size()));
        }
    }

    /// The commands that would add these members again.
    void copySlimctl(List<Channel.Member> members) {
        open.get()
                .filter(_ -> !members.isEmpty())
                .ifPresent(
                        channel ->
                                commands.copier()
                                        .copy(
                                                String.join(
                                                        "\n",
                                                        members.stream()
                                                                .map(m -> m.participant().name())
                                                                .map(
                                                                        n ->
                                                                                SlimctlCommands.add(
                                                                                        channel
                                                                                                .name(),
                                                                                        n))
                                                                .toList()),
                                                texts.get("copy.slimctl")));
    }
}
