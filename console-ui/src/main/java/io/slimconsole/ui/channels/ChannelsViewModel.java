package io.slimconsole.ui.channels;

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
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LiveFeed;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;
import io.slimconsole.ui.table.Tally;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What the list of channels shows and does, and which channel's page is open.
final class ChannelsViewModel {
    /// A channel of more participants than these is closed by who types its name only.
    static final int MANY = 10;

    /// @param problems how many channels have one
    record Counts(ChannelsState state, int all, int problems, int missed) {}

    private final Channels channels;
    private final TaskRunner tasks;
    private final Dialogs dialogs;
    private final Toasts toasts;
    private final Copier copier;
    private final Texts texts = Texts.of(ChannelsViewModel.class);

    private final LiveList<LiveRow<ChannelLine>> rows = new LiveList<>();
    private final LiveList<LiveRow<Channel.Member>> members = new LiveList<>();
    private final BooleanProperty problemsOnly = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Counts> counts;
    private final ReadOnlyObjectWrapper<List<LostChannel>> lost =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Channel>> open =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final LiveFeed<ChannelsLook, ChannelsFrame> feed;
    private Runnable onGone = () -> {};

    ChannelsViewModel(
            Channels channels,
            TaskRunner tasks,
            Dialogs dialogs,
            Toasts toasts,
            Copier copier,
            Executor ui,
            InstantSource clock) {
        this.channels = channels;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.toasts = toasts;
        this.copier = copier;
        counts = new ReadOnlyObjectWrapper<>(new Counts(channels.state(), 0, 0, 0));
        var source = new ChannelsSource(channels, rows, members);
        feed = new LiveFeed<>("channels", ChannelsLook.FIRST, source::read, ui, clock, this::apply);
        feed.filter().addListener((_, _, _) -> filtered());
        problemsOnly.addListener((_, _, _) -> filtered());
    }

    /// What it reads, when, and what of it is shown.
    LiveFeed<?, ?> feed() {
        return feed;
    }

    LiveList<LiveRow<ChannelLine>> rows() {
        return rows;
    }

    /// Of the channel whose page is open.
    LiveList<LiveRow<Channel.Member>> members() {
        return members;
    }

    BooleanProperty problemsOnly() {
        return problemsOnly;
    }

    ReadOnlyObjectProperty<Counts> counts() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<LostChannel>> lost() {
        return lost.getReadOnlyProperty();
    }

    /// The channel whose page is open, as it was in the last sample.
    ReadOnlyObjectProperty<Optional<Channel>> open() {
        return open.getReadOnlyProperty();
    }

    /// Called when the channel whose page is open is no more.
    void setOnGone(Runnable action) {
        onGone = action;
    }

    boolean isFiltered() {
        return !feed.look().filter().isEmpty();
    }

    void clearFilter() {
        feed.filter().set("");
        problemsOnly.set(false);
    }

    void sort(RowOrder<ChannelLine> order) {
        feed.change(look -> look.by(order));
    }

    void sortMembers(RowOrder<Channel.Member> order) {
        feed.change(look -> look.membersBy(order));
    }

    /// Opens the page of a channel.
    ///
    /// @return false if there is none of that id any more
    boolean openPage(int sessionId) {
        Optional<Channel> channel = channels.find(sessionId);
        open.set(channel);
        feed.change(look -> look.opened(channel.map(Channel::sessionId)));
        return channel.isPresent();
    }

    void closePage() {
        open.set(Optional.empty());
        feed.change(look -> look.opened(Optional.empty()));
    }

    /// How many rows the list has.
    Tally tally() {
        Counts now = counts.get();
        return new Tally(
                now.state() instanceof ChannelsState.Ready,
                rows.size(),
                now.all(),
                now.missed(),
                texts.get("one"),
                texts.get("many"));
    }

    /// Tries again to take part.
    void retry() {
        channels.retry();
        feed.sampleNow();
    }

    /// Asks, then ends these channels for all of their members.
    void close(List<Channel> meant) {
        if (meant.isEmpty()) {
            return;
        }
        int participants = meant.stream().mapToInt(ChannelWords::others).sum();
        String who = who(meant);
        boolean many = meant.stream().anyMatch(channel -> ChannelWords.others(channel) > MANY);
        dialogs.confirm(
                new Confirmation(
                        texts.get("close.title", who),
                        texts.get("close.consequence", participants, Formats.count(participants)),
                        texts.get("close.act", meant.size(), Formats.count(meant.size())),
                        true,
                        many ? Optional.of(who) : Optional.empty()),
                () -> carryOutClose(meant, who));
    }

    private void carryOutClose(List<Channel> meant, String who) {
        tasks.run(
                texts.get("close.running", who),
                progress -> {
                    List<Outcome> outcomes = new ArrayList<>();
                    for (Channel channel : meant) {
                        outcomes.add(channels.close(channel.sessionId()).get());
                        progress.report((double) outcomes.size() / meant.size());
                    }
                    return outcomes;
                },
                outcomes -> {
                    for (int i = 0; i < meant.size(); i++) {
                        tell(meant.get(i), outcomes.get(i));
                    }
                    feed.sampleNow();
                },
                failure -> toasts.error(texts.get("close.failed", who, why(failure))));
    }

    private void tell(Channel channel, Outcome outcome) {
        String text = channel.name().prefix() + ": " + OutcomeWords.sentence(outcome);
        switch (outcome) {
            case Outcome.Closed(var silent) when silent.isEmpty() -> toasts.success(text);
            case Outcome.Closed _ -> toasts.warning(text);
            case Outcome.SessionOver _ -> toasts.info(text);
            default -> toasts.error(text);
        }
    }

    /// Asks, then deletes what is stored of a lost channel.
    void forget(LostChannel channel) {
        String id = Integer.toUnsignedString(channel.sessionId());
        dialogs.confirm(
                new Confirmation(
                        texts.get("forget.title", id),
                        texts.get("forget.consequence"),
                        texts.get("forget.act"),
                        true),
                () ->
                        tasks.run(
                                texts.get("forget.running", id),
                                _ -> {
                                    channels.forget(channel);
                                    return channel;
                                },
                                _ -> feed.sampleNow(),
                                failure ->
                                        toasts.error(
                                                texts.get("forget.failed", id, why(failure)))));
    }

    /// Puts their names on the clipboard, one a line.
    void copyNames(List<Channel> meant) {
        if (!meant.isEmpty()) {
            copier.copy(
                    String.join("\n", meant.stream().map(c -> c.name().prefix()).toList()),
                    texts.get("copy.names", meant.size()));
        }
    }

    void copyJson(List<Channel> meant) {
        if (!meant.isEmpty()) {
            var all = meant.stream().map(ChannelJson::of).toList();
            copier.copy(
                    Json.write(all.size() == 1 ? all.getFirst() : all),
                    texts.get("copy.json", meant.size()));
        }
    }

    void copySlimctl(List<Channel> meant) {
        if (!meant.isEmpty()) {
            copier.copy(
                    String.join("\n", meant.stream().map(SlimctlCommands::of).toList()),
                    texts.get("copy.slimctl"));
        }
    }

    private void apply(ChannelsFrame frame) {
        rows.apply(frame.edit());
        members.apply(frame.memberEdit());
        counts.set(new Counts(frame.state(), frame.all(), frame.problems(), frame.missed()));
        lost.set(frame.lost());
        Optional<Channel> shown = open.get();
        if (shown.isEmpty()) {
            return;
        }
        if (frame.open().filter(now -> now.sessionId() == shown.get().sessionId()).isPresent()) {
            open.set(frame.open());
        } else if (channels.find(shown.get().sessionId()).isEmpty()) {
            onGone.run();
        }
    }

    private void filtered() {
        @Nullable String text = feed.filter().get();
        feed.change(look -> look.filtered(text == null ? "" : text, problemsOnly.get()));
    }

    private String who(List<Channel> meant) {
        return meant.size() == 1
                ? meant.getFirst().name().prefix()
                : Formats.count(meant.size(), texts.get("one"), texts.get("many"));
    }

    private static String why(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
