package io.slimconsole.ui.channels;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Who is to be invited to the channel whose page is open: searched for in the live route table, or typed.
final class InviteViewModel implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// What was looked for, and who was found.
    private record Found(String typed, int sessionId, Candidates candidates) {}

    private final Channels channels;
    private final Supplier<Optional<SlimNode>> nodes;
    private final Supplier<Optional<Channel>> open;
    private final Consumer<List<Name>> invite;
    private final Texts texts = Texts.of(InviteViewModel.class);
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<Name> chosen = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Candidates> candidates =
            new ReadOnlyObjectWrapper<>(Candidates.NONE);
    private final ReadOnlyObjectWrapper<TypedName> name;
    private final Sampler<Found> sampler;
    private volatile String wanted = "";
    private volatile Optional<Channel> channel = Optional.empty();
    private Runnable onSent = () -> {};
    private int chosenFor;

    /// @param open the channel whose page is open
    /// @param invite sends the invitations
    InviteViewModel(
            Channels channels,
            Supplier<Optional<SlimNode>> nodes,
            Supplier<Optional<Channel>> open,
            Consumer<List<Name>> invite,
            Executor ui) {
        this.channels = channels;
        this.nodes = nodes;
        this.open = open;
        this.invite = invite;
        name = new ReadOnlyObjectWrapper<>(TypedName.of("", TypedName.Kind.MEMBER, texts));
        sampler = new Sampler<>("invite", PERIOD, this::find, ui, this::show);
        typed.addListener((_, _, _) -> search());
    }

    /// What is typed: words to look for, or the whole name of somebody who need not be there yet.
    StringProperty typed() {
        return typed;
    }

    /// What is typed, taken as a name.
    ReadOnlyObjectProperty<TypedName> name() {
        return name.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Candidates> candidates() {
        return candidates.getReadOnlyProperty();
    }

    /// Who was chosen, in the order of choosing.
    ObservableList<Name> chosen() {
        return chosen;
    }

    /// Called when invitations were sent.
    void setOnSent(Runnable action) {
        onSent = action;
    }

    /// Looks at the routes from now on. What was chosen for another channel is forgotten.
    void start() {
        open.get()
                .ifPresent(
                        now -> {
                            if (now.sessionId() != chosenFor) {
                                chosenFor = now.sessionId();
                                chosen.clear();
                                typed.set("");
                            }
                        });
        search();
        sampler.start();
    }

    void stop() {
        sampler.stop();
    }

    @Override
    public void close() {
        sampler.close();
    }

    /// Chooses a candidate, or takes it back.
    void toggle(Name candidate) {
        if (!chosen.remove(candidate)) {
            chosen.add(candidate);
        }
    }

    /// Chooses the name that is typed.
    ///
    /// @return false if it is none
    boolean chooseTyped() {
        Optional<Name> typedName = name.get().name();
        typedName.ifPresent(
                good -> {
                    if (!chosen.contains(good)) {
                        chosen.add(good);
                    }
                    typed.set("");
                });
        return typedName.isPresent();
    }

    /// How many [#send] would invite: those who were chosen, and the name that is typed.
    int count() {
        return chosen.size()
                + (name.get().name().filter(n -> !chosen.contains(n)).isPresent() ? 1 : 0);
    }

    /// Invites those who were chosen, and the name that is typed; does nothing where there is none.
    void send() {
        chooseTyped();
        if (chosen.isEmpty()) {
            return;
        }
        List<Name> names = List.copyOf(chosen);
        chosen.clear();
        typed.set("");
        invite.accept(names);
        onSent.run();
    }

    /// One sample on this thread: what the sampler does in its turn.
    void sampleHere() {
        show(find());
    }

    private void search() {
        @Nullable String text = typed.get();
        wanted = text == null ? "" : text;
        channel = open.get();
        name.set(TypedName.of(wanted, TypedName.Kind.MEMBER, texts));
        sampler.sampleNow();
    }

    private Found find() {
        String text = wanted;
        // as it is now, not as it was when the form opened
        Optional<Channel> now = channel.flatMap(c -> channels.find(c.sessionId()));
        if (now.isEmpty()) {
            return new Found(text, 0, Candidates.NONE);
        }
        Set<String> channelNames = new HashSet<>();
        channels.list().forEach(each -> channelNames.add(each.name().prefix()));
        List<RouteSnapshot> routes =
                nodes.get().map(node -> node.routes().routes()).orElse(List.of());
        return new Found(
                text, now.get().sessionId(), Candidates.of(routes, now.get(), channelNames, text));
    }

    private void show(Found found) {
        if (found.typed.equals(wanted)) {
            candidates.set(found.candidates);
        } else {
            // an answer to what was looked for before would flicker
            sampler.sampleNow();
        }
    }
}
