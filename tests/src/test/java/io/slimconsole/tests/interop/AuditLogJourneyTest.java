package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.persistence.Theme;
import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.peer.PeerException;
import io.slimconsole.ui.app.RunningConsole;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an auditor does with the console: in the real window, over a real log on a real disk, with traffic of upstream's
/// real applications.
@InteropTest
final class AuditLogJourneyTest {
    private static final String CHANNEL = "acme/chat/general";
    private static final String ONE = "acme/agents/one";
    private static final String TWO = "acme/agents/two";
    private static final String NOBODY = "acme/agents/nobody";

    /// Types of messages as on the wire.
    private static final int MSG = 1;

    private static final int MSG_ACK = 2;
    private static final int DISCOVERY_REQUEST = 5;
    private static final int DISCOVERY_REPLY = 6;
    private static final int JOIN_REQUEST = 7;
    private static final int GROUP_WELCOME = 12;

    @TempDir Path folder;

    private Path data;
    private int port;
    private RunningConsole console;
    private ShownTrail<MessageEntry> messages;
    private ShownTrail<ActivityEntry> activity;

    /// What the applications have with each other: a session of their own, and the channel.
    private record Talk(
            Application one,
            Session fromOne,
            Session toTwo,
            Session channelOfOne,
            Session channelOfTwo) {}

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        port = freePort();
        show(RunningConsole.open(data, port));
        console.theme(Theme.LIGHT);
    }

    private void show(RunningConsole opened) {
        console = opened;
        messages = new ShownTrail<>(console, "messages", MessageEntry.class);
        activity = new ShownTrail<>(console, "activity", ActivityEntry.class);
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void whatUpstreamsApplicationsSayIsFollowedFoundProvenAndGuarded(Scenario scenario)
            throws Exception {
        Talk talk = moderateAChannelWhoseContentIsRecorded(scenario);

        messagesArriveLiveAtTheTop(talk);
        theListStandsStillWhilePaused(talk);
        messagesAreFoundByWhatTheyAre();
        int session = aMessageLeadsToItsClientAndItsRoute();
        List<MessageEntry> exported = aSessionIsFollowed(session);
        String key = anExportProvesItself(exported);
        aSpreadsheetHasTheSameRows(exported);

        peersLeave(talk);
        theActivityTellsWhatHappened(key);
        whatWasChangedStandsBesideWhatItIsNow();
        whatWasSaidIsUnsealed();

        theLogIsSound();
        long changed = somebodyChangesTheFile();
        theFirstBrokenEntryIsNamed(changed);
    }

    // ---- the channel

    private Talk moderateAChannelWhoseContentIsRecorded(Scenario scenario) {
        console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT4);
        console.awaitShown("channels-first", "Shared secret");
        console.robot().clickOn("#identity-secret").write(Scenario.SECRET);
        console.robot().clickOn("#identity-apply");
        console.awaitShown("channels", "No channels yet");
        console.robot().push(KeyCode.CONTROL, KeyCode.N);
        console.awaitShown("create-form", "Reliable delivery");
        console.robot().write(CHANNEL).push(KeyCode.ENTER);
        console.awaitShown("channel-name", CHANNEL);
        console.robot().clickOn("#channel-more").clickOn("#channel-record-content");
        console.awaitShown("confirm", "Members are not told by SLIM");
        console.robot().clickOn("#confirm-act");
        console.awaitShown("channel-page", "Content recorded");

        Application one = join(scenario, ONE);
        Application two = join(scenario, TWO);
        Session channelOfOne = invite(one);
        Session channelOfTwo = invite(two);
        console.awaitShown("channel-epoch", "Epoch 2");

        var accepted = two.accept();
        one.route(TWO);
        Session fromOne = one.open(TWO, SessionKind.MLS);
        return new Talk(one, fromOne, two.await(accepted), channelOfOne, channelOfTwo);
    }

    private Session invite(Application application) {
        var accepted = application.accept();
        console.robot().push(KeyCode.CONTROL, KeyCode.I);
        console.awaitShown("invite-form", "Who");
        console.robot().write(application.name()).push(KeyCode.CONTROL, KeyCode.ENTER);
        console.awaitShown("channel-members", application.name());
        return application.await(accepted);
    }

    // ---- the messages

    private void messagesArriveLiveAtTheTop(Talk talk) {
        messages.open();
        long before =
                messages.await("there are messages", rows -> !rows.isEmpty()).getFirst().sequence();

        talk.fromOne().publish("hello two");
        assertThat(talk.toTwo().receive().text()).isEqualTo("hello two");
        talk.channelOfOne().publish("good morning");
        assertThat(talk.channelOfTwo().receive().text()).isEqualTo("good morning");
        talk.one().route(NOBODY);
        assertThatThrownBy(() -> talk.one().open(NOBODY, SessionKind.IMPATIENT))
                .isInstanceOf(PeerException.class);

        List<MessageEntry> rows =
                messages.await(
                        "all that was said stands at the top",
                        all -> {
                            List<MessageEntry> fresh =
                                    all.stream().filter(e -> e.sequence() > before).toList();
                            return has(fresh, ONE, TWO, MSG)
                                    && has(fresh, TWO, ONE, MSG_ACK)
                                    && has(fresh, ONE, CHANNEL, MSG)
                                    && has(fresh, ONE, NOBODY, DISCOVERY_REQUEST);
                        });
        assertThat(rows)
                .extracting(AuditEntry::sequence)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .endsWith(1L)
                .hasSize((int) rows.getFirst().sequence());
        console.awaitShown("messages-rate", "recorded a second");
        pictures("journey-audit-live");
    }

    private static boolean has(List<MessageEntry> rows, String from, String to, int type) {
        return rows.stream().anyMatch(e -> from(e, from) && to(e, to) && e.messageType() == type);
    }

    private static boolean from(MessageEntry entry, String prefix) {
        return entry.source().map(AuditName::prefix).equals(Optional.of(prefix));
    }

    private static boolean to(MessageEntry entry, String prefix) {
        return entry.destination().map(AuditName::prefix).equals(Optional.of(prefix));
    }

    private void theListStandsStillWhilePaused(Talk talk) {
        messages.press("live");
        List<MessageEntry> before = messages.rows();
        talk.fromOne().publish("while paused");
        assertThat(talk.toTwo().receive().text()).isEqualTo("while paused");

        console.awaitShown("messages-paused", " new ");
        assertThat(messages.rows()).isEqualTo(before);
        console.picture("journey-audit-paused");

        messages.press("live");
        messages.await(
                "what came meanwhile stands at the top",
                all ->
                        all.stream()
                                        .takeWhile(e -> !e.equals(before.getFirst()))
                                        .filter(e -> from(e, ONE) && to(e, TWO))
                                        .anyMatch(e -> e.messageType() == MSG)
                                && all.containsAll(before));
    }

    private void messagesAreFoundByWhatTheyAre() {
        messages.filter("from:" + ONE + " to:*/two");
        messages.awaitOnly("by names", e -> from(e, ONE) && to(e, TWO));
        messages.filter("type:discovery-request,discovery-reply");
        messages.awaitOnly(
                "by type",
                e -> e.messageType() == DISCOVERY_REQUEST || e.messageType() == DISCOVERY_REPLY);
        messages.filter("channel:" + CHANNEL + " type:msg");
        messages.awaitOnly(
                "by channel", e -> to(e, CHANNEL) && e.messageType() == MSG && e.to().size() == 2);
        messages.filter("nobody");
        messages.awaitOnly("by text", e -> to(e, NOBODY));
        messages.filter("outcome:no-route");
        List<MessageEntry> lost =
                messages.awaitOnly("by outcome", e -> e.outcome() == MessageOutcome.NO_ROUTE);
        assertThat(lost).anyMatch(e -> from(e, ONE) && to(e, NOBODY));
        messages.show(e -> to(e, NOBODY));
        console.awaitShown("message-detail", "nobody had subscribed its destination");
        console.awaitShown("message-detail", "Left by no connection");
        console.picture("journey-audit-no-route");
        messages.filter("outcome:never");
        console.awaitShown("messages-problem", "is not known");
    }

    /// @return the session of the message
    private int aMessageLeadsToItsClientAndItsRoute() {
        messages.filter("from:" + ONE + " to:" + TWO + " type:msg");
        messages.awaitOnly("messages of one to two", e -> e.messageType() == MSG && to(e, TWO));
        MessageEntry entry = messages.show(_ -> true);
        console.awaitShown("message-detail", "Came by");
        console.awaitShown("message-detail", "Connection " + entry.from());
        console.awaitShown("message-detail", "Left by");
        console.awaitShown("message-detail", "Connection " + entry.to().getFirst());
        pictures("journey-audit-message");

        console.robot().clickOn("#message-from");
        console.awaitShown("details", ONE);
        console.awaitShown("clients-screen", "127.0.0.1");
        console.picture("journey-audit-to-client");
        messages.open();
        console.robot().clickOn("#message-to-" + entry.to().getFirst().id());
        console.awaitShown("details", TWO);
        messages.open();
        console.robot().clickOn("#message-destination");
        console.awaitShown("explain-sentence", TWO);
        console.awaitShown("explain-sentence", "receives it");
        console.picture("journey-audit-to-route");
        messages.open();
        return entry.sessionId();
    }

    private List<MessageEntry> aSessionIsFollowed(int session) {
        console.robot().clickOn("#follow-session");
        List<MessageEntry> rows =
                messages.await(
                        "the whole session",
                        all ->
                                !all.isEmpty()
                                        && all.stream().allMatch(e -> e.sessionId() == session)
                                        && types(all)
                                                .containsAll(
                                                        Set.of(
                                                                DISCOVERY_REQUEST,
                                                                DISCOVERY_REPLY,
                                                                JOIN_REQUEST,
                                                                GROUP_WELCOME,
                                                                MSG,
                                                                MSG_ACK)));
        console.picture("journey-audit-session");
        return rows;
    }

    private static Set<Integer> types(List<MessageEntry> rows) {
        return rows.stream().map(MessageEntry::messageType).collect(Collectors.toSet());
    }

    // ---- the exports

    /// @return fingerprint of the key that it was signed with, as the window tells it
    private String anExportProvesItself(List<MessageEntry> listed)
            throws IOException, InterruptedException {
        Path file = folder.resolve("session.jsonl");
        export("export-json", file, listed.size());

        activity.open();
        activity.filter("kind:exported");
        ActivityEntry told = activity.show(e -> e.kind() == ActivityKind.EXPORTED);
        String key = told.facts().getOrDefault("key", "");
        console.awaitShown("activity-detail", key);
        console.picture("journey-audit-exported");

        var sound = ConsoleCommand.run("verify-export", file.toString(), "--key", key);
        assertThat(sound.out())
                .startsWith("SOUND: %d entries of messages".formatted(listed.size()))
                .contains("Signed with: " + key);
        assertThat(sound.exitCode()).isZero();

        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        assertThat(lines.get(2)).contains("\"bytes\":");
        lines.set(2, lines.get(2).replace("\"bytes\":", "\"bytes\":9"));
        Path changed = Files.write(folder.resolve("changed.jsonl"), lines);
        var found = ConsoleCommand.run("verify-export", changed.toString());
        assertThat(found.out()).startsWith("CHANGED").contains("(line 3)");
        assertThat(found.exitCode()).isEqualTo(1);
        return key;
    }

    private void aSpreadsheetHasTheSameRows(List<MessageEntry> listed) throws IOException {
        messages.open();
        Path file = folder.resolve("session.csv");
        export("export-csv", file, listed.size());

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(listed.size() + 1);
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.contains("acme/agents/"))
                .anyMatch(line -> line.contains("MSG_ACK") || line.contains(ONE));
    }

    private void export(String format, Path file, int entries) {
        console.choose(file);
        console.robot().push(KeyCode.CONTROL, KeyCode.E);
        console.awaitShown("export-what", "all %d entries".formatted(entries));
        console.robot().clickOn("#" + format);
        console.picture("journey-audit-" + format);
        console.robot().clickOn("#export-choose");
        console.awaitShown(
                "toasts", "%d entries written to %s".formatted(entries, file.getFileName()));
    }

    // ---- the activity

    private void peersLeave(Talk talk) {
        talk.channelOfOne().close();
        console.robot().push(KeyCode.CONTROL, KeyCode.DIGIT4);
        console.awaitShownNoMore("channel-members", ONE);
        talk.one().close();
    }

    private void theActivityTellsWhatHappened(String key) {
        activity.open();
        activity.filter("");
        List<ActivityEntry> rows =
                activity.await(
                        "it tells of the end",
                        all ->
                                all.stream().anyMatch(e -> e.kind() == ActivityKind.DISCONNECTED)
                                        && all.stream()
                                                .anyMatch(
                                                        e ->
                                                                e.kind() == ActivityKind.LEFT
                                                                        && e.actor()
                                                                                .startsWith(ONE)));
        assertThat(rows)
                .extracting(ActivityEntry::kind)
                .contains(
                        ActivityKind.NODE_STARTED,
                        ActivityKind.CONNECTED,
                        ActivityKind.DISCONNECTED,
                        ActivityKind.ROUTE_ADDED,
                        ActivityKind.ROUTE_REMOVED,
                        ActivityKind.SESSION_CREATED,
                        ActivityKind.INVITED,
                        ActivityKind.JOINED,
                        ActivityKind.LEFT,
                        ActivityKind.EPOCH_CHANGED,
                        ActivityKind.RULES_CHANGED,
                        ActivityKind.EXPORTED);
        assertThat(rows)
                .filteredOn(e -> e.kind() == ActivityKind.OPERATOR)
                .extracting(ActivityEntry::text)
                .contains(
                        "Changes the identity of the console.",
                        "Creates a channel.",
                        "Invites an application.");
        assertThat(rows.toString()).contains(key).doesNotContain(Scenario.SECRET, "good morning");
        console.picture("journey-audit-activity");

        activity.filter("kind:connected");
        activity.awaitOnly("by kind", e -> e.kind() == ActivityKind.CONNECTED);
        activity.show(e -> "EDGE".equals(e.facts().get("type")));
        console.awaitShown("activity-detail", "key-agreement");
        console.picture("journey-audit-connected");
    }

    private void whatWasChangedStandsBesideWhatItIsNow() {
        activity.filter("kind:operator subject:theme");
        activity.awaitOnly("the theme", e -> e.subject().equals("theme"));
        activity.show(e -> "DARK".equals(e.facts().get("after")));
        console.awaitShown("activity-change", "DARK");
        console.awaitShown("activity-change", "LIGHT");
        pictures("journey-audit-change");
        activity.filter("kind:rules-changed");
        activity.show(e -> e.facts().getOrDefault("after", "").contains(CHANNEL));
        console.awaitShown("activity-change", CHANNEL);
        console.picture("journey-audit-rules");
    }

    private void whatWasSaidIsUnsealed() {
        activity.filter("kind:content");
        activity.awaitOnly("content", e -> e.kind() == ActivityKind.CONTENT);
        activity.show(e -> e.actor().startsWith(ONE));
        console.awaitShown("activity-content", "good morning");
        console.picture("journey-audit-content");
    }

    // ---- the proof

    private void theLogIsSound() {
        messages.open();
        messages.filter("");
        messages.press("verify");
        console.awaitShown("toasts", "entries are as they were written.");
        console.picture("journey-audit-sound");
    }

    /// @return the message that was changed
    private long somebodyChangesTheFile() throws Exception {
        console.close();
        long changed = LogFile.in(data).changeOne();
        show(RunningConsole.reopen(data));
        return changed;
    }

    private void theFirstBrokenEntryIsNamed(long changed) {
        messages.open();
        messages.press("verify");
        console.awaitShown("toasts", "Message %d is not as it was written".formatted(changed));
        console.awaitShown("state-banner", "Entry %d is not as it was written".formatted(changed));
        pictures("journey-audit-tampered");
        console.robot().clickOn("#state-banner .button");
        messages.awaitSelectedInSight(changed);
        console.picture("journey-audit-broken-entry");
    }

    // ---- helpers

    /// In both themes.
    private void pictures(String name) {
        console.picture(name);
        console.theme(Theme.DARK);
        console.picture(name + "-dark");
        console.theme(Theme.LIGHT);
    }

    private Application join(Scenario scenario, String name) {
        Application application = scenario.process(name);
        application.start(Scenario.SECRET);
        application.connect("http://127.0.0.1:" + port);
        application.subscribe(name);
        return application;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
