package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.table.LiveRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

final class ChannelsViewModelTest {
    private final FakeChannels channels = new FakeChannels();
    private final Window window = new Window();
    private final ChannelsViewModel model =
            new ChannelsViewModel(
                    channels,
                    window.tasks,
                    window,
                    window,
                    window,
                    Runnable::run,
                    () -> FakeChannels.START);

    private List<String> names() {
        return model.rows().rows().stream()
                .map(LiveRow::value)
                .map(line -> line.summary().name().service())
                .toList();
    }

    private Channel channel(int id) {
        return channels.find(id).orElseThrow();
    }

    @Test
    void listsChannelsByName() {
        channels.add("acme/chat/stock", true);
        channels.add("acme/chat/general", true, "acme/agents/alice");

        model.feed().sampleHere();

        assertThat(names()).containsExactly("general", "stock");
        assertThat(model.tally().summary()).isEqualTo("2 channels");
    }

    @Test
    void aRowStaysTheSameWhileItsChannelLooksTheSame() {
        int id = channels.add("acme/chat/general", true, "acme/agents/alice");
        model.feed().sampleHere();
        LiveRow<ChannelLine> row = model.rows().rows().getFirst();
        ChannelLine before = row.value();
        model.feed().sampleHere();
        assertThat(row.value()).isSameAs(before);

        channels.setOnline(id, Name.parse("acme/agents/alice"), false);
        model.feed().sampleHere();

        assertThat(model.rows().rows()).containsExactly(row);
        assertThat(row.value().problem()).contains(ChannelLine.Problem.MEMBER_OFFLINE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "gen, general",
        "member:acme/*/alice, general",
        "alice, general",
        "mode:plain, stock",
        "-mode:plain, general",
        "state:new, stock",
        "epoch:1, general",
        "name:acme/chat/st, stock",
        "problem:yes, general",
        "nothing, ''",
    })
    void filtersByWordsAndTokens(String typed, String expected) {
        int general = channels.add("acme/chat/general", true, "acme/agents/alice");
        channels.add("acme/chat/stock", false);
        channels.setNotStored(general, "The disk is full.");

        model.feed().filter().set(typed);
        model.feed().sampleHere();

        assertThat(String.join(" ", names())).isEqualTo(expected);
    }

    @Test
    void closingSaysWhomItConcernsAndTellsHowItEnded() {
        int id =
                channels.add(
                        "acme/chat/general",
                        true,
                        "acme/agents/alice",
                        "acme/agents/bob",
                        "acme/agents/carol");

        model.close(List.of(channel(id)));

        assertThat(window.questions)
                .containsExactly(
                        new Confirmation(
                                "Close acme/chat/general?",
                                "3 participants will be told that it has ended. It can\u2019t be"
                                        + " undone.",
                                "Close channel",
                                true));
        assertThat(channels.list()).isEmpty();
        assertThat(window.told)
                .containsExactly("SUCCESS: acme/chat/general: The channel is closed.");
    }

    @Test
    void nothingIsClosedUnlessTheOperatorAgrees() {
        int id = channels.add("acme/chat/general", true);
        window.agrees = false;

        model.close(List.of(channel(id)));

        assertThat(channels.list()).hasSize(1);
        assertThat(window.told).isEmpty();
    }

    @ParameterizedTest(name = "{0} participants")
    @CsvSource({"10, ''", "11, acme/chat/general"})
    void theNameIsTypedOnlyWhereManyAreConcerned(int participants, String typed) {
        String[] others =
                IntStream.range(0, participants)
                        .mapToObj(i -> "acme/agents/agent-" + i)
                        .toArray(String[]::new);
        int id = channels.add("acme/chat/general", true, others);

        model.close(List.of(channel(id)));

        assertThat(window.questions.getFirst().typed().orElse("")).isEqualTo(typed);
    }

    @Test
    void anOpenPageFollowsItsChannelUntilItIsNoMore() {
        int id = channels.add("acme/chat/general", true);
        var gone = new boolean[1];
        model.setOnGone(() -> gone[0] = true);
        assertThat(model.openPage(id)).isTrue();
        channels.ask(id, "acme/agents/alice");
        channels.accept(id, Name.parse("acme/agents/alice"));

        model.feed().sampleHere();

        assertThat(model.open().get()).contains(channel(id));
        assertThat(model.members()).hasSize(2);
        assertThat(gone[0]).isFalse();
        channels.close(id).join();
        model.feed().sampleHere();
        assertThat(gone[0]).isTrue();
        assertThat(model.open().get()).isPresent();
    }

    @Test
    void aChannelThatIsNoMoreHasNoPage() {
        assertThat(model.openPage(12)).isFalse();
        assertThat(model.open().get()).isEmpty();
    }

    @Test
    void rowsStayWhileTheNodeIsDown() {
        channels.add("acme/chat/general", true);
        channels.setState(new ChannelsState.NodeDown());

        model.feed().sampleHere();

        assertThat(names()).containsExactly("general");
        assertThat(model.tally().running()).isFalse();
    }

    @Test
    void aLostChannelIsForgottenOnlyAfterAQuestion() {
        var lost = new LostChannel(7, "Its keys can\u2019t be opened.");
        channels.setLost(List.of(lost));
        model.feed().sampleHere();
        assertThat(model.lost().get()).containsExactly(lost);

        model.forget(lost);

        assertThat(window.questions)
                .extracting(Confirmation::title)
                .containsExactly("Forget session 7?");
        assertThat(channels.lost()).isEmpty();
    }

    @Test
    void aFailedInvitationIsAProblemUntilItIsDismissed() {
        int id = channels.add("acme/chat/general", true);
        Name alice = Name.parse("acme/agents/alice");
        channels.ask(id, "acme/agents/alice");
        channels.end(id, alice, new Outcome.NobodyThere(alice, Duration.ofSeconds(11)));
        model.problemsOnly().set(true);
        model.feed().sampleHere();
        assertThat(names()).containsExactly("general");

        channels.dismiss(id, channel(id).invitations().getFirst().id());
        model.feed().sampleHere();

        assertThat(names()).isEmpty();
    }

    @Test
    void copiesNamesJsonAndCommands() {
        int id = channels.add("acme/chat/it's", false, "acme/agents/alice");

        model.copyNames(List.of(channel(id)));
        model.copyJson(List.of(channel(id)));
        model.copySlimctl(List.of(channel(id)));

        assertThat(window.copied.getFirst()).isEqualTo("acme/chat/it's");
        assertThat(window.copied.get(1))
                .contains("\"name\": \"acme/chat/it's\"", "\"mls\": false", "\"epoch\": 1");
        assertThat(window.copied.getLast())
                .isEqualTo(
                        """
                        slimctl channel-manager create-channel 'acme/chat/it'\\''s' --disable-mls
                        slimctl channel-manager add-participant 'acme/chat/it'\\''s' acme/agents/alice\
                        """);
    }

    @Test
    void retryIsPassedOn() {
        channels.setState(new ChannelsState.Failed("taken"));

        model.retry();

        assertThat(channels.retries()).isEqualTo(1);
        assertThat(channels.state()).isInstanceOf(ChannelsState.Ready.class);
    }
}
