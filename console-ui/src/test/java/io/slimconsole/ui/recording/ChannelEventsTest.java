package io.slimconsole.ui.recording;

import static io.slimconsole.ui.recording.Notebook.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.ui.sessions.ChannelEvent;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happens on channels.
final class ChannelEventsTest {
    private static final int ID = -2;
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Name BOB = new Name("org", "ns", "bob", new NameId(0, 2));
    private static final Participant MEMBER = new Participant(BOB, true, true, true);

    private final Notebook notebook = new Notebook();
    private final ChannelEvents events = new ChannelEvents(notebook.recorder());

    private void on(ChannelEvent event) {
        events.on(ID, Optional.of(CHANNEL), event);
    }

    private void on(SessionEvent event) {
        on(new ChannelEvent.OfSession(event));
    }

    private static Activity console(ActivityKind kind, String text) {
        return Activity.of(NOW, kind, "console", "org/ns/channel", text).withSession(ID);
    }

    private static Activity bob(ActivityKind kind, String text) {
        return Activity.of(NOW, kind, BOB.toString(), "org/ns/channel", text).withSession(ID);
    }

    @Test
    void aMemberComesAndGoes() {
        on(new SessionEvent.Joined(MEMBER, 1));
        on(new SessionEvent.Presence(MEMBER.withOnline(false)));
        on(new SessionEvent.Presence(MEMBER));
        on(new SessionEvent.Left(MEMBER, true, 2));
        on(new SessionEvent.Left(MEMBER, false, 3));

        var epoch = console(ActivityKind.EPOCH_CHANGED, "The group has a new epoch.");
        assertThat(notebook.entries())
                .containsExactly(
                        bob(ActivityKind.JOINED, "Joined.").with("epoch", "1"),
                        epoch.with("epoch", "1"),
                        bob(ActivityKind.PRESENCE_CHANGED, "Went offline."),
                        bob(ActivityKind.PRESENCE_CHANGED, "Is online again."),
                        bob(ActivityKind.LEFT, "Left.").with("epoch", "2"),
                        epoch.with("epoch", "2"),
                        console(ActivityKind.REMOVED, "A member was removed.")
                                .with("member", BOB.toString())
                                .with("epoch", "3"),
                        epoch.with("epoch", "3"));
    }

    @Test
    void aChannelBeginsGoesOnAndEnds() {
        on(new ChannelEvent.Created(SessionOptions.DEFAULT));
        on(new ChannelEvent.Resumed(List.of(MEMBER)));
        on(new ChannelEvent.Closed());

        assertThat(notebook.entries())
                .containsExactly(
                        console(ActivityKind.SESSION_CREATED, "The channel was created.")
                                .with("encrypted", "true")
                                .with("reliable", "true"),
                        console(ActivityKind.SESSION_RESUMED, "The channel goes on.")
                                .with("members", BOB.toString()),
                        console(ActivityKind.SESSION_CLOSED, "The channel has ended for all."));
    }

    @Test
    void anInvitationThatFailsSaysWhyAndOneThatSucceedsIsSeenByWhoJoins() {
        on(new ChannelEvent.Inviting(BOB));
        on(new ChannelEvent.InviteEnded(BOB, new Outcome.Invited(BOB, Set.of())));
        on(
                new ChannelEvent.InviteEnded(
                        BOB, new Outcome.NoReplyToJoin(BOB, Duration.ofSeconds(1))));

        assertThat(notebook.entries())
                .containsExactly(
                        console(ActivityKind.INVITED, "An application is invited.")
                                .with("member", BOB.toString()),
                        console(ActivityKind.INVITE_FAILED, "An invitation came to nothing.")
                                .with("member", BOB.toString())
                                .with("waited", "1000 ms")
                                .with("reason", BOB + " does not say whether it joins")
                                .failed());
    }

    @Test
    void whatGoesWrongSaysWhy() {
        on(new SessionEvent.NotStored("the disk is full"));
        on(new SessionEvent.Refused(BOB, "its signature is wrong"));
        events.on(ID, Optional.empty(), new ChannelEvent.Lost("its record can't be read"));

        assertThat(notebook.entries())
                .containsExactly(
                        console(
                                        ActivityKind.SESSION_FAILED,
                                        "The last change of the channel is not on the disk.")
                                .with("reason", "the disk is full")
                                .failed(),
                        bob(ActivityKind.SESSION_FAILED, "Sent a message that was refused.")
                                .with("reason", "its signature is wrong")
                                .failed(),
                        Activity.of(
                                        NOW,
                                        ActivityKind.SESSION_FAILED,
                                        "console",
                                        "session 4294967294",
                                        "The channel can't be gone on with.")
                                .withSession(ID)
                                .with("reason", "its record can't be read")
                                .failed());
    }

    @Test
    void contentIsRecordedForChannelsWhereItIsWanted() {
        var heard =
                new SessionEvent.Message(
                        BOB,
                        new Payload("text", ByteString.copyFromUtf8("hello"), Map.of()),
                        false);
        var said =
                new ChannelEvent.Published(
                        Optional.of(BOB),
                        new Payload("json", ByteString.copyFromUtf8("{}"), Map.of()),
                        new PublishOutcome.Sent(9));

        on(heard);
        on(said);
        var unwanted = Map.copyOf(notebook.contents());
        notebook.withContentOf("org/ns/channel");
        on(heard);
        on(said);

        assertThat(unwanted).isEmpty();
        assertThat(notebook.entries()).isEmpty();
        assertThat(notebook.contents())
                .containsOnlyKeys(
                        bob(ActivityKind.CONTENT, "Said something.").with("type", "text"),
                        console(ActivityKind.CONTENT, "The console said something to one member.")
                                .with("type", "json")
                                .with("member", BOB.toString())
                                .with("message", "9"));
        assertThat(notebook.contents().values())
                .extracting(bytes -> new String(bytes, UTF_8))
                .containsExactlyInAnyOrder("hello", "{}");
    }
}
