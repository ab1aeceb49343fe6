package io.slimconsole.ui.recording;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.ui.sessions.ChannelEvent;
import io.slimconsole.ui.sessions.ChannelListener;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What happens on channels. Called on the threads of their sessions.
final class ChannelEvents implements ChannelListener {
    private final Recorder recorder;

    ChannelEvents(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void on(int sessionId, Optional<Name> channel, ChannelEvent event) {
        new Reporter(sessionId, channel).on(event);
    }

    /// Reports of one channel.
    private final class Reporter {
        private final int sessionId;
        private final Optional<Name> channel;
        private final String subject;

        Reporter(int sessionId, Optional<Name> channel) {
            this.sessionId = sessionId;
            this.channel = channel;
            subject =
                    channel.map(Recorder::text)
                            .orElseGet(() -> "session " + Integer.toUnsignedString(sessionId));
        }

        void on(ChannelEvent event) {
            switch (event) {
                case ChannelEvent.Created(SessionOptions options) ->
                        report(
                                console(ActivityKind.SESSION_CREATED, "The channel was created.")
                                        .with("encrypted", Boolean.toString(options.encrypted()))
                                        .with("reliable", Boolean.toString(options.reliable())));
                case ChannelEvent.Resumed(var members) ->
                        report(
                                console(ActivityKind.SESSION_RESUMED, "The channel goes on.")
                                        .with(
                                                "members",
                                                members.stream()
                                                        .map(each -> Recorder.text(each.name()))
                                                        .collect(Collectors.joining(", "))));
                case ChannelEvent.Inviting(Name name) ->
                        report(
                                console(ActivityKind.INVITED, "An application is invited.")
                                        .with("member", Recorder.text(name)));
                case ChannelEvent.InviteEnded(Name _, Outcome.Invited _) -> {
                    // it has joined, and that is reported
                }
                case ChannelEvent.InviteEnded(Name name, Outcome outcome) ->
                        report(
                                Outcomes.add(
                                        console(
                                                        ActivityKind.INVITE_FAILED,
                                                        "An invitation came to nothing.")
                                                .with("member", Recorder.text(name)),
                                        outcome));
                case ChannelEvent.Published(var to, Payload payload, PublishOutcome outcome) ->
                        published(to, payload, outcome);
                case ChannelEvent.OfSession(SessionEvent happened) -> on(happened);
                case ChannelEvent.Closed _ ->
                        report(
                                console(
                                        ActivityKind.SESSION_CLOSED,
                                        "The channel has ended for all."));
                case ChannelEvent.Lost(String why) ->
                        report(
                                console(
                                                ActivityKind.SESSION_FAILED,
                                                "The channel can't be gone on with.")
                                        .with("reason", why)
                                        .failed());
            }
        }

        private void on(SessionEvent event) {
            switch (event) {
                case SessionEvent.Joined(Participant member, long epoch) -> {
                    report(
                            by(ActivityKind.JOINED, member.name(), "Joined.")
                                    .with("epoch", Long.toUnsignedString(epoch)));
                    epoch(epoch);
                }
                case SessionEvent.Left(Participant member, boolean itself, long epoch) -> {
                    report(
                            (itself
                                            ? by(ActivityKind.LEFT, member.name(), "Left.")
                                            : console(ActivityKind.REMOVED, "A member was removed.")
                                                    .with("member", Recorder.text(member.name())))
                                    .with("epoch", Long.toUnsignedString(epoch)));
                    epoch(epoch);
                }
                case SessionEvent.Presence(Participant member) ->
                        fromMember(
                                ActivityKind.PRESENCE_CHANGED,
                                () ->
                                        by(
                                                ActivityKind.PRESENCE_CHANGED,
                                                member.name(),
                                                member.online()
                                                        ? "Is online again."
                                                        : "Went offline."));
                case SessionEvent.Message(Name source, Payload payload, boolean directed) ->
                        content(
                                by(
                                                ActivityKind.CONTENT,
                                                source,
                                                directed
                                                        ? "Said something to the console."
                                                        : "Said something.")
                                        .with("type", payload.type()),
                                payload);
                case SessionEvent.NotStored(String why) ->
                        report(
                                console(
                                                ActivityKind.SESSION_FAILED,
                                                "The last change of the channel is not on the"
                                                        + " disk.")
                                        .with("reason", why)
                                        .failed());
                case SessionEvent.Refused(Name source, String why) ->
                        fromMember(
                                ActivityKind.SESSION_FAILED,
                                () ->
                                        by(
                                                        ActivityKind.SESSION_FAILED,
                                                        source,
                                                        "Sent a message that was refused.")
                                                .with("reason", why)
                                                .failed());
                case SessionEvent.Inviting _,
                        SessionEvent.Lost _,
                        SessionEvent.Began _,
                        SessionEvent.Rejoined _,
                        SessionEvent.Out _,
                        SessionEvent.Ended _ -> {
                    // steps on the way to something that is reported; the messages' own trail has
                    // what was not delivered; of sessions that others moderate
                }
            }
        }

        private void epoch(long epoch) {
            report(
                    console(ActivityKind.EPOCH_CHANGED, "The group has a new epoch.")
                            .with("epoch", Long.toUnsignedString(epoch)));
        }

        private void published(Optional<Name> to, Payload payload, PublishOutcome outcome) {
            Activity activity =
                    console(
                                    ActivityKind.CONTENT,
                                    to.isEmpty()
                                            ? "The console said something."
                                            : "The console said something to one member.")
                            .with("type", payload.type());
            if (to.isPresent()) {
                activity = activity.with("member", Recorder.text(to.get()));
            }
            content(Outcomes.add(activity, outcome), payload);
        }

        private void content(Activity activity, Payload payload) {
            if (channel.filter(recorder::wantsContentOf).isPresent()) {
                recorder.said(activity, payload.blob().toByteArray());
            }
        }

        private Activity console(ActivityKind kind, String text) {
            return recorder.begin(kind, Recorder.CONSOLE, subject, text).withSession(sessionId);
        }

        private Activity by(ActivityKind kind, Name who, String text) {
            return recorder.begin(kind, Recorder.text(who), subject, text).withSession(sessionId);
        }

        /// What anybody can bring about who sends to the channel, under any name.
        private void fromMember(ActivityKind kind, Supplier<Activity> made) {
            recorder.fromPeer(new Origin(kind, subject, subject, ""), made);
        }

        private void report(Activity activity) {
            recorder.did(activity);
        }
    }
}
