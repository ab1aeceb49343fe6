package io.slimconsole.ui.recording;

import io.slimconsole.node.Registration;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelDraft;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleIdentity;
import io.slimconsole.ui.sessions.Creation;
import io.slimconsole.ui.sessions.Exchange;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.sessions.Question;
import io.slimconsole.ui.sessions.Said;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Channels, and what one actor does with them: recorded once it is known how it ended.
final class RecordedChannels implements Channels {
    private final Channels channels;
    private final Actor actor;
    private final Recorder recorder;

    RecordedChannels(Channels channels, Actor actor, Recorder recorder) {
        this.channels = channels;
        this.actor = actor;
        this.recorder = recorder;
    }

    // ---- what changes something

    @Override
    public void retry() {
        recorder.did(actor, "channels", "Tries to take part again.");
        channels.retry();
    }

    /// Says nothing about the secret, not even whether it is another one.
    @Override
    public CompletableFuture<Optional<String>> identify(ConsoleIdentity identity) {
        String before = channels.service().map(Recorder::text).orElse("none");
        return channels.identify(identity)
                .thenApply(
                        wrong -> {
                            Activity activity =
                                    recorder.begin(
                                                    actor,
                                                    "identity",
                                                    "Changes the identity of the console.")
                                            .with("before", before)
                                            .with("after", Recorder.text(identity.service()));
                            recorder.did(wrong.map(why -> failed(activity, why)).orElse(activity));
                            return wrong;
                        });
    }

    @Override
    public void forget(LostChannel channel) {
        channels.forget(channel);
        recorder.did(
                recorder.begin(
                                actor,
                                "session " + Integer.toUnsignedString(channel.sessionId()),
                                "Deletes a stored channel that can't be gone on with.")
                        .withSession(channel.sessionId())
                        .with("reason", channel.why()));
    }

    @Override
    public CompletableFuture<Creation> create(ChannelDraft draft) {
        return channels.create(draft)
                .thenApply(
                        creation -> {
                            Activity activity =
                                    recorder.begin(
                                                    actor,
                                                    Recorder.text(draft.name()),
                                                    "Creates a channel.")
                                            .with(
                                                    "encrypted",
                                                    Boolean.toString(draft.options().encrypted()))
                                            .with(
                                                    "reliable",
                                                    Boolean.toString(draft.options().reliable()));
                            recorder.did(
                                    switch (creation) {
                                        case Creation.Created(int id) -> activity.withSession(id);
                                        case Creation.Exists(int id) ->
                                                failed(activity, "it exists already")
                                                        .withSession(id);
                                        case Creation.NotPossible(String why) ->
                                                failed(activity, why);
                                    });
                            return creation;
                        });
    }

    @Override
    public CompletableFuture<Outcome> invite(int sessionId, Name name) {
        Activity activity =
                on(sessionId, "Invites an application.").with("member", Recorder.text(name));
        return channels.invite(sessionId, name).thenApply(outcome -> ended(activity, outcome));
    }

    @Override
    public void dismiss(int sessionId, long invitation) {
        channels.dismiss(sessionId, invitation);
    }

    @Override
    public CompletableFuture<Outcome> remove(int sessionId, Name member) {
        Activity activity =
                on(sessionId, "Removes a member.").with("member", Recorder.text(member));
        return channels.remove(sessionId, member).thenApply(outcome -> ended(activity, outcome));
    }

    @Override
    public CompletableFuture<Outcome> close(int sessionId) {
        Activity activity = on(sessionId, "Closes the channel for all.");
        return channels.close(sessionId).thenApply(outcome -> ended(activity, outcome));
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(int sessionId, Payload payload) {
        Activity activity = message(on(sessionId, "Sends a message to all members."), payload);
        return channels.publish(sessionId, payload).thenApply(outcome -> ended(activity, outcome));
    }

    @Override
    public CompletableFuture<PublishOutcome> publishTo(
            int sessionId, Name member, Payload payload) {
        Activity activity =
                message(on(sessionId, "Sends a message to one member."), payload)
                        .with("member", Recorder.text(member));
        return channels.publishTo(sessionId, member, payload)
                .thenApply(outcome -> ended(activity, outcome));
    }

    @Override
    public CompletableFuture<Exchange> ask(Question question, Consumer<Exchange> progress) {
        Activity activity =
                message(
                                recorder.begin(
                                        actor,
                                        Recorder.text(question.to()),
                                        "Sends a test message."),
                                question.payload())
                        .with("encrypted", Boolean.toString(question.encrypted()));
        return channels.ask(question, progress)
                .thenApply(
                        exchange -> {
                            Activity over = activity.with("outcome", exchange.step().name());
                            recorder.did(
                                    exchange.step() == Exchange.Step.REPLIED
                                            ? over
                                            : over.failed());
                            return exchange;
                        });
    }

    private Activity on(int sessionId, String text) {
        String name =
                channels.find(sessionId)
                        .map(channel -> Recorder.text(channel.name()))
                        .orElseGet(() -> "session " + Integer.toUnsignedString(sessionId));
        return recorder.begin(actor, name, text).withSession(sessionId);
    }

    private static Activity message(Activity activity, Payload payload) {
        return activity.with("type", payload.type())
                .with("bytes", Integer.toString(payload.blob().size()));
    }

    private Outcome ended(Activity activity, Outcome outcome) {
        recorder.did(Outcomes.add(activity, outcome));
        return outcome;
    }

    private PublishOutcome ended(Activity activity, PublishOutcome outcome) {
        recorder.did(Outcomes.add(activity, outcome));
        return outcome;
    }

    private static Activity failed(Activity activity, String why) {
        return activity.with("reason", why).failed();
    }

    // ---- what only looks

    @Override
    public ChannelsState state() {
        return channels.state();
    }

    @Override
    public Registration listen(Consumer<ChannelsState> listener) {
        return channels.listen(listener);
    }

    @Override
    public Optional<Name> service() {
        return channels.service();
    }

    @Override
    public List<Channel> list() {
        return channels.list();
    }

    @Override
    public List<LostChannel> lost() {
        return channels.lost();
    }

    @Override
    public Optional<Channel> find(int sessionId) {
        return channels.find(sessionId);
    }

    @Override
    public List<Said> conversation(int sessionId) {
        return channels.conversation(sessionId);
    }
}
