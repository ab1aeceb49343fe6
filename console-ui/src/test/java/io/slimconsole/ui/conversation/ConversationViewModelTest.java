package io.slimconsole.ui.conversation;

import static io.slimconsole.ui.conversation.FakeConversation.ANNA;
import static io.slimconsole.ui.conversation.FakeConversation.BEGAN;
import static io.slimconsole.ui.conversation.FakeConversation.BERT;
import static io.slimconsole.ui.conversation.FakeConversation.ENCRYPTED;
import static io.slimconsole.ui.conversation.FakeConversation.PLAIN;
import static io.slimconsole.ui.conversation.FakeConversation.answered;
import static io.slimconsole.ui.conversation.FakeConversation.channel;
import static io.slimconsole.ui.conversation.FakeConversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.delivery.Receipt;
import io.slimconsole.tests.kit.ManualClock;
import io.slimconsole.ui.conversation.Entry.Sort;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Said;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ConversationViewModelTest {
    private final FakeConversation channels = new FakeConversation();
    private final ManualClock clock = new ManualClock(BEGAN.plus(Duration.ofMinutes(30)));
    private final List<String> copied = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean waiting;
    private final ConversationViewModel model =
            new ConversationViewModel(
                    channels,
                    Texts.of(ConversationViewModel.class),
                    clock.inUtc(),
                    Runnable::run,
                    task -> {
                        tasks.add(task);
                        if (!waiting) {
                            work();
                        }
                    },
                    (what, _) -> copied.add(what));

    @BeforeEach
    void itIsLater() {
        channels.setNow(clock.instant());
    }

    /// Lets the workers do what they have to do.
    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private Entry row(int index) {
        return model.rows().get(index).entry().get();
    }

    private List<String> bodies() {
        return model.rows().stream()
                .map(row -> String.join("\n", row.entry().get().body().lines()))
                .toList();
    }

    private void send(String text) {
        model.setText(text);
        model.send();
    }

    @Test
    void messagesOfOthersSayWhoseTheyAreAndForWhom() {
        channels.hear(
                ENCRYPTED,
                ANNA,
                new Payload(
                        "application/json",
                        ByteString.copyFromUtf8("{}"),
                        Map.of("b", "2", "a", "1")));
        channels.hearAlone(ENCRYPTED, BERT, text("for you"));
        channels.miss(ENCRYPTED, BERT, 3);
        channels.miss(ENCRYPTED, BERT, 1);

        model.open(ENCRYPTED);

        assertThat(row(0).sort()).isEqualTo(Sort.HEARD);
        assertThat(row(0).who()).isEqualTo("plant/line-1/anna · 0367b34e");
        assertThat(row(0).kind()).isEqualTo("application/json · 2 B");
        assertThat(row(0).metadata()).isEqualTo("a = 1 · b = 2");
        assertThat(row(0).remark()).isEmpty();
        assertThat(row(1).remark()).isEqualTo("to you alone");
        assertThat(row(2).sort()).isEqualTo(Sort.GAP);
        assertThat(row(2).who())
                .isEqualTo("3 messages of plant/line-2/bert · 051b8cf5 did not arrive");
        assertThat(row(3).who())
                .isEqualTo("1 message of plant/line-2/bert · 051b8cf5 did not arrive");
    }

    @Test
    void rowsStayTheSameObjectsWhileMoreComeIn() {
        channels.hear(ENCRYPTED, ANNA, text("one"));
        model.open(ENCRYPTED);
        MessageRow first = model.rows().getFirst();
        Entry before = first.entry().get();

        channels.hear(ENCRYPTED, ANNA, text("two"));
        model.refresh();

        assertThat(bodies()).containsExactly("one", "two");
        assertThat(model.rows().getFirst()).isSameAs(first);
        assertThat(first.entry().get()).isSameAs(before);
    }

    @Test
    void oursSaysWhatBecameOfIt() {
        model.open(ENCRYPTED);
        send("to all");
        assertThat(row(0).sort()).isEqualTo(Sort.UNDER_WAY);
        assertThat(row(0).fate()).isEqualTo("on its way");

        channels.settle(answered(Map.of(ANNA, Receipt.ACKNOWLEDGED, BERT, Receipt.ACKNOWLEDGED)));
        assertThat(row(0).sort()).isEqualTo(Sort.DONE);
        assertThat(row(0).fate()).isEqualTo("acknowledged by all 2");

        send("again");
        var receipts = new LinkedHashMap<>(Map.of(ANNA, Receipt.ACKNOWLEDGED));
        receipts.put(BERT, Receipt.UNREACHABLE);
        channels.settle(answered(receipts));
        assertThat(row(1).sort()).isEqualTo(Sort.INCOMPLETE);
        assertThat(row(1).fate())
                .isEqualTo("1 of 2 acknowledged; not by plant/line-2/bert · 051b8cf5");
        assertThat(row(1).tip())
                .isEqualTo(
                        """
                        Acknowledged by:
                        plant/line-1/anna · 0367b34e
                        Not acknowledged by:
                        plant/line-2/bert · 051b8cf5\
                        """);

        send("unreliable");
        channels.settle(new PublishOutcome.Sent(9));
        assertThat(row(2).sort()).isEqualTo(Sort.DONE);
        assertThat(row(2).fate()).isEqualTo("sent, not acknowledged by design");

        model.setTo(Optional.of(BERT));
        send("to bert");
        channels.settle(answered(Map.of(BERT, Receipt.LEFT)));
        assertThat(row(3).remark()).isEqualTo("to plant/line-2/bert · 051b8cf5 alone");
        assertThat(row(3).fate()).isEqualTo("not acknowledged by plant/line-2/bert · 051b8cf5");
    }

    @Test
    void whatOneMissedGoesToThatOneAgain() {
        model.open(ENCRYPTED);
        send("to all");
        channels.settle(answered(Map.of(ANNA, Receipt.ACKNOWLEDGED, BERT, Receipt.UNREACHABLE)));

        model.sendAgain(model.rows().getFirst());

        Said.Ours again = (Said.Ours) row(1).said();
        assertThat(again.to()).contains(BERT);
        assertThat(again.payload()).isEqualTo(text("to all"));
    }

    @Test
    void whatNobodyGotGoesToAllAgainAndWhatAllHaveIsNotRepeated() {
        model.open(ENCRYPTED);
        send("to all");
        channels.settle(new PublishOutcome.Refused(PublishOutcome.Reason.FULL));
        model.sendAgain(model.rows().getFirst());
        assertThat(((Said.Ours) row(1).said()).to()).isEmpty();

        channels.settle(answered(Map.of(ANNA, Receipt.ACKNOWLEDGED)));
        model.sendAgain(model.rows().get(1));

        assertThat(model.rows()).hasSize(2);
    }

    @Test
    void whatWasRefusedSaysSoAndCanBeSentAgain() {
        model.open(ENCRYPTED);
        send("important");

        channels.settle(new PublishOutcome.Refused(PublishOutcome.Reason.FULL));

        assertThat(model.draft().get().text()).isEmpty();
        assertThat(row(0).canRepeat()).isTrue();
        assertThat(model.trouble().get().words())
                .isEqualTo(
                        "The message was not sent: too many messages are on their way; wait until"
                                + " some are acknowledged.");
        assertThat(row(0).fate()).startsWith("not sent: too many");
    }

    @Test
    void whatWasRefusedWithoutARowIsBackInTheField() {
        model.open(ENCRYPTED);
        channels.end(ENCRYPTED);

        send("important");

        assertThat(model.rows()).isEmpty();
        assertThat(model.draft().get().text()).isEqualTo("important");
        assertThat(model.trouble().get())
                .isEqualTo(
                        new ConversationViewModel.Trouble(
                                "The message was not sent: the channel is closed.", ""));
    }

    @Test
    void whatWasRefusedDoesNotReplaceWhatIsTypedMeanwhile() {
        model.open(ENCRYPTED);
        channels.end(ENCRYPTED);
        channels.holdRefusals();
        send("first");
        model.setText("second, half");
        channels.refuse();

        assertThat(model.draft().get().text()).isEqualTo("second, half");
        assertThat(model.trouble().get().unsent()).isEqualTo("first");

        model.takeBack();

        assertThat(model.draft().get().text()).isEqualTo("first");
        assertThat(model.trouble().get()).isEqualTo(ConversationViewModel.Trouble.NONE);
    }

    @Test
    void whatIsNoJsonIsNotSentAsSuch() {
        model.open(ENCRYPTED);
        model.setJson(true);

        send("{\"a\":\n 1,}");

        assertThat(model.rows()).isEmpty();
        assertThat(model.draft().get().text()).isEqualTo("{\"a\":\n 1,}");
        assertThat(model.trouble().get().words())
                .isEqualTo(
                        "This is not JSON: in line 2, column 4, a name in quotation marks has to be"
                                + " there.");

        model.setText("{\"a\": 1}");
        assertThat(model.trouble().get().words()).isEmpty();
        model.send();

        Said.Ours sent = (Said.Ours) row(0).said();
        assertThat(sent.payload().type()).isEqualTo("application/json");
        assertThat(sent.payload().blob().toStringUtf8()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void eachChannelKeepsItsDraft() {
        model.open(ENCRYPTED);
        model.setText("half a");
        model.setTo(Optional.of(BERT));
        model.open(PLAIN);
        assertThat(model.draft().get()).isEqualTo(Draft.EMPTY);
        model.setText("other");
        model.close();

        model.open(ENCRYPTED);

        assertThat(model.draft().get()).isEqualTo(new Draft("half a", false, Optional.of(BERT)));
    }

    @Test
    void nothingIsSentToOneWhoIsNotThere() {
        model.open(ENCRYPTED);
        model.setTo(Optional.of(BERT));
        channels.set(channel(ENCRYPTED, SessionOptions.DEFAULT, Channel.Phase.OPEN, ANNA));
        model.refresh();

        send("to bert");

        assertThat(model.rows()).isEmpty();
        assertThat(model.draft().get().text()).isEqualTo("to bert");
        assertThat(model.trouble().get().words())
                .startsWith("plant/line-2/bert · 051b8cf5 is not online here.");
    }

    @Test
    void theBlankIsNotSent() {
        model.open(ENCRYPTED);

        send(" \n");

        assertThat(model.rows()).isEmpty();
        assertThat(model.trouble().get().words()).isEmpty();
    }

    @Test
    void aClosedChannelSaysSoAndKeepsWhatIsTyped() {
        channels.hear(ENCRYPTED, ANNA, text("last words"));
        model.open(ENCRYPTED);
        channels.end(ENCRYPTED);
        model.refresh();

        send("too late");

        assertThat(model.footing().get().closed()).startsWith("This channel is closed.");
        assertThat(bodies()).containsExactly("last words");
        assertThat(model.draft().get().text()).isEqualTo("too late");
    }

    @Test
    void itSaysWhoCanReadTheChannelAndSinceWhen() {
        model.open(ENCRYPTED);
        assertThat(model.footing().get().access())
                .startsWith("Encrypted end to end. You read this channel since 10:00:00.");
        assertThat(model.footing().get().open()).isFalse();

        clock.advance(Duration.ofDays(1));
        model.open(PLAIN);

        assertThat(model.footing().get().access())
                .startsWith(
                        "Not encrypted: every node on the way can read it. You read this channel"
                                + " since 2026-11-27 10:00:00.");
        assertThat(model.footing().get().open()).isTrue();
        assertThat(model.footing().get().receivers()).containsExactly(ANNA, BERT);
    }

    @Test
    void itSaysWhereMessagesWaitOrAreNotAcknowledged() {
        model.open(ENCRYPTED);
        assertThat(model.footing().get().hint()).isEmpty();

        channels.set(channel(ENCRYPTED, SessionOptions.DEFAULT, Channel.Phase.NEW));
        model.refresh();
        assertThat(model.footing().get().hint()).startsWith("Nobody else is in yet");

        channels.set(
                channel(
                        ENCRYPTED,
                        new SessionOptions(true, false, Duration.ofSeconds(1), 3, Map.of()),
                        Channel.Phase.OPEN,
                        ANNA));
        model.refresh();
        assertThat(model.footing().get().hint())
                .isEqualTo("Messages are not acknowledged on this channel.");

        channels.set(channel(ENCRYPTED, SessionOptions.DEFAULT, Channel.Phase.CLOSING, ANNA));
        model.refresh();
        assertThat(model.footing().get().closed())
                .isEqualTo("The channel is closing: nothing more can be sent.");
    }

    @Test
    void newOnesAreCountedWhileSomebodyReadsOldOnes() {
        channels.hear(ENCRYPTED, ANNA, text("one"));
        model.open(ENCRYPTED);
        model.setFollowing(false);
        channels.hear(ENCRYPTED, ANNA, text("two"));
        channels.hear(ENCRYPTED, ANNA, text("three"));
        model.refresh();
        assertThat(model.unseen().get()).isEqualTo(2);

        model.setFollowing(true);

        assertThat(model.unseen().get()).isZero();
    }

    @Test
    void oldRowsStayWhileSomebodyReadsThemAndGoAfterwards() {
        for (int i = 0; i < Said.KEPT; i++) {
            channels.hear(ENCRYPTED, ANNA, text("old"));
        }
        model.open(ENCRYPTED);
        model.setFollowing(false);
        for (int i = 0; i < 10; i++) {
            channels.hear(ENCRYPTED, ANNA, text("new"));
        }
        model.refresh();
        assertThat(model.rows()).hasSize(Said.KEPT + 10);

        model.setFollowing(true);
        model.refresh();

        assertThat(model.rows()).hasSize(Said.KEPT);
        assertThat(model.rows().getFirst().index()).isEqualTo(10);
    }

    @Test
    void rowsDoNotGrowWithoutEnd() {
        model.open(ENCRYPTED);
        model.setFollowing(false);
        for (int i = 0; i < ConversationViewModel.MOST_ROWS + 500; i++) {
            channels.hear(ENCRYPTED, ANNA, text("x"));
            if (i % 500 == 499) {
                model.refresh();
            }
        }

        assertThat(model.rows()).hasSize(ConversationViewModel.MOST_ROWS);
    }

    @Test
    void anotherFormShowsAllRowsAnew() {
        channels.hear(ENCRYPTED, ANNA, text("{\"a\":1}"));
        model.open(ENCRYPTED);
        assertThat(bodies()).containsExactly("{\"a\":1}");

        model.setForm(Form.JSON);

        assertThat(bodies()).containsExactly("{\n  \"a\": 1\n}");
    }

    @Test
    void rowsOfAChannelThatIsLeftMeanwhileDoNotComeIn() {
        channels.hear(ENCRYPTED, ANNA, text("one"));
        channels.hear(PLAIN, ANNA, text("other"));
        waiting = true;
        model.open(ENCRYPTED);
        model.open(PLAIN);

        waiting = false;
        work();

        assertThat(bodies()).containsExactly("other");
    }

    @Test
    void oneTaskAtATimeReadsHoweverOftenItIsAsked() {
        waiting = true;
        model.open(ENCRYPTED);
        for (int i = 0; i < 20; i++) {
            model.refresh();
        }
        assertThat(tasks).hasSize(1);

        waiting = false;
        work();

        assertThat(channels.reads()).isEqualTo(2);
    }

    @Test
    void aCopyHasAllThatIsChosenInTheirForm() {
        channels.hear(ENCRYPTED, ANNA, text("one\ntwo"));
        channels.miss(ENCRYPTED, BERT, 1);
        channels.hear(ENCRYPTED, ANNA, text("[1]"));
        model.open(ENCRYPTED);
        model.setForm(Form.JSON);

        model.copy(model.rows());

        assertThat(copied)
                .containsExactly(
                        "one\ntwo\n1 message of plant/line-2/bert · 051b8cf5 did not arrive\n"
                                + "[\n  1\n]");
    }

    @Test
    void hostileWordsAreWrittenOut() {
        channels.hear(
                ENCRYPTED,
                FakeConversation.name("evil/\u202eline/x", 9),
                new Payload(
                        "text/\u0007plain",
                        ByteString.copyFromUtf8("a\u202eb"),
                        Map.of("k\n", "v".repeat(10_000))));

        model.open(ENCRYPTED);

        assertThat(row(0).who()).startsWith("evil/⟨U+202E⟩line/x");
        assertThat(row(0).kind()).startsWith("text/⟨U+0007⟩plain");
        assertThat(row(0).body().lines()).containsExactly("a⟨U+202E⟩b");
        assertThat(row(0).metadata()).startsWith("k⟨U+000A⟩ = vvv").hasSizeLessThan(400);
    }
}
